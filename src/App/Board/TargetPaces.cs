using Deskmeter.Metrics;
using Deskmeter.Targets;
using NodaTime;

namespace Deskmeter.App.Board;

/// <summary>How the period under way of a target goes.</summary>
/// <param name="Target">The target that applies today.</param>
/// <param name="Period">The period that holds today.</param>
/// <param name="Over">The date after the last that is counted.</param>
/// <param name="Row">The figure so far; null: it cannot be asked for.</param>
/// <param name="Pace">Where the period will end; null: it cannot be told.</param>
public sealed record TargetHeading(Target Target, (LocalDate From, LocalDate To) Period, LocalDate Over, MetricRow? Row, TargetPace? Pace);

/// <summary>The pace of targets: the one place that asks for it, for the page of targets and for tiles.</summary>
public static class TargetPaces
{
    private const int WeeksOfWeights = 8;

    /// <summary>How the periods of some targets go, counted up to the end of yesterday.</summary>
    /// <param name="visit">As of when.</param>
    /// <param name="targets">Each applies today.</param>
    /// <param name="clock">On which durations are held to them.</param>
    public static IReadOnlyDictionary<Target, TargetHeading> Of(Visit visit, IReadOnlyList<Target> targets, Clock clock)
    {
        var (today, catalogue) = (visit.Dates.Today, visit.Workspace.Catalogue);
        var headings = new Dictionary<Target, TargetHeading>();
        foreach (var group in targets.GroupBy(target => (target.Line.Of, target.Period, catalogue.Get(target.Kpi).Periods)))
        {
            var (from, to) = TargetCalendar.Of(group.Key.Period, today);
            var over = Over((from, to), today);
            var byKpi = group.ToDictionary(target => target.Kpi);
            var rows = Run(visit, byKpi, from, group.Key.Periods == PeriodRule.Any ? over : to, Grain.Total, clock).ToLookup(row => row.Kpi);
            var flows = byKpi.Where(pair => catalogue.Get(pair.Key).Accumulates).ToDictionary();
            var days = Run(visit, flows, from.PlusWeeks(-WeeksOfWeights), from, Grain.Day, clock).ToLookup(row => row.Kpi);
            foreach (var (kpi, target) in byKpi)
            {
                var row = rows[kpi].FirstOrDefault();
                var pace = row is null ? null : TargetPace.Of(catalogue.Get(kpi), row, target.Value!.Value, (from, to), over, Weights(days[kpi]));
                headings[target] = new TargetHeading(target, (from, to), over, row, pace);
            }
        }

        return headings;
    }

    /// <summary>
    /// Of the figures shown, how the periods of their own targets go: where the figure reaches into the period under way, and the target
    /// is for exactly what is shown.
    /// </summary>
    public static IReadOnlyDictionary<string, TargetHeading> OfShown(Visit visit, IReadOnlyList<MetricRow> rows)
    {
        var (book, today, state) = (visit.Workspace.Targets, visit.Dates.Today, visit.State);
        var shown = string.Join('&', state.Where.Select(FilterText.Write));
        var targets = new List<Target>();
        foreach (var row in rows.Where(row => row.Target is not null))
        {
            if (book.Of(visit.Workspace.Catalogue.Get(row.Kpi), state.Ask(row.Kpi), row)?.Own is not { } own || own.Line.Of != shown) continue;
            if (state.To > TargetCalendar.Of(own.Period, today).From && state.From <= today && book.Applies(own, today)) targets.Add(own);
        }

        return Of(visit, [.. targets.Distinct()], state.Clock).Values.ToDictionary(heading => heading.Target.Kpi);
    }

    /// <summary>A period is counted up to the end of yesterday; one that began today has today.</summary>
    private static LocalDate Over((LocalDate From, LocalDate To) period, LocalDate today) => today > period.From ? today : today.PlusDays(1);

    /// <summary>How what adds up spreads over the week; null where nothing was counted.</summary>
    private static Dictionary<IsoDayOfWeek, double>? Weights(IEnumerable<MetricRow> days)
    {
        var week = days.GroupBy(row => row.From.DayOfWeek).ToDictionary(day => day.Key, day => day.Sum(row => Math.Max(0, row.Value ?? 0)));
        return week.Values.Sum() > 0 ? week : null;
    }

    private static IReadOnlyList<MetricRow> Run(Visit visit, Dictionary<string, Target> targets, LocalDate from, LocalDate to, Grain grain, Clock clock)
    {
        if (targets.Count == 0) return [];
        var query = new MetricQuery { Kpis = [.. targets.Keys], From = from, To = to, Grain = grain, Clock = clock, Where = targets.Values.First().Of is { } of ? [of] : [] };
        try
        {
            return visit.Run(query).Rows;
        }
        catch (UsageException)
        {
            // One of them cannot be asked for so, such as a month's KPI for a quarter: the others are.
            return targets.Count == 1 ? [] : [.. targets.SelectMany(pair => Run(visit, new Dictionary<string, Target> { [pair.Key] = pair.Value }, from, to, grain, clock))];
        }
    }
}
