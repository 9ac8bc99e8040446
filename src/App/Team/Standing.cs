using Deskmeter.App.Board;
using Deskmeter.Metrics;
using Deskmeter.Team;

namespace Deskmeter.App.Team;

/// <summary>How one agent stands to the others in one KPI; only where the interval leaves no doubt.</summary>
/// <param name="Judgement">Better or worse than the median of all agents; noise where the interval holds it.</param>
/// <param name="Median">The median of all agents who have enough to be judged.</param>
/// <param name="Rank">Null where the interval meets everybody else's.</param>
/// <param name="All">How many are compared.</param>
public sealed record Standing(Judgement Judgement, double Median, RankRange? Rank, int All)
{
    /// <summary>The standing of a reading among those of its column; null where it has no interval or no direction, or nobody to stand beside.</summary>
    public static Standing? Of(MemberTable table, Metric metric, Reading reading)
    {
        if (metric.Better == Better.Neither || reading is not { IsThin: false, Row: { Low: { } low, High: { } high } }) return null;
        var rows = table.Rows.Where(row => row.Member is not null)
            .Select(row => row.Readings.GetValueOrDefault(metric.Id)).OfType<Reading>()
            .Where(other => other is { IsThin: false, Row: { Value: not null, Low: not null, High: not null } }).Select(other => other.Row).ToList();
        if (rows.Count < 2) return null;
        var median = Statistics.Median(rows.Select(row => row.Value!.Value));
        var isHighBetter = metric.Better == Better.Higher;
        var rank = RankRange.Of((low, high), [.. rows.Select(row => (row.Low!.Value, row.High!.Value))], isHighBetter);
        var sign = low > median ? 1 : high < median ? -1 : 0;
        var verdict = sign == 0 ? Verdict.Noise : sign > 0 == isHighBetter ? Verdict.Better : Verdict.Worse;
        return new Standing(new Judgement(verdict, sign, null), median, rank == new RankRange(1, rows.Count) ? null : rank, rows.Count);
    }
}
