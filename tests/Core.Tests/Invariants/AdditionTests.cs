using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>What adds up does so: over members, over periods, over the two sides of any day.</summary>
[Collection(InvariantCollection.Name)]
public sealed class AdditionTests(InvariantWorld world)
{
    /// <summary>Sums of fractions are added in another order here than there.</summary>
    private const double LastBits = 1e-12;

    /// <summary>KPIs that the generated shop has nothing to count for; the list may only become shorter.</summary>
    private static readonly string[] Empty = [];

    [Fact]
    public void No_figure_is_walked_over_empty()
    {
        var rows = world.Run(InvariantWorld.Months(world.Metrics.Select(metric => metric.Id)) with { Grain = Grain.Month });
        var counted = rows.Where(row => row.N is { } n ? n > 0 : row.Value is not null and not 0).Select(row => row.Kpi).ToHashSet();
        Assert.Equal(Empty, world.Metrics.Select(metric => metric.Id).Except(counted));
    }

    /// <summary>A row with several tags counts in each of them; every other slice has one member a row.</summary>
    [Fact]
    public void Members_add_up_to_the_total()
    {
        var metrics = world.Metrics.Where(metric => IsWhole(metric) && (metric.IsAdditive || IsOfRows(metric))).ToList();
        var totals = Monthly(metrics, []);
        var slices = metrics.SelectMany(world.Whole.Catalogue.SlicesOf).Distinct().Where(slice => slice != "tag").ToList();
        string[] expected = ["agent", "article", "category", "channel", "country", "currency", "hour", "kind", "plan", "queue", "tier", "tool", "weekday"];
        InvariantWorld.Holds(expected.Except(slices));
        foreach (var slice in slices)
        {
            var cut = metrics.Where(metric => world.Has(metric, slice)).ToList();
            var parts = Monthly(cut, [slice]);
            InvariantWorld.Holds(cut.SelectMany(metric => totals.Where(total => total.Key.Kpi == metric.Id)
                .SelectMany(total => Wrong(metric, $"{total.Key} by {slice}", total, parts[total.Key]))));
        }

        ILookup<(string Kpi, LocalDate From), MetricRow> Monthly(IEnumerable<Metric> asked, IReadOnlyList<string> by) =>
            world.Run(InvariantWorld.Months(asked.Select(metric => metric.Id)) with { Grain = Grain.Month, By = by }).ToLookup(row => (row.Kpi, row.From));
    }

    /// <summary>A stock is no sum over time, and a share of the total in a period is none of it in all.</summary>
    [Theory]
    [InlineData(Grain.Month)]
    [InlineData(Grain.Week)]
    [InlineData(Grain.Day)]
    public void Periods_add_up_to_the_whole(Grain grain)
    {
        var metrics = Flows();
        var question = InvariantWorld.Months(metrics.Select(metric => metric.Id));
        var (whole, parts) = (world.Run(question).ToLookup(row => row.Kpi), world.Run(question with { Grain = grain }).ToLookup(row => row.Kpi));
        InvariantWorld.Holds(metrics.SelectMany(metric => Wrong(metric, $"{metric.Id} by {grain}", whole[metric.Id], parts[metric.Id])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(29)]
    [InlineData(59)]
    [InlineData(93)]
    public void Both_sides_of_a_day_add_up_to_the_whole(int days)
    {
        var metrics = Flows();
        var question = InvariantWorld.Months(metrics.Select(metric => metric.Id));
        var day = question.From.PlusDays(days);
        var (whole, before, after) = (world.Run(question), world.Run(question with { To = day }), world.Run(question with { From = day }));
        var parts = before.Concat(after).ToLookup(row => row.Kpi);
        InvariantWorld.Holds(metrics.SelectMany(metric => Wrong(metric, $"{metric.Id} around {day}", whole.Where(row => row.Kpi == metric.Id), parts[metric.Id])));
    }

    private List<Metric> Flows()
    {
        var flows = world.Metrics.Where(metric => IsWhole(metric) && (IsOfRows(metric) || (metric.IsAdditive && IsFlow(metric)))).ToList();
        Assert.True(flows.Count > 80, $"Only {string.Join(", ", flows.Select(flow => flow.Id))} are flows.");
        return flows;
    }

    /// <summary>What does not add up: of what is additive the value, of any figure of a fact the rows behind it and, where no row counts twice, both sides of the ratio.</summary>
    private static IEnumerable<string> Wrong(Metric metric, string what, IEnumerable<MetricRow> whole, IEnumerable<MetricRow> parts)
    {
        if (metric.IsAdditive && !IsSame(Sum(whole, row => row.Value), Sum(parts, row => row.Value))) yield return Told("value", row => row.Value);
        if (!IsOfRows(metric)) yield break;
        if (!IsSame(Sum(whole, row => row.N), Sum(parts, row => row.N))) yield return Told("rows", row => row.N);
        if (metric.MeasureText.Contains("distinct", StringComparison.Ordinal)) yield break;
        if (!IsSame(Sum(whole, row => row.Numerator), Sum(parts, row => row.Numerator))) yield return Told("numerator", row => row.Numerator);
        if (!IsSame(Sum(whole, row => row.Denominator), Sum(parts, row => row.Denominator))) yield return Told("denominator", row => row.Denominator);

        string Told(string part, Func<MetricRow, double?> number) =>
            FormattableString.Invariant($"{what}: a {part} of {Sum(whole, number)} is not {Sum(parts, number)}");
    }

    /// <summary>Every period and member has a value of its own: no group is withheld, and no window is open.</summary>
    private static bool IsWhole(Metric metric) => metric is { MinGroup: null, NotPooled: null, Periods: PeriodRule.Any };

    /// <summary>Each of its rows counts in one period.</summary>
    private static bool IsOfRows(Metric metric) => metric is { Fact: not null, DatedBy: Dating.At };

    private bool IsFlow(Metric metric) =>
        metric.Formula is null
        ? metric.DatedBy is Dating.At
        : !metric.MeasureText.Contains("at_start", StringComparison.Ordinal) && !metric.MeasureText.Contains("total(", StringComparison.Ordinal)
            && world.PartsOf(metric).All(IsFlow);

    private static double Sum(IEnumerable<MetricRow> rows, Func<MetricRow, double?> number) => rows.Sum(row => number(row) ?? 0);

    private static bool IsSame(double right, double found) => Math.Abs(right - found) <= LastBits * Math.Max(1, Math.Abs(right));
}
