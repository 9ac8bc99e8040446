using System.Globalization;
using Deskmeter.Metrics;

namespace Deskmeter.App.Board;

/// <summary>One member of a slice with its readings; a KPI without a reading there has counted nothing.</summary>
public sealed record MemberRow(string? Member, IReadOnlyDictionary<string, Reading> Readings);

/// <summary>Several KPIs side by side for every member of one slice, asked in one question.</summary>
public sealed class MemberTable
{
    /// <summary>Rows beyond these are shown when asked for.</summary>
    public const int Longest = 15;

    private MemberTable(string slice, string sort, IReadOnlyList<Metric> metrics, IReadOnlyList<MemberRow> rows) =>
        (Slice, Sort, Metrics, Rows) = (slice, sort, metrics, rows);

    public string Slice { get; }

    /// <summary>The KPI that orders the rows, or <c>member</c>.</summary>
    public string Sort { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public IReadOnlyList<MemberRow> Rows { get; }

    /// <summary>Asks for those of the KPIs that have the slice and take the filters shown; null when there is none.</summary>
    /// <param name="visit">What is shown.</param>
    /// <param name="slice">Its members are the rows.</param>
    /// <param name="kpis">The columns; the first orders the rows when nothing else does.</param>
    /// <param name="sort">A KPI or <c>member</c>.</param>
    /// <param name="isShown">Which members have a row; null: all.</param>
    /// <param name="nameOf">What a member is called; null: as members of the slice are.</param>
    public static MemberTable? Of(
        Visit visit, string slice, IReadOnlyList<string> kpis, string? sort, Func<string?, bool>? isShown = null, Func<string?, string>? nameOf = null)
    {
        var catalogue = visit.Workspace.Catalogue;
        string[] needed = [slice, .. visit.State.Where.Select(filter => filter.Slice)];
        var metrics = kpis.Select(catalogue.Get).Where(metric => metric.Periods == PeriodRule.Any && !needed.Except(catalogue.SlicesOf(metric)).Any()).ToList();
        if (metrics.Count == 0) return null;
        var byId = metrics.ToDictionary(metric => metric.Id);
        var answer = visit.Run(visit.State.Ask([.. byId.Keys]) with { By = [slice] });
        var rows = answer.Rows.Where(row => isShown?.Invoke(row.Slice[slice]) != false).GroupBy(row => row.Slice[slice])
            .Select(member => new MemberRow(member.Key, member.ToDictionary(row => row.Kpi, row => new Reading(visit, byId[row.Kpi], row) { IsRow = true, IsShort = true })));
        var order = sort is "member" || (sort is not null && byId.ContainsKey(sort)) ? sort : metrics[0].Id;
        return new MemberTable(slice, order, metrics, [.. Sorted(order, byId, rows, member => nameOf?.Invoke(member) ?? visit.MemberName(slice, member), visit.Language.Culture)]);
    }

    /// <summary>By name in the language's order; by a KPI the worst first, of counts the most; what has no value comes last.</summary>
    private static IEnumerable<MemberRow> Sorted(
        string order, Dictionary<string, Metric> metrics, IEnumerable<MemberRow> rows, Func<string?, string> nameOf, CultureInfo culture)
    {
        if (order == "member") return rows.OrderBy(row => nameOf(row.Member), StringComparer.Create(culture, ignoreCase: true));
        var sign = metrics[order] is { Better: Better.Higher, Unit: not MetricUnit.Count } ? -1 : 1;
        return rows.OrderBy(row => Value(row) is null).ThenByDescending(row => sign * Value(row));

        double? Value(MemberRow row) => row.Readings.GetValueOrDefault(order)?.Row.Value;
    }
}
