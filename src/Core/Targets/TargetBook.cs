using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Targets;

/// <summary>What a figure is held to.</summary>
/// <param name="Value">In the KPI's unit, for as long as the figure's range is.</param>
/// <param name="Own">Who set it and for what; null: it is the shipped one.</param>
public sealed record Goal(double Value, Target? Own);

/// <summary>
/// Every target that was ever set, and which of them applies. A figure is held to the target that applied on the last day of its range;
/// to that of its own member before that of everything; to that of the period that suits its range; and to the shipped one where nobody
/// ever set another.
/// </summary>
/// <param name="targets">In any order.</param>
public sealed class TargetBook(IEnumerable<Target> targets)
{
    private readonly ILookup<string, List<Target>> _lines = targets.GroupBy(target => target.Line)
        .ToLookup(line => line.Key.Kpi, line => line.OrderBy(target => target.ValidFrom).ToList());

    /// <summary>Nothing was set.</summary>
    public static TargetBook Empty { get; } = new([]);

    /// <summary>All lines of history, each from the oldest target to the newest.</summary>
    public IEnumerable<IReadOnlyList<Target>> Lines => _lines.SelectMany(lines => lines);

    /// <summary>Of a line, the target that applies on a date; null: none does.</summary>
    public static Target? InForce(IReadOnlyList<Target> line, LocalDate date) => line.LastOrDefault(target => target.ValidFrom <= date);

    /// <summary>A target applies on a date: none of its line followed it.</summary>
    public bool Applies(Target target, LocalDate date) => _lines[target.Kpi].Any(line => InForce(line, date) == target);

    /// <summary>The target of a KPI over everything on a date, whatever its period; the shipped one where nobody set another.</summary>
    public double? Of(Metric metric, LocalDate date)
    {
        var set = _lines[metric.Id].Where(line => line[0].Of is null).Select(line => InForce(line, date)).OfType<Target>().OrderBy(target => target.Period).ToList();
        return set.Count == 0 ? metric.Target : set.Find(target => target.Value is not null)?.Value;
    }

    /// <summary>What a row of an answer is held to; null: nothing.</summary>
    /// <param name="metric">The row's KPI.</param>
    /// <param name="query">The question; its filters narrow what the row counts.</param>
    /// <param name="row">Its slice narrows it further.</param>
    public Goal? Of(Metric metric, MetricQuery query, MetricRow row)
    {
        if (!_lines.Contains(metric.Id)) return metric.Target is { } shipped ? new Goal(shipped, null) : null;
        var narrowed = Narrowed.Of(query, row);
        var last = row.To.PlusDays(-1);
        var fitting = TargetCalendar.For(Period.DaysBetween(row.From, row.To));
        var inForce = _lines[metric.Id].Where(line => narrowed.Suits(line[0].Of, metric)).Select(line => InForce(line, last)).OfType<Target>().ToList();
        var ofMember = inForce.Where(target => target is { Of: not null, Value: not null }).ToList();
        var ofAll = inForce.Where(target => target.Of is null).ToList();
        var chosen = Best(ofMember.Count > 0 ? ofMember : [.. ofAll.Where(target => target.Value is not null)], metric, fitting);
        if (chosen is null) return ofAll.Count == 0 && metric.Target is { } standard ? new Goal(standard, null) : null;
        return new Goal(metric.Accumulates ? chosen.Value!.Value * TargetCalendar.Periods(chosen.Period, row.From, row.To) : chosen.Value!.Value, chosen);
    }

    /// <summary>The one whose period suits best; of several members' the strictest, so that nothing counts as met that is missed somewhere.</summary>
    private static Target? Best(List<Target> targets, Metric metric, TargetPeriod fitting) => targets
        .OrderBy(target => Math.Abs(target.Period - fitting)).ThenBy(target => target.Period)
        .ThenBy(target => metric.Better == Better.Higher ? -target.Value : target.Value).FirstOrDefault();

    /// <summary>To which members a row is narrowed.</summary>
    /// <param name="Members">One member of a slice each.</param>
    /// <param name="IsOther">By something that no target is for, such as two members together.</param>
    private sealed record Narrowed(Dictionary<string, string?> Members, bool IsOther)
    {
        public static Narrowed Of(MetricQuery query, MetricRow row)
        {
            var members = new Dictionary<string, string?>(row.Slice);
            var isOther = false;
            foreach (var filter in query.Where)
            {
                if (filter is { IsNegated: false, Values: [var value] }) members[filter.Slice] = value;
                else isOther = true;
            }

            return new Narrowed(members, isOther);
        }

        /// <summary>A target suits everything within what it was set for; of an amount, only exactly that: a part of it is always smaller.</summary>
        public bool Suits(Filter? of, Metric metric)
        {
            if (of is not null && !(Members.TryGetValue(of.Slice, out var member) && member == of.Values[0])) return false;
            return !metric.IsAmount || (!IsOther && Members.Count == (of is null ? 0 : 1));
        }
    }
}
