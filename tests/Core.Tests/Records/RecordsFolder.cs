using Deskmeter.Records;
using Microsoft.Data.Sqlite;

namespace Deskmeter.Core.Tests.Records;

/// <summary>A data folder that goes when the test ends.</summary>
internal sealed class RecordsFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("deskmeter-records-").FullName;

    public SqliteRecords Open() => SqliteRecords.Open(Folder);

    /// <summary>Does something to the file behind the program's back.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "records.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
