namespace Deskmeter.Metrics;

/// <summary>In which order the rows behind a figure are listed.</summary>
public enum RowOrder
{
    /// <summary>Those first that pull the figure to its bad side, then the latest.</summary>
    Worst,

    /// <summary>By the instant that placed them in the period, the latest first.</summary>
    Newest,
}
