using Deskmeter.Metrics;

namespace Deskmeter.App.Board;

/// <summary>What can be filtered by: the slices of some KPI, and for each the values that the data of the last year hold.</summary>
public sealed class FilterChoices(Visit visit, IReadOnlyList<Metric> metrics)
{
    /// <summary>A list longer than this helps nobody; rarer values are reached by a click on their row.</summary>
    private const int Longest = 300;

    /// <summary>Slices that at least one of the KPIs has and in which the data differ.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [.. metrics.SelectMany(visit.Workspace.Catalogue.SlicesOf).Distinct()];

    /// <summary>The values of a slice with their names, the most frequent first.</summary>
    public IReadOnlyList<(string? Value, string Name)> Values(string slice)
    {
        var source = Source(slice);
        var query = visit.State.Ask(source.Id) with
        {
            From = visit.Dates.Today.PlusYears(-1),
            To = visit.Dates.Today.PlusDays(1),
            By = [slice],
            Where = [],
            Compare = Compare.None,
        };
        if (visit.State.From < query.From) query = query with { From = visit.State.From };
        var rows = visit.Run(query).Rows.OrderByDescending(row => row.N ?? 0).Take(Longest);
        return [.. rows.Select(row => row.Slice[slice]).Select(value => (value, visit.MemberName(slice, value)))];
    }

    /// <summary>Of the KPIs that have the slice, one that counts: agents who resolve, tickets that were created.</summary>
    private Metric Source(string slice)
    {
        var able = metrics.Where(metric => visit.Workspace.Catalogue.SlicesOf(metric).Contains(slice)).ToList();
        var isPerson = slice is "agent" or "team";
        return able.Find(metric => metric.Id == (isPerson ? "tickets_resolved" : "tickets_created")) ?? able[0];
    }
}
