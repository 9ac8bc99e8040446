using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Targets;

/// <summary>Where a period under way will end, as it goes so far.</summary>
/// <param name="Elapsed">The share of the period that is over, 0 to 1.</param>
/// <param name="SoFar">The figure up to now; null: nothing yet.</param>
/// <param name="AtEnd">What it comes to by the period's end; null: cannot be told.</param>
/// <param name="Needed">What the rest of the period has to be for the target: of a rate the share of the rest, of what adds up the sum of the rest. Null: it is met already, or cannot be told.</param>
/// <param name="State">How the end stands to the target.</param>
public sealed record TargetPace(double Elapsed, double? SoFar, double? AtEnd, double? Needed, TargetState State)
{
    private const double Settled = 1 - 1e-9;

    /// <summary>The pace of a target in the period that holds the last counted day.</summary>
    /// <param name="metric">The target's KPI.</param>
    /// <param name="row">Its figure from the period's start up to now, judged by the target.</param>
    /// <param name="target">The target's value.</param>
    /// <param name="period">The whole period.</param>
    /// <param name="over">Days of it that are over.</param>
    /// <param name="weights">How much of a week comes on each ISO weekday, for what adds up; null: every day alike.</param>
    public static TargetPace Of(Metric metric, MetricRow row, double target, (LocalDate From, LocalDate To) period, LocalDate over, IReadOnlyDictionary<IsoDayOfWeek, double>? weights)
    {
        var done = Weight(period.From, over, metric.Accumulates ? weights : null);
        var all = Weight(period.From, period.To, metric.Accumulates ? weights : null);
        var elapsed = all > 0 ? done / all : 0;
        if (row.Value is not { } value) return new TargetPace(elapsed, null, null, null, TargetState.None);
        double? end = !metric.Accumulates ? value : elapsed > 0 ? value / elapsed : null;
        var state = TargetJudgement.Of(metric, row with { Value = end, Provisional = false }, target);
        return new TargetPace(elapsed, value, end, elapsed < Settled ? Rest(metric, row, target, elapsed) : null, state);
    }

    private static double? Rest(Metric metric, MetricRow row, double target, double elapsed)
    {
        if (metric.Accumulates) return metric.Better == Better.Higher && row.Value < target ? target - row.Value : metric.Better == Better.Lower ? Math.Max(0, target - row.Value!.Value) : null;
        if (metric.Unit != MetricUnit.Rate || row is not { Numerator: { } part, Denominator: > 0 and { } whole } || elapsed <= 0) return null;
        var rest = whole * (1 - elapsed) / elapsed;
        return rest > 0 ? ((target * (whole + rest)) - part) / rest : null;
    }

    private static double Weight(LocalDate from, LocalDate to, IReadOnlyDictionary<IsoDayOfWeek, double>? weights)
    {
        var sum = 0d;
        for (var day = from; day < to; day = day.PlusDays(1)) sum += weights is null ? 1 : weights.GetValueOrDefault(day.DayOfWeek);
        return sum;
    }
}
