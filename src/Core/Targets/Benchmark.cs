using Deskmeter.Metrics;

namespace Deskmeter.Targets;

/// <summary>What others reach or aim for.</summary>
/// <param name="Kpi">The KPI.</param>
/// <param name="Level">What the figure is, as a key of the language files: good, mean_2023, ...</param>
/// <param name="Text">The figure as it is written in a target; <see cref="TargetRules"/> reads it in the KPI's unit.</param>
/// <param name="ToText">The upper end of a range; null: it is one figure.</param>
/// <param name="Source">Who says so; the number after a dash is the item.</param>
public sealed record Benchmark(string Kpi, string Level, string Text, string? ToText, string Source)
{
    /// <summary>The figure, in the KPI's unit.</summary>
    public double Value(MetricUnit unit) => TargetRules.Read(Text, unit)!.Value;

    /// <summary>The upper end of a range.</summary>
    public double? To(MetricUnit unit) => ToText is null ? null : TargetRules.Read(ToText, unit);
}

/// <summary>Who is cited.</summary>
/// <param name="Key">The abbreviation, which is the key of what is cited in the language files: S0, BM, ...</param>
/// <param name="Name">What it is called, in any language.</param>
/// <param name="At">Where it stands, where that is known.</param>
public sealed record BenchmarkSource(string Key, string Name, string? At);
