using System.Text.Json;
using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>
/// The records in one SQLite file. What was acknowledged is on the disk (a write-ahead log with full sync), so a process may be
/// killed at any moment. One thread writes at a time; others read meanwhile, each from a state between two transactions.
/// </summary>
public sealed class SqliteRecords : IRecordStore
{
    /// <summary>The most pieces that one transaction takes.</summary>
    public const int MostPieces = 5_000;

    // One reading of the file at a time takes this many documents, so that no reader holds an old state for long.
    private const int ChunkSize = 1_000;

    private readonly Lock _writing = new();
    private readonly SqliteConnection _connection;
    private readonly Arrivals _arrivals;
    private readonly RecordWriter _writer;
    private readonly string _readOnly;

    private SqliteRecords(SqliteConnection connection, string readOnly, TimeProvider time)
    {
        _connection = connection;
        _readOnly = readOnly;
        _arrivals = new Arrivals(connection, time);
        _writer = new RecordWriter(connection, _arrivals);
        ReadLimits();
    }

    /// <inheritdoc/>
    public long Position => Read("select position from state", row => row.Long(0)).Single();

    /// <inheritdoc/>
    public Instant? NewestEvent => Read("select newest from state", InstantOrNull).Single();

    /// <summary>There is no record.</summary>
    public bool IsEmpty => Read("select 1 from record limit 1", row => row.Long(0)).Count == 0;

    /// <summary>The instant before which records were removed for good; null when none ever were.</summary>
    public Instant? KeptFrom { get; private set; }

    /// <summary>Records were removed, and the bytes of the file may still hold traces of them.</summary>
    public bool MustShrink { get; private set; }

    /// <summary>Opens the records of a data folder, or starts them.</summary>
    /// <param name="folder">A folder that exists; the file in it is <c>records.db</c>.</param>
    /// <param name="time">Says on which day things arrive; null: the machine's.</param>
    /// <exception cref="UsageException">The file there is not ours, or a newer program wrote it.</exception>
    public static SqliteRecords Open(string folder, TimeProvider? time = null)
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "records.db"),
            DefaultTimeout = 30,
            Pooling = false,
        };
        var connection = new SqliteConnection(file.ConnectionString);
        try
        {
            connection.Open();
            RecordSchema.Prepare(connection, time ?? TimeProvider.System);
            file.Mode = SqliteOpenMode.ReadOnly;
            file.Pooling = true;
            return new SqliteRecords(connection, file.ConnectionString, time ?? TimeProvider.System);
        }
        catch (Exception exception)
        {
            connection.Dispose();
            if (exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB })
                throw new UsageException($"{file.DataSource} is not a file of Deskmeter's records.", "data");
            throw;
        }
    }

    /// <inheritdoc/>
    public MergeResult Merge(IReadOnlyCollection<SourceRecord> pieces)
    {
        if (pieces.Count > MostPieces) throw new ArgumentException($"One transaction takes at most {MostPieces} pieces.", nameof(pieces));
        lock (_writing) return _writer.Merge(pieces);
    }

    /// <inheritdoc/>
    public T? Find<T>(string source, string id) where T : SourceRecord => (T?)Find(RecordKey.Of<T>(source, id));

    /// <inheritdoc/>
    public SourceRecord? Find(RecordKey key) =>
        Records<SourceRecord>("where kind = ? and id = ? and source = ?", key.Kind.Word, key.Id, key.Source) is [var found] ? found : null;

    /// <inheritdoc/>
    public IReadOnlyList<T> Find<T>(string id) where T : SourceRecord =>
        Records<T>("where kind = ? and id = ? order by source", WordOf<T>(), id);

    /// <inheritdoc/>
    public IReadOnlyList<T> OfKind<T>() where T : SourceRecord => Records<T>("where kind = ? order by position", WordOf<T>());

    /// <inheritdoc/>
    public IReadOnlyList<SourceRecord> OfCustomer(IReadOnlyCollection<string> words) => Records<SourceRecord>(
        "where customer in (select value from json_each(?)) order by position", JsonSerializer.Serialize(words));

    /// <inheritdoc/>
    public IReadOnlyList<string> SameCustomer(string word)
    {
        var words = Read(
            """
            with recursive same(word) as (
                select ?
                union
                select other.word
                from same
                join customer_word as known on known.word = same.word
                join customer_word as other on other.source = known.source and other.id = known.id)
            select word from same
            """,
            row => row.Text(0),
            word);
        words.Sort(StringComparer.Ordinal);
        return words;
    }

    /// <inheritdoc/>
    public IReadOnlyList<CustomerLink> CustomerLinks() => Read(
        """
        select first.word, other.word
        from (select source, id, min(word) as word from customer_word group by source, id) as first
        join customer_word as other on other.source = first.source and other.id = first.id and other.word <> first.word
        """,
        row => new CustomerLink(row.Text(0), row.Text(1)));

    /// <inheritdoc/>
    public IReadOnlyList<StatedRecord> OfAgent(string agent, Instant from, Instant until) => Records<StatedRecord>(
        "where position in (select position from agent_span where agent = ? and until >= ? and start < ?) order by position",
        agent, from.ToUnixTimeTicks(), until.ToUnixTimeTicks());

    /// <inheritdoc/>
    public LeftBehind? LeftAfter(long position) =>
        Read($"select 1 from left_behind where position > ? and {RecordTieWriter.IsMark} limit 1", row => row.Long(0), position) is [_]
            ? null
            : new LeftBehind(
                Read("select distinct customer from left_behind where position > ? and customer is not null", row => row.Text(0), position),
                Read(
                    "select distinct agent, start, until from left_behind where position > ? and agent is not null",
                    row => RecordTieWriter.SpanOf(row, 0), position));

    /// <inheritdoc/>
    public void ForgetLeft(long position)
    {
        // Mostly there is nothing to forget, and a transaction waits for the disk.
        var isAny = Read($"select 1 from left_behind where position <= ? and not ({RecordTieWriter.IsMark}) limit 1", row => row.Long(0), position) is [_];
        if (!isAny) return;
        lock (_writing) _writer.ForgetLeft(position);
    }

    /// <inheritdoc/>
    public IEnumerable<RecordChange> ChangesAfter(long position, params IReadOnlyList<RecordKind> kinds)
    {
        // What changes while the caller reads comes with the next call: the end is fixed now.
        foreach (var document in DocumentsAfter(position, Position, kinds)) yield return new RecordChange(document.Position, document.Read());
    }

    /// <inheritdoc/>
    public void SetAside(string source, IReadOnlyCollection<RowProblem> rows)
    {
        lock (_writing) _writer.SetAside(source, rows);
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowProblem> RowsSetAside() => Read(
        "select file, line, reason, content from set_aside order by place",
        row => new RowProblem(row.Text(0), row.Long(1), Sentence.FromStored(row.Text(2)), row.Text(3)));

    /// <inheritdoc/>
    public IReadOnlyList<RowSetAside> Quarantine() => Read(
        "select place, source, file, line, reason from set_aside order by place",
        row => new RowSetAside(row.Long(0), row.Text(1), row.Text(2), row.Long(3), Sentence.FromStored(row.Text(4))));

    /// <inheritdoc/>
    public IReadOnlyList<RowProblem> RowsSetAside(IReadOnlyCollection<long> places) => Read(
        "select file, line, reason, content from set_aside where place in (select value from json_each(?)) order by place",
        row => new RowProblem(row.Text(0), row.Long(1), Sentence.FromStored(row.Text(2)), row.Text(3)), JsonSerializer.Serialize(places));

    /// <inheritdoc/>
    public void ForgetSetAside(IReadOnlyCollection<long> places)
    {
        if (places.Count == 0) return;
        lock (_writing) _writer.ForgetSetAside(JsonSerializer.Serialize(places));
    }

    /// <summary>Removes what is older than a limit, all or nothing. What is left of it in the bytes of the file goes with <see cref="Shrink"/>.</summary>
    /// <param name="limit">Of what happened before it, nothing stays.</param>
    /// <param name="isDry">Only says what would go.</param>
    public ErasedRecords Erase(Instant limit, bool isDry = false)
    {
        lock (_writing)
        {
            var erased = new RecordEraser(_connection, _arrivals).Erase(limit, isDry);
            ReadLimits();
            return erased;
        }
    }

    /// <summary>Removes everything that one source brought, all or nothing.</summary>
    public ErasedRecords EraseSource(string source)
    {
        lock (_writing)
        {
            var erased = new RecordEraser(_connection, _arrivals).Erase(source);
            ReadLimits();
            return erased;
        }
    }

    /// <summary>Writes the file again without what was removed from it, and empties its log; every reader has to be done for a moment.</summary>
    public void Shrink()
    {
        lock (_writing)
        {
            RecordSchema.Run(_connection, "vacuum");
            using (var empty = new RecordStatement(_connection, "pragma wal_checkpoint(truncate)"))
            {
                if (empty.Row(row => row.Long(0)) != 0) return; // a reader was too slow: the next look tries again
            }

            RecordSchema.Run(_connection, "update state set must_shrink = 0");
            ReadLimits();
        }
    }

    /// <summary>What was removed once is there again: figures before it may be shown.</summary>
    public void ForgetLimit()
    {
        lock (_writing)
        {
            RecordSchema.Run(_connection, "update state set kept_from = null");
            ReadLimits();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<MergeLink> MergeLinks() => Read(
        "select source, child, parent from merge_link",
        row => new MergeLink(row.Text(0), row.Text(1), row.Text(2)));

    /// <inheritdoc/>
    public RecordCounts Count()
    {
        var records = Read(
            "select kind, source, count(*) from record group by kind, source",
            row => (Kind: RecordKind.Find(row.Text(0)), Source: row.Text(1), Count: row.Long(2)));
        return new RecordCounts(
            Position,
            NewestEvent,
            [
                .. from kind in RecordKind.All
                   from record in records.Where(record => record.Kind == kind).OrderBy(record => record.Source, StringComparer.Ordinal)
                   select new RecordCount(kind, record.Source, record.Count),
            ],
            Read("select count(*) from set_aside", row => row.Long(0)).Single());
    }

    /// <inheritdoc/>
    public IEnumerable<string> FindDamage()
    {
        foreach (var finding in Read("pragma quick_check", row => row.Text(0)))
        {
            if (finding != "ok") yield return finding;
        }

        foreach (var document in DocumentsAfter(0, Position, []))
        {
            if (document.Damage() is { } damage) yield return damage;
        }
    }

    /// <summary>Closes the file; a reading that still runs ends with an error.</summary>
    public void Dispose()
    {
        // Tricky: the last to close folds the log into the file, and a reader cannot.
        using (var readers = new SqliteConnection(_readOnly)) SqliteConnection.ClearPool(readers);
        lock (_writing)
        {
            _writer.Dispose();
            _arrivals.Dispose();
            _connection.Dispose();
        }
    }

    private void ReadLimits()
    {
        using var statement = new RecordStatement(_connection, "select kept_from, must_shrink from state");
        (KeptFrom, MustShrink) = statement.Row(row => (InstantOrNull(row), row.Long(1) != 0))!.Value;
    }

    private static Instant? InstantOrNull(RecordStatement row) =>
        row.LongOrNull(0) is { } ticks ? Instant.FromUnixTimeTicks(ticks) : null;

    private IEnumerable<RecordDocument> DocumentsAfter(long position, long end, IReadOnlyList<RecordKind> kinds)
    {
        // Tricky: without the plus, SQLite would take all keys of the kinds and sort them by position, for every chunk.
        var ofKind = kinds.Count == 0 ? "" : $" and +kind in ({string.Join(", ", kinds.Select(kind => $"'{kind.Word}'"))})";
        while (position < end)
        {
            var chunk = Read(
                $"select {RecordDocument.Columns} from record where position > ? and position <= ?{ofKind} order by position limit ?",
                RecordDocument.Of, position, end, ChunkSize);
            foreach (var document in chunk) yield return document;
            position = chunk.Count < ChunkSize ? end : chunk[^1].Position;
        }
    }

    private static string WordOf<T>() => RecordKind.Of(typeof(T)).Word;

    private List<T> Records<T>(string condition, params ReadOnlySpan<object?> values) where T : SourceRecord =>
        Read($"select {RecordDocument.Columns} from record {condition}", row => (T)RecordDocument.Of(row).Read(), values);

    private List<T> Read<T>(string sql, Func<RecordStatement, T> row, params ReadOnlySpan<object?> values)
    {
        using var connection = new SqliteConnection(_readOnly);
        connection.Open();
        using var statement = new RecordStatement(connection, sql);
        return statement.Rows(row, values);
    }
}
