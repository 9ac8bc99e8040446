using System.Collections.Concurrent;

namespace Deskmeter.Store.DuckDb;

/// <summary>
/// A file of facts in the making, beside the current one and invisible until it is whole. So it needs no transaction, and rows go
/// to disk while more come.
/// </summary>
internal sealed class FactsRebuild : IFactRebuild
{
    private readonly FactsFile _file;
    private readonly IReadOnlyList<Table> _tables;
    private readonly DuckDbOptions _options;
    private readonly DuckDbFacts _store;
    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _connection;
    private readonly ConcurrentDictionary<string, Writer> _writers = [];
    private bool _isDone;

    public FactsRebuild(FactsFile file, IReadOnlyList<Table> tables, DuckDbOptions options, DuckDbFacts store)
    {
        (_file, _tables, _options, _store) = (file, tables, options, store);
        _database = DuckDbDatabase.Open(file.BuildingPath, file.SpillPath, options);
        _connection = _database.Connect();
        try
        {
            _connection.Execute(FactsMeta.Create);
            foreach (var table in tables) _connection.Execute(ColumnTypes.CreateTable(table));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Append(TableBatch rows)
    {
        ObjectDisposedException.ThrowIf(_isDone, this);
        if (rows.Count == 0) return;
        _writers.GetOrAdd(rows.Table.Name, _ => new Writer(_database.Connect(), rows.Table)).Appender.Append(rows);
    }

    public void Complete(Projection projection)
    {
        ObjectDisposedException.ThrowIf(_isDone, this);
        Task.WhenAll(_writers.Values.Select(writer => Task.Run(writer.Appender.Flush))).GetAwaiter().GetResult();
        new FactsMeta(_tables, projection).Insert(_connection);
        _connection.Execute("checkpoint");
        Close();
        _file.Publish();
        _store.Use(FactsOpening.Open(_file, _options)
            ?? throw new DuckDbException($"{_file.Path} was written and cannot be opened."));
    }

    public void Dispose()
    {
        if (_isDone) return;
        Close();
        _file.Delete();
    }

    private void Close()
    {
        _isDone = true;
        foreach (var writer in _writers.Values) writer.Dispose();
        _connection.Dispose();
        _database.Dispose();
    }

    /// <summary>What writes one table: a connection does one thing at a time, so each has its own.</summary>
    private sealed class Writer(DuckDbConnection connection, Table table) : IDisposable
    {
        public TableAppender Appender { get; } = new(connection, table);

        public void Dispose()
        {
            Appender.Dispose();
            connection.Dispose();
        }
    }
}
