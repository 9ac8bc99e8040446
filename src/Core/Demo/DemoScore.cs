namespace Deskmeter.Demo;

/// <summary>Makes scores of how good something was, each scale with thresholds of its own.</summary>
internal static class DemoScore
{
    private static readonly double[] Five = [-1.15, -0.75, -0.3, 0.55];

    private static readonly double[] Seven = [-1.3, -1.0, -0.7, -0.3, 0.15, 0.85];

    private static readonly double[] Ten = [-1.7, -1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.05, 0.55, 1.2];

    /// <summary>1 to 5.</summary>
    public static int OfFive(double felt) => 1 + Place(Five, felt);

    /// <summary>1 to 7.</summary>
    public static int OfSeven(double felt) => 1 + Place(Seven, felt);

    /// <summary>0 to 10.</summary>
    public static int OfTen(double felt) => Place(Ten, felt);

    private static int Place(double[] thresholds, double felt) => thresholds.Count(threshold => felt >= threshold);
}
