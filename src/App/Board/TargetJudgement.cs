using Deskmeter.Metrics;

namespace Deskmeter.App.Board;

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

/// <summary>Judges values against targets.</summary>
public static class TargetJudgement
{
    private const double Near = 0.05;

    public static TargetState Of(Metric metric, MetricRow row)
    {
        if (metric.Target is not { } target || metric.Better == Better.Neither || row.Value is not { } value || row.Status != ValueStatus.Ok)
            return TargetState.None;
        if (metric.Better == Better.Higher ? value >= target : value <= target) return TargetState.Met;
        var isWithin = row.Low <= target && target <= row.High;
        return isWithin || Math.Abs(value - target) <= Near * Math.Abs(target) ? TargetState.Close : TargetState.Missed;
    }
}
