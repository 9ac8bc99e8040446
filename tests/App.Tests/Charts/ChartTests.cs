using Deskmeter.App.Charts;
using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.App.Tests.Charts;

public class ChartTests
{
    private static readonly FigureFormat Text = new(Language.Of("en"), null);

    [Theory]
    [InlineData(MetricUnit.Duration, new[] { 600d, 5520 }, new[] { "0", "30 min", "1 h", "1 h 30 min", "2 h" })]
    [InlineData(MetricUnit.Count, new[] { 3d, 2 }, new[] { "0", "1", "2", "3" })]
    [InlineData(MetricUnit.Count, new[] { -30d, 55 }, new[] { "−50", "−25", "0", "25", "50", "75" })]
    [InlineData(MetricUnit.Rate, new[] { 0.08 }, new[] { "0 %", "2 %", "4 %", "6 %", "8 %" })]
    [InlineData(MetricUnit.Count, new double[0], new[] { "0", "1" })]
    [InlineData(MetricUnit.Money, new[] { 180d }, new[] { "0", "50", "100", "150", "200" })]
    [InlineData(MetricUnit.Money, new[] { 9d }, new[] { "0.00", "2.50", "5.00", "7.50", "10.00" })]
    [InlineData(MetricUnit.Ratio, new[] { 18d }, new[] { "0", "5", "10", "15", "20" })]
    [InlineData(MetricUnit.Ratio, new[] { 0.09 }, new[] { "0.000", "0.025", "0.050", "0.075", "0.100" })]
    public void An_axis_has_few_round_labels_and_begins_at_0(MetricUnit unit, double[] values, string[] labels) =>
        Assert.Equal(labels, AxisTicks.Of(values, unit, Text).Ticks.Select(tick => tick.Text.Replace('\u00a0', ' ')));

    [Fact]
    public void An_axis_of_a_difference_says_what_is_above_zero()
    {
        var nps = new MetricCatalogue(new FactSchema([]).All).Get("nps_transactional");
        Assert.Equal(["−20", "0", "+20", "+40"], AxisTicks.Of([-5, 40], nps, Text).Ticks.Select(tick => tick.Text));
    }

    [Fact]
    public void A_sparkline_leaves_gaps_and_shows_lone_points()
    {
        var path = SparkPath.Of([1, 2, null, 4, null, 3, 1], target: null);
        Assert.Equal("M0 27.3L16.7 19.8M50 4.7h0M83.3 12.2L100 27.3", path.Line);
        Assert.Equal("M100 27.3h0", path.Last);
    }

    [Fact]
    public void A_target_far_off_does_not_flatten_the_line()
    {
        Assert.NotNull(SparkPath.Of([10, 12], target: 13).Target);
        Assert.Null(SparkPath.Of([10, 12], target: 900).Target);
        Assert.Null(SparkPath.Of([1, null], target: null).Last);
        Assert.Equal("", SparkPath.Of([null, null], target: 5).Line);
    }
}
