using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>Asked under several filters at once, figures are what they are under each alone.</summary>
[Collection(InvariantCollection.Name)]
public sealed class SelectionTests(InvariantWorld world)
{
    private static readonly IReadOnlyList<IReadOnlyList<Filter>> Selections =
    [
        [],
        [new Filter("channel", ["email"])],
        [new Filter("channel", ["email", null], IsNegated: true), new Filter("topic", ["returns", "delivery", null])],
        [new Filter("channel", ["nobody's"])],
        [new Filter("channel", ["email", "chat"])],
    ];

    [Theory]
    [InlineData(Grain.Total, "")]
    [InlineData(Grain.Month, "")]
    [InlineData(Grain.Total, "channel")]
    [InlineData(Grain.Hour, "")]
    [InlineData(Grain.Month, "agent")]
    public void Figures_are_as_under_each_filter_alone(Grain grain, string by)
    {
        List<string> asked = by.Length == 0 ? [] : [by];
        var keys = world.Metrics.Where(metric => metric is { Formula: null, MinGroup: null, NotPooled: null, Periods: PeriodRule.Any })
            .Where(metric => asked.Concat(["channel", "topic"]).All(slice => world.Has(metric, slice))).Select(metric => metric.Id).ToList();
        Assert.True(keys.Count > 20);
        var question = InvariantWorld.Months(keys) with { Grain = grain, By = asked };
        // Some facts have only days, and four months of hours are too many.
        if (grain == Grain.Hour) question = question with { Kpis = ["tickets_created", "tickets_resolved"], From = question.To.PlusDays(-3) };
        var together = world.Whole.RunEach(question, Selections, TestContext.Current.CancellationToken);
        foreach (var (filters, result) in Selections.Zip(together))
        {
            var alone = world.Whole.Run(question with { Where = filters }, TestContext.Current.CancellationToken);
            Assert.Equal(filters, result.Query.Where);
            Assert.Equal(alone.Rows.Select(row => row with { Excluded = null }).Select(Said), result.Rows.Select(Said));
        }

        static string Said(MetricRow row) => $"{InvariantWorld.NameOf(row)} {row.Period}: {InvariantWorld.SaidBy(row)}";
    }

    [Fact]
    public void A_target_is_that_of_the_filter() => Assert.Equal(
        world.Run(InvariantWorld.Months(["first_response_time"]) with { Where = Selections[1] })[0].Target,
        world.Whole.RunEach(InvariantWorld.Months(["first_response_time"]), Selections, TestContext.Current.CancellationToken)[1].Rows[0].Target);

    [Fact]
    public void What_is_withheld_or_calculated_is_not_asked_so() => Assert.Throws<ArgumentException>(
        () => world.Whole.RunEach(InvariantWorld.Months(["net_flow"]), Selections, TestContext.Current.CancellationToken));
}
