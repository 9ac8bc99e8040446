using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>A ratio is its numerator over its denominator, wherever an answer says both.</summary>
[Collection(InvariantCollection.Name)]
public sealed class RatioTests(InvariantWorld world)
{
    private const double LastBits = 1e-12;

    /// <summary>Rates, ratios and scores that are no quotient of two numbers, and why.</summary>
    private static readonly Dictionary<string, string> WithoutSides = new()
    {
        ["topic_growth"] = "a quotient less 1",
        ["volume_vs_baseline"] = "a quotient less 1",
        ["outcome_consistency"] = "1 less a mean of variations",
        ["read_through"] = "a median",
        ["loyalty_index"] = "a sum of standard scores",
    };

    [Theory]
    [InlineData]
    [InlineData("team")]
    [InlineData("topic")]
    public void A_ratio_is_its_numerator_over_its_denominator(params string[] by)
    {
        var metrics = world.Metrics.Where(metric => by.All(slice => world.Has(metric, slice))).ToList();
        var rows = world.Run(InvariantWorld.Months(metrics.Select(metric => metric.Id)) with { Grain = Grain.Month, By = by });
        var quotients = rows.Where(row => row is { Numerator: not null, Denominator: not null } and not { Status: ValueStatus.Suppressed }).ToList();
        InvariantWorld.Holds(quotients.Where(row => !IsSame(Quotient(row), row.Value)).Select(row => $"{InvariantWorld.NameOf(row)}: {InvariantWorld.SaidBy(row)}"));
        if (by.Length > 0) return;
        var known = quotients.Select(row => row.Kpi).ToHashSet();
        Assert.True(known.Count > 60, $"Only {string.Join(", ", known)} have both.");
        var without = metrics.Where(metric => metric.Unit is MetricUnit.Rate or MetricUnit.Ratio or MetricUnit.Score && !known.Contains(metric.Id));
        Assert.Equal(WithoutSides.Keys.Order(StringComparer.Ordinal), without.Select(metric => metric.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>A score of promoters is told in hundreds.</summary>
    private double? Quotient(MetricRow row)
    {
        var scale = world.Whole.Catalogue.Get(row.Kpi).MeasureText.StartsWith("nps", StringComparison.Ordinal) ? 100 : 1;
        return row.Denominator == 0 ? null : scale * (row.Numerator / row.Denominator);
    }

    private static bool IsSame(double? right, double? found) =>
        right is null ? found is null : found is not null && Math.Abs(right.Value - found.Value) <= LastBits * Math.Max(1, Math.Abs(right.Value));
}
