using Deskmeter.Facts;
using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>An anchor of a fact: the columns of its instant and, in the question's zone, of its local date and hour.</summary>
/// <param name="At">The instant (UTC).</param>
/// <param name="On">The local date.</param>
/// <param name="Hour">The local hour, 0 to 23.</param>
/// <param name="IsStored">Date and hour stand in the table, because the zone is the workspace's.</param>
internal sealed record AnchorSql(string At, string On, string Hour, bool IsStored)
{
    public string Weekday => $"isodow({On})";

    /// <summary>The anchor of this name in a fact, from <paramref name="from"/> to <paramref name="to"/> at the most.</summary>
    public static AnchorSql Of(string anchor, FactTable fact, PlanContext context, Instant from, Instant to)
    {
        var (at, on, zone) = (SqlText.Name($"{anchor}_at"), SqlText.Name($"{anchor}_on"), context.Timeline.Zone);
        var isWorkspace = zone.Equals(context.Workspace);
        if (isWorkspace) return new AnchorSql(at, on, SqlText.Name($"{anchor}_hour"), IsStored: true);
        // A day's cost is that day's in every zone: only the instant at which the day begins is another.
        if (fact.Find($"{anchor}_at") is { IsLocalDate: true })
            return new AnchorSql($"(cast({on} as timestamp) - to_seconds({Offset($"cast({on} as timestamp)", zone, from, to)}))", on, "0", IsStored: true);
        // Tricky: the engine's own time zones cost 20 times as much as this sum, and it has no other way to a local date.
        var local = $"(epoch_us({at}) // 1000000 + {Offset(at, zone, from, to)})";
        return new AnchorSql(at, $"(date '1970-01-01' + cast({local} // 86400 as integer))", $"(({local} % 86400) // 3600)", IsStored: false);
    }

    private static string Offset(string at, DateTimeZone zone, Instant from, Instant to)
    {
        var intervals = zone.GetZoneIntervals(new Interval(from, to + Duration.FromSeconds(1))).ToList();
        var bounds = intervals.Skip(1).Select(interval => SqlText.Timestamp(interval.Start)).ToList();
        return SqlText.Tree(at, bounds, [.. intervals.Select(interval => SqlText.Number(interval.WallOffset.Seconds))]);
    }
}
