namespace Deskmeter.Metrics;

/// <summary>Shares and scores of them, with their 95 % intervals.</summary>
internal static class Proportion
{
    /// <summary>The normal distribution's two-sided 95 % quantile.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The share of <paramref name="yes"/> in <paramref name="all"/>, with Wilson's interval; null of none.</summary>
    public static Figure Of(double yes, double all) => WithInterval(new Figure
    {
        Value = all == 0 ? null : yes / all,
        N = (long)all,
        Numerator = yes,
        Denominator = all,
    });

    /// <summary>Adds Wilson's interval to a figure that has numerator and denominator.</summary>
    public static Figure WithInterval(Figure figure)
    {
        if (figure is not { Value: { } share, Denominator: { } all } || all <= 0) return figure;
        var spread = Z * Z / all;
        var centre = (share + (spread / 2)) / (1 + spread);
        var half = Z / (1 + spread) * Math.Sqrt((share * (1 - share) / all) + (spread / (4 * all)));
        return figure with { Low = Math.Max(0, centre - half), High = Math.Min(1, centre + half) };
    }

    /// <summary>The net promoter score, -100 to 100, with its margin of error.</summary>
    public static Figure Nps(double promoters, double detractors, double all)
    {
        var figure = new Figure { N = (long)all, Numerator = promoters - detractors, Denominator = all };
        if (all == 0) return figure;
        var score = (promoters - detractors) / all;
        var half = Z * Math.Sqrt((((promoters + detractors) / all) - (score * score)) / all);
        return figure with { Value = 100 * score, Low = Math.Max(-100, 100 * (score - half)), High = Math.Min(100, 100 * (score + half)) };
    }
}
