using System.Globalization;
using System.Text;

namespace Deskmeter.App.Charts;

/// <summary>
/// The geometry of a sparkline in a box of 100 by 32, on its own scale; what is missing is a gap, never joined and never 0.
/// </summary>
/// <param name="Line">The path of the values.</param>
/// <param name="Last">The path of the last value; null when it is missing.</param>
/// <param name="Target">The path of the target; null when there is none, or when it lies so far off that the line would be flat.</param>
public sealed record SparkPath(string Line, string? Last, string? Target)
{
    private const double Top = 4.7, Bottom = 27.3, Middle = (Top + Bottom) / 2;

    public static SparkPath Of(IReadOnlyList<double?> values, double? target)
    {
        var known = values.OfType<double>().ToList();
        if (known.Count == 0) return new SparkPath("", null, null);
        var (low, high) = (known.Min(), known.Max());
        var isNear = target is { } t && t >= low - (2 * (high - low)) - 1e-9 && t <= high + (2 * (high - low)) + 1e-9;
        if (isNear) (low, high) = (Math.Min(low, target!.Value), Math.Max(high, target!.Value));
        double Y(double value) => high > low ? Bottom - ((value - low) / (high - low) * (Bottom - Top)) : Middle;

        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value) continue;
            var starts = i == 0 || values[i - 1] is null;
            path.Append(starts ? 'M' : 'L').Append(Write(X(i, values.Count))).Append(' ').Append(Write(Y(value)));
            if (starts && (i + 1 == values.Count || values[i + 1] is null)) path.Append("h0");
        }

        var last = values[^1] is { } end ? $"M100 {Write(Y(end))}h0" : null;
        return new SparkPath(path.ToString(), last, isNear ? $"M0 {Write(Y(target!.Value))}H100" : null);
    }

    private static double X(int index, int count) => count < 2 ? 100 : index * 100d / (count - 1);

    private static string Write(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
