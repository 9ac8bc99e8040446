using Deskmeter.App.Board;
using Deskmeter.Metrics;

namespace Deskmeter.App.Metrics;

/// <summary>A KPI by the members of one slice.</summary>
public sealed class Breakdown
{
    /// <summary>More rows than this are behind "show all".</summary>
    public const int Longest = 12;

    /// <summary>Slices that most people ask for first.</summary>
    private static readonly string[] First = ["channel", "team", "priority", "topic", "type", "agent"];

    private Breakdown(string slice, string sort, IReadOnlyList<Reading> rows) => (Slice, Sort, Rows) = (slice, sort, rows);

    public string Slice { get; }

    /// <summary>value, n, member, change or p90.</summary>
    public string Sort { get; }

    public IReadOnlyList<Reading> Rows { get; }

    /// <summary>The length of a full bar.</summary>
    public double Longer => Rows.SelectMany(row => new[] { row.Row.Value, row.Row.Compare?.Value }).OfType<double>().Select(Math.Abs).DefaultIfEmpty(0).Max();

    /// <summary>The sum of what the members have, where members add up.</summary>
    public double? Sum => Rows.Count > 0 && Rows[0].Metric.IsAdditive ? Rows.Sum(row => row.Row.Value ?? 0) : null;

    /// <summary>The KPI by the slice asked for; by its own; else by the first in which the data differ. Null where there is no slice.</summary>
    public static Breakdown? Of(Visit visit, Metric metric, string? asked, string? sort)
    {
        var slices = visit.Workspace.Catalogue.SlicesOf(metric);
        if (asked is not null)
        {
            if (!slices.Contains(asked)) throw Nearest.Unknown($"slice", asked, slices, "by");
            return Ask(visit, metric, asked, sort);
        }

        Breakdown? first = null;
        foreach (var slice in (metric.By is { } own ? [own] : First).Where(slices.Contains).Take(3))
        {
            var breakdown = Ask(visit, metric, slice, sort);
            if (breakdown.Rows.Count > 1) return breakdown;
            first ??= breakdown;
        }

        return first;
    }

    private static Breakdown Ask(Visit visit, Metric metric, string slice, string? sort)
    {
        var rows = visit.Run(visit.State.Ask(metric.Id) with { By = [slice] }).Rows.Select(row => new Reading(visit, metric, row) { IsRow = true }).ToList();
        var isOrdered = slice is "hour" or "weekday";
        var by = sort is "value" or "n" or "member" or "change" or "p90" ? sort : isOrdered ? "member" : "value";
        IEnumerable<Reading> sorted = by switch
        {
            "n" => rows.OrderByDescending(row => Basis.Amount(metric, row.Row) ?? 0),
            "change" => rows.OrderByDescending(row => row.Row.Compare?.Change is { } change ? Math.Abs(change) : -1),
            "p90" => rows.OrderByDescending(row => row.Row.P90 ?? -1),
            "member" when isOrdered => rows.OrderBy(row => int.TryParse(row.Row.Slice[slice], visit.Language.Culture, out var place) ? place : int.MaxValue),
            "member" => rows.OrderBy(row => visit.MemberName(slice, row.Row.Slice[slice]), StringComparer.Create(visit.Language.Culture, ignoreCase: true)),
            _ => rows.OrderBy(row => row.HasValue ? row.IsThin ? 1 : 0 : 2).ThenByDescending(row => metric.Better == Better.Higher ? -row.Row.Value : row.Row.Value),
        };
        return new Breakdown(slice, by, [.. sorted]);
    }
}
