using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Deskmeter.Records;

/// <summary>
/// A statement that is compiled once and run many times, straight on SQLite: what a command of the data provider does for every run
/// would cost as much as the run itself.
/// </summary>
internal sealed class RecordStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public RecordStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Runs it to its end with the values of its parameters, in their order: text, long, int, bytes or null.</summary>
    /// <exception cref="SqliteException">SQLite refuses.</exception>
    public void Run(params ReadOnlySpan<object?> values) => Read(_ => true, values);

    /// <summary>Its first row; null when there is none.</summary>
    public T? Row<T>(Func<RecordStatement, T> row, params ReadOnlySpan<object?> values) where T : struct
    {
        T? first = null;
        Read(statement => (first = row(statement)) is null, values);
        return first;
    }

    /// <summary>All its rows.</summary>
    public List<T> Rows<T>(Func<RecordStatement, T> row, params ReadOnlySpan<object?> values)
    {
        List<T> rows = [];
        Read(
            statement =>
            {
                rows.Add(row(statement));
                return true;
            },
            values);
        return rows;
    }

    public bool IsNull(int column) => sqlite3_column_type(_statement, column) == SQLITE_NULL;

    public long Long(int column) => sqlite3_column_int64(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => sqlite3_column_text(_statement, column).utf8_to_string();

    public byte[] Bytes(int column) => sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Read(Func<RecordStatement, bool> goesOn, ReadOnlySpan<object?> values)
    {
        for (var place = 0; place < values.Length; place++) Bind(place + 1, values[place]);
        try
        {
            int result;
            while ((result = sqlite3_step(_statement)) == SQLITE_ROW && goesOn(this))
            {
            }

            if (result is not (SQLITE_ROW or SQLITE_DONE)) Check(result);
        }
        finally
        {
            // A statement that stays open holds its transaction open.
            sqlite3_reset(_statement);
        }
    }

    private void Bind(int place, object? value) => Check(value switch
    {
        null => sqlite3_bind_null(_statement, place),
        string text => sqlite3_bind_text(_statement, place, text),
        long number => sqlite3_bind_int64(_statement, place, number),
        int number => sqlite3_bind_int64(_statement, place, number),
        byte[] bytes => sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    });

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
