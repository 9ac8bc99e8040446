using Deskmeter.App.Board;
using Deskmeter.Metrics;

namespace Deskmeter.App.Overview;

/// <summary>The KPIs of one family: those with a tile, and the rest.</summary>
public sealed record OverviewFamily(string Name, IReadOnlyList<Metric> Tiles, IReadOnlyList<Metric> More, int OnTarget, int WithTarget);

/// <summary>The board: every KPI of the catalogue in its family, what changed most, and the split by the slices that KPIs bring along.</summary>
public sealed class OverviewModel
{
    private const int MostChanges = 4;

    private OverviewModel(Visit visit, Readings readings, IReadOnlyList<OverviewFamily> families)
    {
        Visit = visit;
        Readings = readings;
        Families = families;
    }

    public Visit Visit { get; }

    public Readings Readings { get; }

    public IReadOnlyList<OverviewFamily> Families { get; }

    /// <summary>Of the headlines, the clearest changes for better or worse, the strongest first.</summary>
    public IReadOnlyList<Reading> Changes => [.. Readings.All
        .Where(reading => Headlines.Place(reading.Metric) < Headlines.Count && reading.Judgement.Verdict is (Verdict.Better or Verdict.Worse))
        .OrderByDescending(reading => reading.Judgement.Strength).Take(MostChanges)];

    public static OverviewModel Of(Visit visit)
    {
        var metrics = visit.Workspace.Catalogue.All.Where(metric => metric.By is null).ToList();
        var readings = Readings.Ask(visit, metrics);
        var families = metrics.GroupBy(metric => metric.Family).Select(family => Family(visit, family.Key, [.. family], readings));
        return new OverviewModel(visit, readings, [.. families]);
    }

    private static OverviewFamily Family(Visit visit, string id, List<Metric> metrics, Readings readings)
    {
        var judged = metrics.Select(metric => readings.Find(metric.Id)).OfType<Reading>().Where(reading => reading.Target != TargetState.None).ToList();
        var tiles = metrics.Where(metric => Headlines.IsHeadline(metric, metrics)).OrderBy(Headlines.Place).ToList();
        var breakdowns = visit.Workspace.Catalogue.All.Where(metric => metric.Family == id && metric.By is not null);
        return new OverviewFamily(visit.Language.Find($"family.{id}") ?? id, tiles, [.. metrics.Except(tiles).Concat(breakdowns)],
            judged.Count(reading => reading.Target == TargetState.Met), judged.Count);
    }
}
