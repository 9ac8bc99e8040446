using Deskmeter.Metrics;
using Microsoft.Data.Sqlite;
using NodaTime.Text;

namespace Deskmeter.Targets;

/// <summary>Keeps a workspace's targets in <c>state.db</c>, a row each. Safe for concurrent use.</summary>
public sealed class TargetStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile TargetBook _book = TargetBook.Empty;

    private TargetStore(SqliteConnection connection, TimeProvider time) => (_connection, _time) = (connection, time);

    /// <summary>All that was set, as it is now.</summary>
    public TargetBook Book => _book;

    /// <summary>Opens the targets of a data folder whose settings are open already.</summary>
    public static TargetStore Open(string folder, TimeProvider time)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "state.db"), Pooling = false };
        var store = new TargetStore(new SqliteConnection(file.ConnectionString), time);
        try
        {
            store._connection.Open();
            store.Run("pragma synchronous = full");
            store.Run("""
                create table if not exists target (
                    kpi text not null, slice text not null, period text not null, valid_from text not null,
                    value real, owner text, changed_at text not null, primary key (kpi, slice, period, valid_from)) without rowid
                """);
            store._book = store.Read();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a target beside those before it; one of the same first day is corrected.</summary>
    public void Set(Target target)
    {
        lock (_gate)
        {
            Run(
                """
                insert into target (kpi, slice, period, valid_from, value, owner, changed_at) values ($kpi, $slice, $period, $from, $value, $owner, $at)
                on conflict (kpi, slice, period, valid_from) do update set value = excluded.value, owner = excluded.owner, changed_at = excluded.changed_at
                """,
                ("$kpi", target.Kpi), ("$slice", target.Line.Of), ("$period", MetricQueryText.Word(target.Period)),
                ("$from", LocalDatePattern.Iso.Format(target.ValidFrom)), ("$value", target.Value), ("$owner", target.Owner), ("$at", _time.GetUtcNow().ToString("O")));
            _book = Read();
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Run(string statement, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private TargetBook Read()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "select kpi, slice, period, valid_from, value, owner from target";
        using var reader = command.ExecuteReader();
        var targets = new List<Target>();
        while (reader.Read())
        {
            targets.Add(new Target
            {
                Kpi = reader.GetString(0),
                Of = reader.GetString(1) is { Length: > 0 } slice ? FilterText.Read(slice) : null,
                Period = MetricQueryText.Choice("period", reader.GetString(2), TargetPeriod.Month),
                ValidFrom = LocalDatePattern.Iso.Parse(reader.GetString(3)).Value,
                Value = reader.IsDBNull(4) ? null : reader.GetDouble(4),
                Owner = reader.IsDBNull(5) ? null : reader.GetString(5),
            });
        }

        return new TargetBook(targets);
    }
}
