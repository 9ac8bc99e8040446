using System.Globalization;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// The engine against a slow and obvious reading of the same documents: plain loops over the records that share no code with it. Every
/// key of the catalogue must agree in value, and in what it stands on.
/// </summary>
public sealed class ReferenceTests(ReferenceWorld world) : IClassFixture<ReferenceWorld>
{
    /// <summary>
    /// Percentiles lie between two numbers and means are divided, so the last bit depends on how they are written down; nothing else may differ.
    /// </summary>
    private const double LastBits = 1e-12;

    public static TheoryData<string> Keys => [.. new MetricCatalogue(new FactSchema([]).All).Ids];

    [Fact]
    public void Every_key_has_a_reference() =>
        Assert.Equal(Keys.Select(row => row.Data).Order(StringComparer.Ordinal), world.Reference.Ids.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_engine_agrees_with_the_reference(string key)
    {
        var metric = world.Workspace.Catalogue.Get(key);
        var wrong = new List<string>();
        foreach (var clock in metric.Clocks.Count > 0 ? metric.Clocks : [Clock.Calendar])
        {
            wrong.AddRange(Compare(key, ReferenceWorld.Question(metric, clock)));
            wrong.AddRange(Compare(key, ReferenceWorld.Question(metric, clock) with { Grain = Grain.Month }));
            wrong.AddRange(Compare(key, ReferenceWorld.Question(metric, clock) with { Grain = Grain.Month, AsOf = world.Midway }));
            if (clock == Clock.Business) continue;
            foreach (var slice in world.SlicesOf(metric)) wrong.AddRange(Compare(key, ReferenceWorld.Question(metric, clock) with { By = [slice] }));
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', wrong.Take(20))}");
    }

    private IEnumerable<string> Compare(string key, MetricQuery query)
    {
        var rows = world.Workspace.Run(query, TestContext.Current.CancellationToken).Rows;
        foreach (var row in rows)
        {
            var expected = world.Expected(key, query, row.From, row.To, [.. row.Slice.Select(pair => (pair.Key, pair.Value))]);
            var name = $"{key} {query.Clock} {row.Period} {string.Join(' ', row.Slice.Select(pair => $"{pair.Key}={pair.Value ?? "none"}"))}";
            if (!Same(expected.Value, row.Value)) yield return $"{name}: {Text(expected.Value)} is right, {Text(row.Value)} was found.";
            if (expected.IsWithheld != IsWithheld(row.Status)) yield return $"{name}: {row.Status} is wrong, withheld {expected.IsWithheld} is right.";
            foreach (var (what, right, found) in Beside(expected, row))
                if (right is not null && !Same(right, found)) yield return $"{name}: {what} {Text(right)} is right, {Text(found)} was found.";
        }

        if (query.By is not [var slice]) yield break;
        var missing = world.Members(key, query, slice).Except(rows.Where(row => row.Slice[slice] is not null).Select(row => row.Slice[slice]!)).ToList();
        if (missing.Count > 0) yield return $"{key} by {slice}: {string.Join(", ", missing)} is missing.";
    }

    private static IEnumerable<(string What, double? Right, double? Found)> Beside(ReferenceFigure expected, MetricRow row) =>
    [
        ("n", expected.N, row.N), ("numerator", expected.Numerator, row.Numerator), ("denominator", expected.Denominator, row.Denominator),
        ("mean", expected.Mean, row.Mean), ("p90", expected.P90, row.P90), ("pending", expected.Pending, row.Pending),
    ];

    private static bool IsWithheld(ValueStatus status) => status is ValueStatus.MixedScales or ValueStatus.MixedCurrencies or ValueStatus.Suppressed;

    private static bool Same(double? right, double? found) =>
        right is null == found is null && (right is not { } value || Math.Abs(value - found!.Value) <= LastBits * Math.Abs(value));

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "null";
}
