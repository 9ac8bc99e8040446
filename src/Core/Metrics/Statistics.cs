namespace Deskmeter.Metrics;

/// <summary>What is said of a few numbers that are at hand; figures of records are counted by the store.</summary>
public static class Statistics
{
    /// <summary>The middle of the numbers, or the mean of the two in the middle; there is at least one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
