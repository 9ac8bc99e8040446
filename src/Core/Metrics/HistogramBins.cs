using System.Globalization;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics;

/// <summary>
/// The bins in which rows of durations and scores are counted. They are fixed, so that histograms can be laid over each other: durations
/// from a minute to 30 days; scores by tenths, ones or tens, whichever fits all that was counted.
/// </summary>
internal sealed class HistogramBins
{
    private const double Minute = 60, Hour = 60 * Minute, Day = 24 * Hour;

    private static readonly HistogramBins Durations = new([
        new([
            Minute, 5 * Minute, 15 * Minute, 30 * Minute, Hour, 2 * Hour, 4 * Hour, 8 * Hour, Day, 2 * Day, 3 * Day, 7 * Day, 14 * Day, 30 * Day,
        ])]);

    private static readonly HistogramBins Scores = new([Steps(0, 11, 0.1), Steps(-10, 11, 1), Steps(-100, 110, 10)]);

    private readonly IReadOnlyList<Ladder> _ladders;

    private HistogramBins(IReadOnlyList<Ladder> ladders) => _ladders = ladders;

    /// <summary>The bounds between bins; outside them lie two more bins without end.</summary>
    private sealed record Ladder(IReadOnlyList<double> Bounds)
    {
        public int Count => Bounds.Count + 1;
    }

    /// <summary>The bins of a KPI; null where its rows have no spread: counts, shares, several aggregates, or people who are protected.</summary>
    public static HistogramBins? Of(Metric metric) => metric switch
    {
        { MinGroup: not null } => null,
        {
            Measure: not AggregateNode
            {
                Function: AggregateFunction.Mean or AggregateFunction.Median or AggregateFunction.Percentile
            or AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.Nps
            }
        } => null,
        { Unit: MetricUnit.Duration } => Durations,
        { Unit: MetricUnit.Score or MetricUnit.Ratio or MetricUnit.Rate } => Scores,
        _ => null,
    };

    /// <summary>For each bin of every ladder, and last for parts of ones, the condition that a number is in it.</summary>
    public IEnumerable<string> Conditions(string number)
    {
        foreach (var ladder in _ladders)
        {
            for (var bin = 0; bin < ladder.Count; bin++)
            {
                var low = bin == 0 ? null : $"{number} >= {Text(ladder.Bounds[bin - 1])}";
                var high = bin == ladder.Bounds.Count ? null : $"{number} < {Text(ladder.Bounds[bin])}";
                yield return Sql.MeasureSql.Both(low, high)!;
            }
        }

        yield return $"{number} <> floor({number})";
    }

    /// <summary>The bins of each figure of a KPI, all by the same ladder; null for a figure that has none.</summary>
    public IReadOnlyList<IReadOnlyList<HistogramBin>?> Read(IReadOnlyList<IReadOnlyList<double>?> figures)
    {
        var known = figures.OfType<IReadOnlyList<double>>().ToList();
        var chosen = Fitting(known);
        var first = _ladders.Take(chosen).Sum(ladder => ladder.Count);
        var bins = Shown(_ladders[chosen], [.. Enumerable.Range(0, _ladders[chosen].Count).Where(bin => known.Any(counts => counts[first + bin] > 0))]);
        return [.. figures.Select(counts => counts is null
            ? null
            : (IReadOnlyList<HistogramBin>)[.. bins.Select(bin => Bin(_ladders[chosen], bin, (long)counts[first + bin]))])];
    }

    /// <summary>Tenths when nothing is above 1 and something between, ones when nothing is above 10, else tens.</summary>
    private int Fitting(List<IReadOnlyList<double>> figures)
    {
        if (_ladders.Count == 1) return 0;
        if (!IsWithin(1)) return 2;
        return IsWithin(0) && figures.Any(counts => counts[^1] > 0) ? 0 : 1;

        bool IsWithin(int ladder)
        {
            var first = _ladders.Take(ladder).Sum(before => before.Count);
            return figures.All(counts => counts[first] == 0 && counts[first + _ladders[ladder].Count - 1] == 0);
        }
    }

    /// <summary>All bins of durations; of scores those from the lowest to the highest that has any.</summary>
    private IEnumerable<int> Shown(Ladder ladder, List<int> filled) =>
        _ladders.Count == 1 ? Enumerable.Range(0, ladder.Count) : filled.Count == 0 ? [] : Enumerable.Range(filled[0], filled[^1] - filled[0] + 1);

    private HistogramBin Bin(Ladder ladder, int bin, long n) => new(
        bin > 0 ? ladder.Bounds[bin - 1] : _ladders.Count == 1 ? 0 : null,
        bin < ladder.Bounds.Count ? ladder.Bounds[bin] : null,
        n);

    private static Ladder Steps(int first, int last, double step) => step < 1
        ? new([.. Enumerable.Range(first, last - first + 1).Select(place => Math.Round(place * step, 1))])
        : new([.. Enumerable.Range(0, (int)((last - first) / step) + 1).Select(place => first + (place * step))]);

    private static string Text(double bound) => bound.ToString(CultureInfo.InvariantCulture);
}
