using Deskmeter.App.Board;
using Deskmeter.Metrics;

namespace Deskmeter.App.Overview;

/// <summary>The KPIs of one family: those with a tile, and the rest.</summary>
public sealed record OverviewFamily(string Id, string Name, IReadOnlyList<Metric> Tiles, IReadOnlyList<Metric> More, int OnTarget, int WithTarget);

/// <summary>The board: every KPI of the catalogue in its family, and what changed most.</summary>
public sealed class OverviewModel
{
    private const int MostChanges = 4;
    private readonly Visit _visit;

    private OverviewModel(Visit visit, Readings readings)
    {
        _visit = visit;
        Readings = readings;
    }

    public Readings Readings { get; }

    public IReadOnlyList<OverviewFamily> Families { get; private init; } = [];

    /// <summary>Of the headlines, the clearest changes for better or worse, the strongest first.</summary>
    public IReadOnlyList<Reading> Changes => [.. Readings.All
        .Where(reading => Headlines.IsOne(reading.Metric) && reading.Judgement.Verdict is (Verdict.Better or Verdict.Worse))
        .OrderByDescending(reading => reading.Judgement.Strength).Take(MostChanges)];

    /// <summary>Where the tickets are, when the period shown has hardly any of them.</summary>
    public BusyMonth? Elsewhere => BusyMonth.Of(_visit, Readings.Find(BusyMonth.Kpi)?.Row);

    public static OverviewModel Of(Visit visit)
    {
        var all = visit.Workspace.Catalogue.All;
        var readings = Readings.Ask(visit, [.. all.Where(metric => metric.By is null)]);
        return new OverviewModel(visit, readings)
        {
            Families = [.. all.GroupBy(metric => metric.Family).Select(family => Family(visit, family.Key, [.. family], readings))],
        };
    }

    private static OverviewFamily Family(Visit visit, string id, List<Metric> metrics, Readings readings)
    {
        var judged = metrics.Select(metric => readings.Find(metric.Id)).OfType<Reading>().Where(reading => reading.Target != TargetState.None).ToList();
        var tiles = Headlines.Of(metrics, metric => metric.By is null, readings.HasData);
        return new OverviewFamily(id, visit.Language.Find($"family.{id}") ?? id, tiles, [.. metrics.Except(tiles)],
            judged.Count(reading => reading.Target == TargetState.Met), judged.Count);
    }
}
