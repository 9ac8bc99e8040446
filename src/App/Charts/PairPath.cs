using System.Globalization;
using System.Text;

namespace Deskmeter.App.Charts;

/// <summary>Two lines in one box of 100 by 32 on one scale: what was, and what was before, laid over.</summary>
/// <param name="Line">The path of the values.</param>
/// <param name="Before">The path of those before; empty when there are none.</param>
/// <param name="Last">The path of the last value; null when it is missing.</param>
public sealed record PairPath(string Line, string Before, string? Last)
{
    private const double Top = 4.7, Bottom = 27.3;

    public static PairPath Of(IReadOnlyList<double?> values, IReadOnlyList<double?> before)
    {
        var known = values.Concat(before).OfType<double>().ToList();
        if (known.Count == 0) return new PairPath("", "", null);
        var (low, high) = (known.Min(), known.Max());
        double Y(double value) => high > low ? Bottom - ((value - low) / (high - low) * (Bottom - Top)) : (Top + Bottom) / 2;
        return new PairPath(Draw(values, Y), Draw(before, Y), values.Count > 0 && values[^1] is { } last ? $"M100 {Write(Y(last))}h0" : null);
    }

    /// <summary>What is missing is a gap.</summary>
    private static string Draw(IReadOnlyList<double?> values, Func<double, double> y)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value) continue;
            path.Append(i == 0 || values[i - 1] is null ? 'M' : 'L').Append(Write(values.Count < 2 ? 100 : i * 100d / (values.Count - 1))).Append(' ').Append(Write(y(value)));
        }

        return path.ToString();
    }

    private static string Write(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
