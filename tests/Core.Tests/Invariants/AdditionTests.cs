using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>What adds up does so: over members, over periods, over a fraction, and what comes and goes to what is there.</summary>
public sealed class AdditionTests(InvariantWorld world) : IClassFixture<InvariantWorld>
{
    /// <summary>Sums of money are added in another order here than there.</summary>
    private const double LastBits = 1e-12;

    public static TheoryData<string> SingleValuedSlices => ["channel", "topic", "type", "priority", "language", "country", "segment", "hour", "weekday", "agent", "team", "band", "kind"];

    [Theory]
    [MemberData(nameof(SingleValuedSlices))]
    public void Members_add_up_to_the_total(string slice)
    {
        var keys = world.Metrics.Where(metric => metric.IsAdditive && IsWhole(metric) && Has(metric, slice)).Select(metric => metric.Id).ToList();
        if (keys.Count == 0) Assert.Skip($"No key that adds up has the slice {slice} yet.");
        foreach (var grain in (Grain[])[Grain.Total, Grain.Month])
        {
            var question = InvariantWorld.Months(keys) with { Grain = grain };
            // A breakdown's own slice would come back in where none is asked for: the total is then that of all its members too.
            var totals = Run(question).ToLookup(row => (row.Kpi, row.Period));
            var parts = Run(question with { By = [slice] }).ToLookup(row => (row.Kpi, row.Period));
            Assert.All(totals, total => Same($"{total.Key} by {slice}", Sum(total), Sum(parts[total.Key])));
        }
    }

    [Theory]
    [InlineData(Grain.Month)]
    [InlineData(Grain.Week)]
    [InlineData(Grain.Day)]
    public void Periods_add_up_to_the_whole(Grain grain)
    {
        // A stock is no sum over time; a share of the total in a period is none of it in all.
        var keys = world.Metrics.Where(metric => metric.IsAdditive && IsWhole(metric) && IsFlow(metric)).Select(metric => metric.Id).ToList();
        var totals = Run(InvariantWorld.Months(keys)).ToLookup(row => row.Kpi);
        var parts = Run(InvariantWorld.Months(keys) with { Grain = grain }).ToLookup(row => row.Kpi);
        Assert.NotEmpty(keys);
        Assert.All(totals, total => Same($"{total.Key} by {grain}", Sum(total), Sum(parts[total.Key])));
    }

    [Fact]
    public void A_ratio_is_its_numerator_over_its_denominator()
    {
        var checkedKeys = new HashSet<string>();
        foreach (var metric in world.Metrics)
        {
            var question = InvariantWorld.Months([metric.Id]) with { Grain = Grain.Month };
            foreach (var row in Run(question))
            {
                if (row.Numerator is not { } numerator || row.Denominator is not { } denominator || row.Status == ValueStatus.Suppressed) continue;
                checkedKeys.Add(metric.Id);
                // A score of promoters is told in hundreds.
                var scale = metric.MeasureText.StartsWith("nps", StringComparison.Ordinal) ? 100 : 1;
                Same(InvariantWorld.NameOf(row), denominator == 0 ? null : scale * (numerator / denominator), row.Value);
            }
        }

        Assert.True(checkedKeys.Count > 10, $"Only {string.Join(", ", checkedKeys)} have both.");
    }

    [Theory]
    [InlineData("unresolved_tickets", "net_flow")]
    [InlineData("active_customers", "new_minus_churned")]
    public void What_is_there_changes_by_what_comes_and_goes(string stock, string flow)
    {
        if (!world.Catalogue.Ids.Contains(stock)) Assert.Skip($"There is no {stock} yet.");
        foreach (var grain in (Grain[])[Grain.Month, Grain.Day])
        {
            var question = InvariantWorld.Months([stock, flow]) with { Grain = grain };
            var rows = Run(question).ToLookup(row => row.Kpi);
            var before = Run(question with { Kpis = [stock], From = question.From.PlusDays(-1), To = question.From, Grain = Grain.Day }).Single().Value;
            foreach (var (level, change) in rows[stock].Zip(rows[flow]))
            {
                Same($"{stock} {level.Period}", before + change.Value, level.Value);
                before = level.Value;
            }
        }
    }

    private IReadOnlyList<MetricRow> Run(MetricQuery question) => world.Whole.Run(question, TestContext.Current.CancellationToken).Rows;

    private bool Has(Metric metric, string slice)
    {
        try
        {
            Run(InvariantWorld.Months([metric.Id]) with { By = [slice] });
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    /// <summary>Every period and member has a value of its own: no group is withheld, and no window is open.</summary>
    private static bool IsWhole(Metric metric) => metric is { MinGroup: null, NotPooled: null, Periods: PeriodRule.Any };

    private bool IsFlow(Metric metric) =>
        metric.Formula is null
        ? metric.DatedBy is Dating.At
        : !metric.MeasureText.Contains("at_start", StringComparison.Ordinal) && !metric.MeasureText.Contains("total(", StringComparison.Ordinal) && PartsOf(metric).All(IsFlow);

    private IEnumerable<Metric> PartsOf(Metric metric) =>
        world.Metrics.Where(part => part.Id != metric.Id && metric.MeasureText.Split(' ', '(', ')', ',', '*', '/', '+', '-').Contains(part.Id));

    private static double? Sum(IEnumerable<MetricRow> rows) => rows.Sum(row => row.Value ?? 0);

    private static void Same(string what, double? right, double? found) => Assert.True(
        right is null == found is null && (right is not { } value || Math.Abs(value - found!.Value) <= LastBits * Math.Max(1, Math.Abs(value))),
        FormattableString.Invariant($"{what}: {right} is right, {found} was found."));
}
