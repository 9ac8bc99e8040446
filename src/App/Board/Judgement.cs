using Deskmeter.Metrics;

namespace Deskmeter.App.Board;

/// <summary>What a change means.</summary>
public enum Verdict
{
    /// <summary>Nothing to compare with, or too few.</summary>
    Unknown,

    /// <summary>Smaller than chance alone makes it.</summary>
    Noise,

    /// <summary>There, but the KPI has no good direction, or chance cannot be told.</summary>
    Neutral,
    Better,
    Worse,
}

/// <summary>How a value compares with the one before.</summary>
/// <param name="Verdict">What the change means.</param>
/// <param name="Sign">The direction of the number: 1, 0, -1.</param>
/// <param name="Strength">The change in standard errors; null where chance cannot be told.</param>
public sealed record Judgement(Verdict Verdict, int Sign, double? Strength)
{
    /// <summary>95 % of the changes that chance alone makes are smaller than this many standard errors.</summary>
    public const double Threshold = 1.96;

    private const double Normal90 = 1.2815515655446004;

    /// <summary>A stock that moved by less than this share of it has not moved to speak of.</summary>
    private const double StockShare = 0.05;

    /// <summary>Nor has one that moved by fewer than this.</summary>
    private const double StockLeast = 5;

    /// <summary>
    /// Compares a value with the one before. What is counted or asked of some is a sample, whose change has to be more than chance makes.
    /// A stock is a count of all that there is at an instant: what it changed by is known, and it is better or worse from 5 % and from 5 of
    /// them on.
    /// </summary>
    public static Judgement Of(Metric metric, MetricRow row)
    {
        if (row.Value is not { } now || row.Compare is not { Value: { } before } compare || row.Status != ValueStatus.Ok || IsFew(metric, compare))
            return new Judgement(Verdict.Unknown, 0, null);
        var (sign, isStock) = (Math.Sign(now - before), IsStock(metric));
        var strength = StrengthOf(metric, row, now, before, compare);
        var isNeutral = metric.Better == Better.Neither || (isStock ? Math.Abs(now - before) < Math.Max(StockLeast, StockShare * before) : strength is null);
        var verdict = sign == 0 || (!isStock && strength < Threshold) ? Verdict.Noise
            : isNeutral ? Verdict.Neutral
            : sign > 0 == (metric.Better == Better.Higher) ? Verdict.Better : Verdict.Worse;
        return new Judgement(verdict, sign, strength);
    }

    /// <summary>The good or bad direction of a change shows only where the change itself is better or worse.</summary>
    public bool IsCertain => Verdict is Verdict.Better or Verdict.Worse;

    private static bool IsStock(Metric metric) => metric is { Unit: MetricUnit.Count, DatedBy: Dating.Between };

    /// <summary>Counts and sums are what they are: few tickets are a fact, not a weak sample.</summary>
    private static bool IsFew(Metric metric, MetricComparison compare) => metric.Unit is not (MetricUnit.Count or MetricUnit.Money) && compare.N < metric.MinSample;

    private static double? StrengthOf(Metric metric, MetricRow row, double now, double before, MetricComparison compare) => metric.Unit switch
    {
        MetricUnit.Count => Over(now - before, Math.Sqrt(Math.Max(Math.Abs(now) + Math.Abs(before), (row.N ?? 0) + (compare.N ?? 0)))),
        MetricUnit.Rate when row.Denominator is > 0 and { } rows && compare.N is > 0 and { } n => Shares(now, rows, before, n),
        MetricUnit.Duration when row is { P90: > 0 and { } p90, N: > 1 and { } rows } && compare.N is > 1 and { } n && now > 0 && before > 0 =>
            Medians(now, before, p90, rows, n),
        MetricUnit.Ratio when row.Denominator is > 0 and { } rows && compare.N is > 0 and { } n && now >= 0 && before >= 0 =>
            Over(now - before, Math.Sqrt((now / rows) + (before / n))),
        MetricUnit.Score when Error(now, row.Low, row.High) is { } error && Error(before, compare.Low, compare.High) is { } errorBefore =>
            Over(now - before, Math.Sqrt((error * error) + (errorBefore * errorBefore))),
        _ => null,
    };

    /// <summary>The standard error that a 95 % interval implies; the longer side tells it, since the other may end at the end of the scale.</summary>
    private static double? Error(double value, double? low, double? high) => Math.Max(high - value ?? 0, value - low ?? 0) is > 0 and var half ? half / Threshold : null;

    private static double? Shares(double now, double rows, double before, double rowsBefore)
    {
        var pooled = ((now * rows) + (before * rowsBefore)) / (rows + rowsBefore);
        return pooled is < 0 or > 1 ? null : Over(now - before, Math.Sqrt(pooled * (1 - pooled) * ((1 / rows) + (1 / rowsBefore))));
    }

    /// <summary>
    /// Waits are close to log-normal: the spread of their logarithms follows from median and p90, and a median's standard error
    /// is 1.253 times a mean's.
    /// </summary>
    private static double? Medians(double now, double before, double p90, double rows, double rowsBefore)
    {
        var spread = Math.Max(Math.Log(p90 / now), 0) / Normal90;
        return Over(Math.Log(now / before), Math.Sqrt(Math.PI / 2) * spread * Math.Sqrt((1 / rows) + (1 / rowsBefore)));
    }

    private static double? Over(double change, double error) => error > 0 ? Math.Abs(change) / error : null;
}
