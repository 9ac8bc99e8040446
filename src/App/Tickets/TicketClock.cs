using Deskmeter.Facts;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Tickets;

/// <summary>One duration of a ticket: the KPI that is its median, when its clock ran and what each event did to it.</summary>
/// <param name="Kpi">The KPI; null for a duration that no KPI is made of.</param>
public sealed record TicketClock(string Fact, string Column, Metric? Kpi, ClockExplanation Explanation)
{
    /// <summary>The sum of its runs; null while one goes on, or when it never ran.</summary>
    public Elapsed? Total => Explanation.Runs.Count == 0 || Explanation.Runs.Any(run => run.Value is null)
        ? null : Explanation.Runs.Select(run => run.Value!.Value).Aggregate((sum, run) => sum + run);

    /// <summary>The durations that can be explained, as far as the ticket has them.</summary>
    public static IReadOnlyList<TicketClock> Of(Workspace workspace, TicketExplanation explanation) =>
    [
        .. from place in TicketExplanation.Columns
           let clock = explanation.Explain(place.Fact, place.Column)
           where clock is not null
           select new TicketClock(place.Fact, place.Column, KpiOf(workspace, place.Fact, place.Column), clock),
    ];

    private static Metric? KpiOf(Workspace workspace, string fact, string column) => workspace.Catalogue.All.FirstOrDefault(metric =>
        metric.Fact == fact && metric.Measure is AggregateNode { Function: AggregateFunction.Median, Argument: ColumnNode known } && known.Name == column);
}
