using Deskmeter.App.Board;
using Deskmeter.Layouts;
using Deskmeter.Metrics;

namespace Deskmeter.App.Overview;

/// <summary>The KPIs of one section: those with a tile, and the rest.</summary>
/// <param name="Id">Names it in the page.</param>
/// <param name="OnTarget">Of the tiles with a target, how many meet it.</param>
/// <param name="IsEmpty">No tile has anything to count, and nobody chose them: they are named in a line.</param>
public sealed record OverviewSection(string Id, string Name, IReadOnlyList<Metric> Tiles, IReadOnlyList<Metric> More, int OnTarget, int WithTarget, bool IsEmpty);

/// <summary>The board: the KPIs of a layout under its headings, and what changed most.</summary>
public sealed class OverviewModel
{
    private const int MostChanges = 4;
    private readonly Visit _visit;

    private OverviewModel(Visit visit, LayoutChoice choice, Readings readings)
    {
        (_visit, Choice, Readings) = (visit, choice, readings);
    }

    public LayoutChoice Choice { get; }

    public Layout Layout => Choice.Shown;

    public Readings Readings { get; }

    public IReadOnlyList<OverviewSection> Sections { get; private init; } = [];

    /// <summary>KPIs of one's own layout that are not in the catalogue any more, or have no figure of their own.</summary>
    public IReadOnlyList<string> Missing { get; private init; } = [];

    /// <summary>What can be filtered by.</summary>
    public FilterChoices Filters => new(_visit, [.. Sections.SelectMany(section => section.Tiles).DefaultIfEmpty(_visit.Workspace.Catalogue.Get(BusyMonth.Kpi))]);

    /// <summary>Some tiles can only be asked for whole months, and these are none.</summary>
    public bool NeedsMonths => _visit.State.Period != "last_month" && Tiles.Any(metric => metric.Periods != PeriodRule.Any && Readings.Refused.ContainsKey(metric.Id));

    /// <summary>Of the tiles, how many have enough for a change to be told from chance.</summary>
    public int Compared => Tiles.Count(metric => Readings.Find(metric.Id) is { Judgement.Verdict: not Verdict.Unknown });

    public IReadOnlyList<Metric> Tiles => [.. Sections.SelectMany(section => section.Tiles)];

    /// <summary>Of the tiles, the clearest changes for better or worse, the strongest first.</summary>
    public IReadOnlyList<ChangeStory> Changes => ChangeStory.Of(_visit,
    [
        .. Tiles.Select(metric => Readings.Find(metric.Id)).OfType<Reading>()
            .Where(reading => reading.Judgement.Verdict is Verdict.Better or Verdict.Worse && (Layout.Name != ShippedLayouts.Everything || Headlines.IsOne(reading.Metric)))
            .OrderByDescending(reading => reading.Judgement.Strength).Take(MostChanges),
    ]);

    /// <summary>Where the tickets are, when the period shown has hardly any of them.</summary>
    public BusyMonth? Elsewhere => BusyMonth.Of(_visit, Readings.Find(BusyMonth.Kpi)?.Row);

    public static OverviewModel Of(Visit visit)
    {
        var choice = LayoutChoice.Of(visit);
        var (layout, catalogue) = (choice.Shown, visit.Workspace.Catalogue);
        var isEverything = !layout.IsOwn && layout.Name == ShippedLayouts.Everything;
        var known = layout.Kpis.Distinct().ToDictionary(id => id, catalogue.Find);
        var readings = Readings.Ask(visit, Able(known.Values));
        var sections = layout.Sections.Select(section => Metrics(catalogue, section.Kpis)).ToList();
        if (!layout.IsOwn && !isEverything && layout.Sections.SelectMany(section => Lacking(section, readings, catalogue)).Any())
        {
            // Only where the sources bring nothing for some: one question more.
            readings = Readings.Ask(visit, Able(layout.Sections.SelectMany(section => section.Kpis.Concat(section.Reserve)).Distinct().Select(catalogue.Find)));
            sections = Replaced(layout, readings, catalogue);
        }

        return new OverviewModel(visit, choice, readings)
        {
            Missing = isEverything ? [] : [.. known.Where(pair => pair.Value is not { By: null }).Select(pair => pair.Key)],
            Sections =
            [
                .. layout.Sections.Zip(sections, (section, metrics) => Section(visit, layout, section,
                    isEverything ? Headlines.Of(metrics, metric => metric.By is null, readings.HasData) : metrics, isEverything ? metrics : [], readings)),
            ],
        };
    }

    private static IReadOnlyList<Metric> Able(IEnumerable<Metric?> metrics) => [.. metrics.OfType<Metric>().Where(metric => metric.By is null)];

    private static IReadOnlyList<Metric> Metrics(MetricCatalogue catalogue, IEnumerable<string> kpis) => [.. kpis.Select(catalogue.Find).OfType<Metric>()];

    private static IEnumerable<Metric> Lacking(LayoutSection section, Readings readings, MetricCatalogue catalogue) =>
        Metrics(catalogue, section.Kpis).Where(metric => !readings.HasData(metric));

    /// <summary>The KPIs of a role where what has no data makes room for the section's reserve, and nothing is shown twice.</summary>
    private static List<IReadOnlyList<Metric>> Replaced(Layout layout, Readings readings, MetricCatalogue catalogue)
    {
        var taken = new HashSet<string>(layout.Kpis);
        var sections = new List<IReadOnlyList<Metric>>();
        foreach (var section in layout.Sections)
        {
            var there = Metrics(catalogue, section.Kpis).Where(readings.HasData).ToList();
            foreach (var metric in Metrics(catalogue, section.Reserve).Where(readings.HasData))
                if (there.Count < section.Kpis.Count && taken.Add(metric.Id)) there.Add(metric);
            sections.Add(there.Count > 0 ? there : Metrics(catalogue, section.Kpis));
        }

        return sections;
    }

    private static OverviewSection Section(Visit visit, Layout layout, LayoutSection section, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> all, Readings readings)
    {
        var tiles = metrics.Where(metric => metric.By is null).ToList();
        var judged = tiles.Select(metric => readings.Find(metric.Id)).OfType<Reading>().Where(reading => reading.Standing != TargetState.None).ToList();
        return new OverviewSection($"section-{section.Id}", LayoutChoice.Heading(visit, layout, section), tiles, [.. all.Except(tiles)],
            judged.Count(reading => reading.Standing == TargetState.Met), judged.Count, !layout.IsOwn && all.Count == 0 && !tiles.Exists(readings.HasData));
    }
}
