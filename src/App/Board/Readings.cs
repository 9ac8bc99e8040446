using Deskmeter.Metrics;

namespace Deskmeter.App.Board;

/// <summary>Some KPIs in the period shown and their sparklines, asked in two questions whatever their number.</summary>
public sealed class Readings
{
    private readonly Dictionary<string, Reading> _readings;
    private readonly Dictionary<string, List<double?>> _sparks;
    private readonly Dictionary<string, double?> _sparkTargets = [];
    private readonly Dictionary<string, string> _refused = [];

    private Readings(Dictionary<string, Reading> readings, Dictionary<string, List<double?>> sparks) => (_readings, _sparks) = (readings, sparks);

    /// <summary>Readings in the order in which they were asked; what cannot be asked as filtered is in <see cref="Refused"/>.</summary>
    public IEnumerable<Reading> All => _readings.Values;

    /// <summary>KPIs that cannot be asked with these filters or dates, and why.</summary>
    public IReadOnlyDictionary<string, string> Refused => _refused;

    public SparkRange Range { get; private init; } = null!;

    public Reading? Find(string kpi) => _readings.GetValueOrDefault(kpi);

    public IReadOnlyList<double?> Spark(string kpi) => _sparks.GetValueOrDefault(kpi) ?? [];

    /// <summary>The target of the sparkline's last period.</summary>
    public double? SparkTarget(string kpi) => _sparkTargets.GetValueOrDefault(kpi);

    /// <summary>There was something to count in the period shown, or in those of the sparkline.</summary>
    public bool HasData(Metric metric) =>
        Refused.ContainsKey(metric.Id) || Find(metric.Id) is { HasValue: true } || Spark(metric.Id).Any(value => value is not null);

    /// <summary>Asks for KPIs that have one figure: one that is only told by a slice has a figure a member.</summary>
    /// <exception cref="ArgumentException">One of them is only told by a slice.</exception>
    public static Readings Ask(Visit visit, IReadOnlyList<Metric> metrics)
    {
        if (metrics.FirstOrDefault(metric => metric.By is not null) is { } told) throw new ArgumentException($"'{told.Id}' has no figure of its own, but one for each {told.By}.", nameof(metrics));
        var range = SparkRange.Of(visit.State.From, visit.State.To);
        var refused = metrics.Select(metric => (metric, Reason: Refusal(visit, metric))).Where(pair => pair.Reason is not null).ToList();
        var able = metrics.Except(refused.Select(pair => pair.metric)).ToList();
        var readings = new Dictionary<string, Reading>();
        var sparks = new Dictionary<string, List<double?>>();
        List<MetricRow> points = [];
        if (able.Count > 0)
        {
            var ids = able.ConvertAll(metric => metric.Id);
            var byId = able.ToDictionary(metric => metric.Id);
            var trend = visit.State.Ask(ids) with { From = range.From, To = range.To, Grain = range.Grain, Compare = Compare.None };
            var asked = Task.Run(() => visit.Run(trend).Rows); // both at a time: most of a question's time is spent on one core
            var rows = visit.Run(visit.State.Ask(ids)).Rows;
            var headings = TargetPaces.OfShown(visit, rows);
            foreach (var row in rows) readings.TryAdd(row.Kpi, new Reading(visit, byId[row.Kpi], row) { Heading = headings.GetValueOrDefault(row.Kpi) });
            points = [.. asked.GetAwaiter().GetResult()];
            foreach (var spark in points.GroupBy(row => row.Kpi)) sparks[spark.Key] = [.. spark.Select(row => row.Value)];
        }

        var all = new Readings(readings, sparks) { Range = range };
        foreach (var row in points) all._sparkTargets[row.Kpi] = row.Target;
        foreach (var (metric, reason) in refused) all._refused[metric.Id] = reason!;
        return all;
    }

    /// <summary>Why a KPI cannot be asked in this state; null when it can.</summary>
    private static string? Refusal(Visit visit, Metric metric)
    {
        var slices = visit.Workspace.Catalogue.SlicesOf(metric);
        if (visit.State.Where.FirstOrDefault(filter => !slices.Contains(filter.Slice)) is { } filter)
            return visit.Language.Say("board.refused.slice", ("slice", visit.SliceName(filter.Slice)));
        if (metric.Periods == PeriodRule.Any) return null;
        var isMonths = visit.State.From.Day == 1 && visit.State.To.Day == 1;
        if (metric.Periods == PeriodRule.Month) isMonths &= visit.State.To == visit.State.From.PlusMonths(1);
        return isMonths ? null : visit.Language["board.refused.months"];
    }
}
