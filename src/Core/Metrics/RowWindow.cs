namespace Deskmeter.Metrics;

/// <summary>In which order the rows behind a figure are listed.</summary>
public enum RowOrder
{
    /// <summary>Those first that pull the figure to its bad side, then the latest.</summary>
    Worst,

    /// <summary>By the instant that placed them in the period, the latest first.</summary>
    Newest,
}

/// <summary>Which of the rows behind a figure are listed.</summary>
/// <param name="Order">Which come first.</param>
/// <param name="Skip">How many come before those wanted.</param>
/// <param name="Take">How many are wanted at the most.</param>
public sealed record RowWindow(RowOrder Order, int Skip, int Take)
{
    /// <summary>Only rows whose own value is at least this; null: no such bound.</summary>
    public double? Least { get; init; }

    /// <summary>Only rows whose own value is below this; null: no such bound.</summary>
    public double? Below { get; init; }
}
