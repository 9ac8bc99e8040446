namespace Deskmeter.Metrics;

/// <summary>Where a value stands against its target.</summary>
public enum TargetState
{
    /// <summary>There is no target, or no value that can be judged.</summary>
    None,
    Met,

    /// <summary>Missed, but the target lies within the value's interval, or within 5 % of it.</summary>
    Close,
    Missed,
}

/// <summary>Judges values against targets: the one place that does.</summary>
public static class TargetJudgement
{
    private const double Near = 0.05;

    /// <summary>The row with its target and where its value stands to it.</summary>
    public static MetricRow Judge(Metric metric, MetricRow row, double? target) =>
        target is null ? row : row with { Target = target, TargetState = Of(metric, row, target) };

    /// <summary>Where a row's value stands to a target; what still adds up is judged only when it cannot turn any more.</summary>
    public static TargetState Of(Metric metric, MetricRow row, double? target)
    {
        if (target is not { } limit || metric.Better == Better.Neither || row.Value is not { } value || row.Status != ValueStatus.Ok)
            return TargetState.None;
        var isMet = metric.Better == Better.Higher ? value >= limit : value <= limit;
        if (row.Provisional && metric.Accumulates && isMet != (metric.Better == Better.Higher)) return TargetState.None;
        if (isMet) return TargetState.Met;
        var isWithin = row.Low <= limit && limit <= row.High;
        return isWithin || Math.Abs(value - limit) <= Near * Math.Abs(limit) ? TargetState.Close : TargetState.Missed;
    }
}
