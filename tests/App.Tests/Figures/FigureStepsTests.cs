using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.App.Tests.Figures;

public class FigureStepsTests
{
    private static readonly FigureFormat Text = new(Language.Of("en"), "EUR");

    [Theory]
    [InlineData(MetricUnit.Duration, 8340, 1800, 8340, "2 h 19 min", 1800, "+30 min")]
    [InlineData(MetricUnit.Duration, 8340, 1800, 6000, "1 h 40 min", -45, "−1 min")]
    [InlineData(MetricUnit.Duration, 95, 20, 95, "1 min 35 s", 0, "0 s")]
    [InlineData(MetricUnit.Duration, 300_000, 40_000, 300_000, "3 d 11 h", 40_000, "+11 h")]
    [InlineData(MetricUnit.Duration, 300_000, 600, 300_000, "3 d 11 h 20 min", 600, "+10 min")]
    [InlineData(MetricUnit.Duration, 300_000, 190_000, 172_800, "2 d", 190_000, "+2 d 5 h")]
    [InlineData(MetricUnit.Duration, 5980, 65, 5934, "1 h 38 min 54 s", 65, "+1 min 5 s")]
    [InlineData(MetricUnit.Rate, 0.46, 0.02, 0.4604, "46.0%", -0.019, "−1.9 pts")]
    [InlineData(MetricUnit.Rate, 0.46, 0.002, 0.4604, "46.04%", 0.0019, "+0.19 pts")]
    [InlineData(MetricUnit.Count, 1270, 30, 1270, "1,270", 30, "+30")]
    [InlineData(MetricUnit.Money, 40, 3, 40, "€40.00", -3.5, "−€3.50")]
    [InlineData(MetricUnit.Ratio, 4.2, 0.3, 4.2, "4.20", 0.3, "+0.30")]
    public void Levels_and_parts_are_written_in_steps_of_one_size(MetricUnit unit, double highest, double largest, double level, string levelText, double part, string partText)
    {
        var steps = new FigureSteps(Text, unit, highest, largest);
        Assert.Equal((levelText, partText), (Plain(steps.Level(steps.Of(level))), Plain(steps.Effect(steps.Of(part)))));
    }

    [Fact]
    public void A_level_that_is_a_difference_says_when_it_is_above_zero()
    {
        var steps = new FigureSteps(Text, MetricUnit.Score, 36.6, 10.5, isSigned: true);
        Assert.Equal(("+36.6", "−5.0", "0.0"), (steps.Level(366), steps.Level(-50), steps.Level(0)));
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace(" %", "%", StringComparison.Ordinal);
}
