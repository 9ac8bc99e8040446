namespace Deskmeter.Store.DuckDb;

/// <summary>
/// Facts in a DuckDB file, the default store. The file is disposable: whatever is wrong with it, the store opens empty, says so
/// by a null <see cref="Projection"/>, and is rebuilt. Many threads may read at a time; one writes.
/// </summary>
public sealed class DuckDbFacts : IFactStore
{
    private readonly string _folder;
    private readonly DuckDbOptions _options;
    private readonly Lock _writer = new();
    private volatile FactsGeneration? _current;
    private volatile Projection? _projection;
    private bool _isDisposed;

    private DuckDbFacts(string folder, DuckDbOptions options) => (_folder, _options) = (folder, options);

    public Projection? Projection => _projection;

    /// <summary>The facts reflect something else; told on the thread that wrote them.</summary>
    public event Action? Changed;

    /// <summary>Opens the facts in <paramref name="folder"/>, which is made where it is missing, and clears dead leftovers away.</summary>
    /// <exception cref="IOException">Another process has the facts open, or the folder cannot be read or written.</exception>
    /// <exception cref="DuckDbException">The DuckDB library is missing or not the one we know.</exception>
    public static DuckDbFacts Open(string folder, DuckDbOptions options)
    {
        DuckDbLibrary.Load();
        Directory.CreateDirectory(folder);
        var facts = new DuckDbFacts(folder, options);
        if (FactsFile.Newest(folder) is { } file) facts.Use(FactsOpening.Open(file, options));
        FactsFile.Clean(folder, facts._current?.File);
        return facts;
    }

    public IEnumerable<object?[]> Query(SqlStatement statement, CancellationToken cancellation = default)
    {
        using var lease = Borrow();
        using var rows = lease.Connection.Query(statement, cancellation).GetEnumerator();
        while (Guarded(lease.Owner, rows.MoveNext)) yield return rows.Current;
    }

    public void Replace(IReadOnlyList<ReplacedUnits> units, IReadOnlyList<TableBatch> rows, long position)
    {
        lock (_writer)
        {
            using var lease = Borrow();
            Guarded(lease.Owner, () =>
            {
                FactsWriting.Replace(lease.Connection, lease.Owner.Meta.Tables, units, rows, position);
                return true;
            });
            _projection = _projection! with { Position = position };
        }

        Changed?.Invoke();
    }

    public IFactRebuild Rebuild(IReadOnlyList<Table> tables)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return new FactsRebuild(FactsFile.Next(_folder), tables, _options, this);
    }

    public void Dispose()
    {
        lock (_writer)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _projection = null;
            _current?.Retire(doomed: false);
        }
    }

    /// <summary>Makes a generation the one that is read and written; the one before it goes when its last reader is done.</summary>
    internal void Use(FactsGeneration? generation)
    {
        lock (_writer)
        {
            var before = _current;
            _current = generation;
            _projection = generation?.Meta.Projection;
            before?.Retire(doomed: true);
        }

        Changed?.Invoke();
    }

    private FactsGeneration.Lease Borrow()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var current = _current;
            if (_projection is null || current is null) throw new InvalidOperationException("There are no facts to count: they have to be rebuilt first.");
            if (current.Borrow() is { } lease) return lease;
        }
    }

    /// <summary>A file that turns out to be damaged while it is read is given up, so that the next look finds that it must be rebuilt.</summary>
    private T Guarded<T>(FactsGeneration generation, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (DuckDbException error) when (error.IsFatal)
        {
            if (error.IsCorruption) generation.Doom();
            lock (_writer)
            {
                if (_current == generation) _projection = null;
            }

            throw new FactsLostException($"The facts cannot be read any more and have to be rebuilt: {error.Message}", error);
        }
    }
}
