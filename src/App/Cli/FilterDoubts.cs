using Deskmeter.Metrics;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Cli;

/// <summary>Says when a filter names a value that the data never hold: an empty answer would look like a fact.</summary>
internal static class FilterDoubts
{
    private const int MostValues = 20;

    /// <summary>Writes a line for each value that no row of the KPI has, in the range or outside it.</summary>
    public static void Tell(Workspace workspace, MetricResult result, TextWriter output)
    {
        if (result.Rows.Any(row => row.N > 0)) return;
        foreach (var filter in result.Query.Where)
        {
            var known = Values(workspace, result.Query, filter.Slice);
            foreach (var value in filter.Values.OfType<string>().Where(value => !known.Contains(value)))
            {
                var hint = known.Count is 0 or > MostValues
                    ? Nearest.To(value, known) is { } near ? $" Did you mean '{near}'?" : ""
                    : $" There are: {string.Join(", ", known)}.";
                output.WriteLine($"No ticket has the {filter.Slice} '{value}'.{hint}");
            }
        }
    }

    private static List<string> Values(Workspace workspace, MetricQuery query, string slice) =>
    [
        .. workspace.Run(query with
        {
            Kpis = [query.Kpis[0]],
            From = new NodaTime.LocalDate(1970, 1, 1),
            To = query.To.PlusYears(100),
            Grain = Grain.Total,
            By = [slice],
            Where = [],
            Compare = Compare.None,
        }).Rows.Select(row => row.Slice[slice]).OfType<string>(),
    ];
}
