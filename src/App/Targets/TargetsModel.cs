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
        var headings = TargetPaces.Of(visit, [.. current.Select(line => TargetBook.InForce(line, today)!)], visit.StandardClock);
        var order = catalogue.Ids.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
        return new TargetsModel(visit)
        {
            Lines =
            [
                .. from line in current
                   let now = TargetBook.InForce(line, today)!
                   let metric = catalogue.Get(now.Kpi)
                   let heading = headings[now]
                   orderby order[now.Kpi], now.Of is not null, now.Line.Of, now.Period
                   select new TargetLine(metric, now, line, heading.Period, heading.Row, heading.Pace),
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
}
