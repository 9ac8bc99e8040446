using Deskmeter.Store.DuckDb;

namespace Deskmeter.Core.Tests.Store;

/// <summary>An empty database in a folder of its own, with one connection.</summary>
internal sealed class OpenedDatabase : IDisposable
{
    public OpenedDatabase()
    {
        Database = Folder.Database();
        Connection = Database.Connect();
    }

    public FactsFolder Folder { get; } = new();

    public DuckDbDatabase Database { get; }

    public DuckDbConnection Connection { get; }

    public void Dispose()
    {
        Connection.Dispose();
        Database.Dispose();
        Folder.Dispose();
    }
}
