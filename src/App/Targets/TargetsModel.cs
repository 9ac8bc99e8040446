using Deskmeter.App.Board;
using Deskmeter.Metrics;
using Deskmeter.Targets;
using NodaTime;

namespace Deskmeter.App.Targets;

/// <summary>A line of targets with the one that applies, and how its period goes.</summary>
/// <param name="Metric">Its KPI.</param>
/// <param name="Now">The target that applies today.</param>
/// <param name="History">All of its line, from the oldest to the newest, those of the future included.</param>
/// <param name="Period">The period that holds today.</param>
/// <param name="Row">The figure so far; null: it cannot be asked for.</param>
/// <param name="Pace">Where the period will end; null: it cannot be told.</param>
public sealed record TargetLine(Metric Metric, Target Now, IReadOnlyList<Target> History, (LocalDate From, LocalDate To) Period, MetricRow? Row, TargetPace? Pace)
{
    /// <summary>What becomes of the target on its next date.</summary>
    public Target? Next(LocalDate today) => History.FirstOrDefault(target => target.ValidFrom > today);
}

/// <summary>The targets of a workspace: those that apply with their pace, those to come, those that ended, and what to start from.</summary>
public sealed class TargetsModel
{
    private const int WeeksOfWeights = 8;
    private static readonly string[] UsualSlices = ["channel", "team", "priority", "topic"];
    private readonly Visit _visit;

    private TargetsModel(Visit visit) => _visit = visit;

    public IReadOnlyList<TargetLine> Lines { get; private init; } = [];

    /// <summary>Lines of which no target applies today: of the future, or ended.</summary>
    public IReadOnlyList<IReadOnlyList<Target>> Others { get; private init; } = [];

    /// <summary>KPIs that are held to the shipped target.</summary>
    public IReadOnlyList<Metric> Shipped { get; private init; } = [];

    /// <summary>KPIs that can have a target, by family.</summary>
    public IEnumerable<IGrouping<string, Metric>> Able => _visit.Workspace.Catalogue.All.Where(TargetRules.CanHave).GroupBy(metric => metric.Family);

    public static TargetsModel Of(Visit visit)
    {
        var (book, catalogue, today) = (visit.Workspace.Targets, visit.Workspace.Catalogue, visit.Dates.Today);
        var known = book.Lines.Where(line => catalogue.Find(line[0].Kpi) is not null).ToList();
        var current = known.Where(line => TargetBook.InForce(line, today) is { Value: not null }).ToList();
        var asked = Ask(visit, [.. current.Select(line => TargetBook.InForce(line, today)!)], today);
        var order = catalogue.Ids.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
        return new TargetsModel(visit)
        {
            Lines =
            [
                .. from line in current
                   let now = TargetBook.InForce(line, today)!
                   let metric = catalogue.Get(now.Kpi)
                   let period = TargetCalendar.Of(now.Period, today)
                   let row = asked.Rows.GetValueOrDefault(now)
                   orderby order[now.Kpi], now.Of is not null, now.Line.Of, now.Period
                   select new TargetLine(metric, now, line, period, row, row is null ? null : TargetPace.Of(metric, row, now.Value!.Value, period, Over(period, today), asked.Weights.GetValueOrDefault(now))),
            ],
            Others = [.. known.Except(current).OrderBy(line => order[line[0].Kpi])],
            Shipped = [.. catalogue.All.Where(metric => metric.Target is not null && TargetRules.CanHave(metric) && !known.Exists(line => line[0].Kpi == metric.Id && line[0].Of is null))],
        };
    }

    /// <summary>What can be chosen as the member of a target: of the slices that most targets are for, those that the KPI has.</summary>
    public IEnumerable<(string Slice, IReadOnlyList<(string? Value, string Name)> Values)> Members(Metric? metric)
    {
        var source = metric ?? _visit.Workspace.Catalogue.Get("tickets_resolved");
        var choices = new FilterChoices(_visit, [source]);
        return from slice in UsualSlices
               where choices.Slices.Contains(slice)
               select (slice, choices.Values(slice));
    }

    /// <summary>A period is counted up to the end of yesterday; one that began today has today.</summary>
    private static LocalDate Over((LocalDate From, LocalDate To) period, LocalDate today) => today > period.From ? today : today.PlusDays(1);

    /// <summary>The figures so far, and of what adds up how it spreads over the week: as few questions as there are members and periods.</summary>
    private static (Dictionary<Target, MetricRow> Rows, Dictionary<Target, IReadOnlyDictionary<IsoDayOfWeek, double>> Weights) Ask(Visit visit, List<Target> targets, LocalDate today)
    {
        var rows = new Dictionary<Target, MetricRow>();
        var weights = new Dictionary<Target, IReadOnlyDictionary<IsoDayOfWeek, double>>();
        foreach (var group in targets.GroupBy(target => (target.Line.Of, target.Period, visit.Workspace.Catalogue.Get(target.Kpi).Periods)))
        {
            var (from, to) = TargetCalendar.Of(group.Key.Period, today);
            if (group.Key.Periods == PeriodRule.Any) to = Over((from, to), today);
            var byKpi = group.ToDictionary(target => target.Kpi);
            foreach (var row in Run(visit, byKpi, from, to, Grain.Total)) rows.TryAdd(byKpi[row.Kpi], row);
            var flows = byKpi.Where(pair => visit.Workspace.Catalogue.Get(pair.Key).Accumulates).ToDictionary();
            foreach (var days in Run(visit, flows, from.PlusWeeks(-WeeksOfWeights), from, Grain.Day).GroupBy(row => row.Kpi))
            {
                var week = days.GroupBy(row => row.From.DayOfWeek).ToDictionary(day => day.Key, day => day.Sum(row => Math.Max(0, row.Value ?? 0)));
                if (week.Values.Sum() > 0) weights[flows[days.Key]] = week;
            }
        }

        return (rows, weights);
    }

    private static IReadOnlyList<MetricRow> Run(Visit visit, Dictionary<string, Target> targets, LocalDate from, LocalDate to, Grain grain)
    {
        if (targets.Count == 0) return [];
        var query = new MetricQuery { Kpis = [.. targets.Keys], From = from, To = to, Grain = grain, Clock = visit.StandardClock, Where = targets.Values.First().Of is { } of ? [of] : [] };
        try
        {
            return visit.Run(query).Rows;
        }
        catch (UsageException)
        {
            // One of them cannot be asked for so, such as a month's KPI for a quarter: the others are.
            return targets.Count == 1 ? [] : [.. targets.SelectMany(pair => Run(visit, new Dictionary<string, Target> { [pair.Key] = pair.Value }, from, to, grain))];
        }
    }
}
