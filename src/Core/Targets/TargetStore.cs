using Deskmeter.Metrics;
using Deskmeter.State;
using NodaTime.Text;

namespace Deskmeter.Targets;

/// <summary>Keeps a workspace's targets in <c>state.db</c>, a row each. Safe for concurrent use.</summary>
public sealed class TargetStore
{
    private readonly StateFile _state;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile TargetBook _book;

    /// <summary>The targets of a data folder.</summary>
    public TargetStore(StateFile state, TimeProvider time)
    {
        (_state, _time) = (state, time);
        state.Run("""
            create table if not exists target (
                kpi text not null, slice text not null, period text not null, valid_from text not null,
                value real, owner text, changed_at text not null, primary key (kpi, slice, period, valid_from)) without rowid
            """);
        _book = Read();
    }

    /// <summary>All that was set, as it is now.</summary>
    public TargetBook Book => _book;

    /// <summary>Keeps a target beside those before it; one of the same first day is corrected.</summary>
    public void Set(Target target)
    {
        lock (_gate)
        {
            _state.Run(
                """
                insert into target (kpi, slice, period, valid_from, value, owner, changed_at) values ($kpi, $slice, $period, $from, $value, $owner, $at)
                on conflict (kpi, slice, period, valid_from) do update set value = excluded.value, owner = excluded.owner, changed_at = excluded.changed_at
                """,
                ("$kpi", target.Kpi), ("$slice", target.Line.Of), ("$period", MetricQueryText.Word(target.Period)),
                ("$from", LocalDatePattern.Iso.Format(target.ValidFrom)), ("$value", target.Value), ("$owner", target.Owner), ("$at", _time.GetUtcNow().ToString("O")));
            _book = Read();
        }
    }

    private TargetBook Read() => new(_state.Rows("select kpi, slice, period, valid_from, value, owner from target", row => new Target
    {
        Kpi = row.GetString(0),
        Of = row.GetString(1) is { Length: > 0 } slice ? FilterText.Read(slice) : null,
        Period = MetricQueryText.Choice("period", row.GetString(2), TargetPeriod.Month),
        ValidFrom = LocalDatePattern.Iso.Parse(row.GetString(3)).Value,
        Value = row.IsDBNull(4) ? null : row.GetDouble(4),
        Owner = row.IsDBNull(5) ? null : row.GetString(5),
    }));
}
