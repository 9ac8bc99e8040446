using Microsoft.Data.Sqlite;

namespace Deskmeter.Records;

/// <summary>A statement that is compiled once and run many times.</summary>
internal sealed class RecordStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public RecordStatement(SqliteConnection connection, string sql, params string[] parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in parameters) _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        _command.Prepare();
    }

    /// <summary>Runs it with the values of its parameters, in their order.</summary>
    public void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        _command.ExecuteNonQuery();
    }

    /// <summary>Its first row; null when there is none.</summary>
    public T? Row<T>(Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values) where T : struct
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        return reader.Read() ? row(reader) : null;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var place = 0; place < values.Length; place++) _command.Parameters[place].Value = values[place] ?? DBNull.Value;
    }
}
