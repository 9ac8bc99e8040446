using Microsoft.Data.Sqlite;

namespace Deskmeter.State;

/// <summary>
/// <c>state.db</c> of a data folder: what people chose and wrote. It is opened once, for all that is kept in it, each kind in tables of
/// its own. What was written is on the disk before the call returns. Safe for concurrent use: one statement at a time.
/// </summary>
public sealed class StateFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    private StateFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file of a data folder; it is made when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or not ours.</exception>
    public static StateFile Open(string folder)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "state.db"), Pooling = false };
        var state = new StateFile(new SqliteConnection(file.ConnectionString));
        try
        {
            state._connection.Open();
            state.Run("pragma journal_mode = wal; pragma synchronous = full");
            return state;
        }
        catch (Exception error)
        {
            state.Dispose();
            if (error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT })
                throw new InvalidDataException($"{file.DataSource} is damaged, or is not a file of Deskmeter's settings.", error);
            throw;
        }
    }

    /// <summary>Runs a statement, or several without parameters.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string statement, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_gate)
        {
            using var command = Command(statement, parameters);
            return command.ExecuteNonQuery();
        }
    }

    /// <summary>Runs a statement that returns a number, such as the id of a new row.</summary>
    public long Number(string statement, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_gate)
        {
            using var command = Command(statement, parameters);
            return (long)command.ExecuteScalar()!;
        }
    }

    /// <summary>Reads every row of a query.</summary>
    public List<T> Rows<T>(string query, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_gate)
        {
            using var command = Command(query, parameters);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
    }

    /// <summary>Runs several statements of which all count, or none.</summary>
    public void Together(Action statements)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            statements();
            transaction.Commit();
        }
    }

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string statement, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
