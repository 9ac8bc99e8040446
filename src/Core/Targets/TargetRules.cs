using System.Globalization;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.Targets;

/// <summary>What can be a target, and how one is written.</summary>
public static class TargetRules
{
    private const int LongestOwner = 100;

    /// <summary>A KPI that can be held to something: it has a better direction, and is no hour or weekday.</summary>
    public static bool CanHave(Metric metric) =>
        metric.Better != Better.Neither && metric.Unit is not (MetricUnit.Hour or MetricUnit.Weekday);

    /// <summary>Checks a target against its KPI.</summary>
    /// <exception cref="UsageException">The KPI is not known or has no direction, or has no such slice.</exception>
    public static Target Check(MetricCatalogue catalogue, Target target)
    {
        var metric = catalogue.Get(target.Kpi);
        if (!CanHave(metric)) throw new UsageException($"'{metric.Id}' has no better direction, so it has no target.", "kpi");
        if (target.Of is { } of)
        {
            var slices = catalogue.SlicesOf(metric);
            if (!slices.Contains(of.Slice)) throw Nearest.Unknown($"slice", of.Slice, slices, "where");
            if (of.IsNegated || of.Values.Count != 1) throw new UsageException($"A target is for one member of a slice, such as channel=email.", "where");
        }

        return target.Owner?.Length > LongestOwner ? throw new UsageException($"An owner has at most {LongestOwner} letters.", "owner") : target;
    }

    /// <summary>Reads a value in the KPI's unit: <c>45min</c>, <c>90%</c>, <c>0.9</c>, <c>1200</c>; <c>none</c> is null.</summary>
    /// <exception cref="UsageException">It is none of them.</exception>
    public static double? Read(string text, MetricUnit unit)
    {
        var word = text.Trim();
        if (word.Equals("none", StringComparison.OrdinalIgnoreCase)) return null;
        var isPercent = word.EndsWith('%') || word.StartsWith('%');
        // Hours and minutes may stand together as people write them: 1h 30min.
        var parts = word.Trim('%').Replace(',', '.').Split([' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries);
        var quantities = new List<Quantity>();
        try
        {
            for (var i = 0; i < parts.Length; i++)
            {
                var hasUnitApart = i + 1 < parts.Length && char.IsAsciiLetter(parts[i + 1][0]) && double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
                quantities.Add(Quantity.Parse(hasUnitApart ? parts[i] + parts[++i] : parts[i]));
            }
        }
        catch (ExpressionException)
        {
            throw Wrong(text, unit);
        }

        var isDuration = unit == MetricUnit.Duration;
        if (quantities.Count == 0 || quantities.Exists(part => part.IsDuration != isDuration) || (quantities.Count > 1 && !isDuration) || (isPercent && unit != MetricUnit.Rate))
            throw Wrong(text, unit);
        var value = quantities.Sum(part => part.Value) / (isPercent ? 100 : 1);
        if (unit == MetricUnit.Rate && !isPercent && value > 2) throw new UsageException($"{text} is no fraction. Did you mean {word}%?", "value", $"{word}%");
        return double.IsFinite(value) ? value : throw Wrong(text, unit);
    }

    /// <summary>A value as it is read again.</summary>
    public static string Write(double? value, MetricUnit unit) => value switch
    {
        null => "none",
        { } rate when unit == MetricUnit.Rate => (Math.Round(rate * 100, 10)).ToString(CultureInfo.InvariantCulture) + "%",
        { } known => new Quantity(known, unit == MetricUnit.Duration).ToString(),
    };

    private static UsageException Wrong(string text, MetricUnit unit) => new(
        unit switch
        {
            MetricUnit.Duration => (Sentence)$"'{text}' is no duration such as 45min or 4h.",
            MetricUnit.Rate => $"'{text}' is no share such as 90% or 0.9.",
            _ => $"'{text}' is no number.",
        },
        "value");
}
