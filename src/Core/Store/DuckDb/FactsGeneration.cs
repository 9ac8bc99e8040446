using System.Collections.Concurrent;

namespace Deskmeter.Store.DuckDb;

/// <summary>
/// One open file of facts and the connections to it. It lives until it is retired and its last reader is done; then it is closed
/// and, where a newer one took its place, deleted.
/// </summary>
internal sealed class FactsGeneration
{
    private readonly DuckDbDatabase _database;
    private readonly ConcurrentBag<DuckDbConnection> _idle = [];
    private readonly Lock _gate = new();
    private int _users = 1;
    private bool _isRetired;
    private bool _isDoomed;

    public FactsGeneration(FactsFile file, DuckDbDatabase database, FactsMeta meta)
    {
        File = file;
        _database = database;
        Meta = meta;
    }

    public FactsFile File { get; }

    public FactsMeta Meta { get; }

    /// <summary>Borrows a connection; null when the generation is closed already.</summary>
    public Lease? Borrow()
    {
        lock (_gate)
        {
            if (_users == 0) return null;
            _users++;
        }

        try
        {
            return new Lease(this, _idle.TryTake(out var connection) ? connection : _database.Connect());
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Takes no new role; closes when the last reader is done, and deletes the file if <paramref name="doomed"/>.</summary>
    public void Retire(bool doomed)
    {
        lock (_gate)
        {
            _isDoomed |= doomed;
            if (_isRetired) return;
            _isRetired = true;
        }

        Leave();
    }

    /// <summary>The file is damaged: it must not be opened again.</summary>
    public void Doom()
    {
        lock (_gate) _isDoomed = true;
        File.Delete();
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_users > 0) return;
        }

        foreach (var connection in _idle) connection.Dispose();
        _database.Dispose();
        if (_isDoomed) File.Delete();
    }

    /// <summary>A connection on loan.</summary>
    public sealed class Lease(FactsGeneration owner, DuckDbConnection connection) : IDisposable
    {
        public FactsGeneration Owner => owner;

        public DuckDbConnection Connection => connection;

        public void Dispose()
        {
            owner._idle.Add(connection);
            owner.Leave();
        }
    }
}
