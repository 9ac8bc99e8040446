namespace Deskmeter.Facts;

/// <summary>Fractions as facts keep them.</summary>
internal static class Fractions
{
    private const double Steps = 1 << 30;

    /// <summary>
    /// The nearest multiple of 2^-30 (a billionth): such values add up to the same sum in whatever order, so that a mean does not
    /// change its last digit with the order in which rows arrived.
    /// </summary>
    public static double Of(double value) => Math.Round(value * Steps) / Steps;
}
