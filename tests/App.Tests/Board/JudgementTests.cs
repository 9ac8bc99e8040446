using Deskmeter.App.Board;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Board;

public class JudgementTests
{
    [Theory]
    [InlineData(235, 195, Verdict.Noise)]
    [InlineData(246, 195, Verdict.Worse)]
    [InlineData(150, 195, Verdict.Better)]
    [InlineData(195, 195, Verdict.Noise)]
    public void A_count_must_move_by_more_than_chance_moves_it(double now, double before, Verdict verdict) =>
        Assert.Equal(verdict, Of(MetricUnit.Count, Better.Lower, now, before));

    [Theory]
    [InlineData(0.718, 0.727, Verdict.Noise)]
    [InlineData(0.78, 0.727, Verdict.Better)]
    [InlineData(0.67, 0.727, Verdict.Worse)]
    public void A_rate_is_judged_by_its_two_samples(double now, double before, Verdict verdict) =>
        Assert.Equal(verdict, Of(MetricUnit.Rate, Better.Higher, now, before, n: 1183));

    [Theory]
    [InlineData(3420, 2280, Verdict.Worse)]
    [InlineData(2400, 2280, Verdict.Noise)]
    public void A_median_is_judged_by_the_spread_that_its_p90_shows(double now, double before, Verdict verdict) =>
        Assert.Equal(verdict, Of(MetricUnit.Duration, Better.Lower, now, before, n: 1289, p90: 7 * now));

    [Fact]
    public void A_few_are_not_compared_and_context_is_not_judged()
    {
        Assert.Equal(Verdict.Unknown, Of(MetricUnit.Rate, Better.Higher, 0.9, 0.4, n: 19));
        Assert.Equal(Verdict.Neutral, Of(MetricUnit.Count, Better.Neither, 900, 400));
    }

    [Theory]
    [InlineData(2700, TargetState.Met)]
    [InlineData(2800, TargetState.Close)]
    [InlineData(3420, TargetState.Missed)]
    public void A_value_is_met_close_or_missed_against_its_target(double value, TargetState state)
    {
        var metric = Kpi(MetricUnit.Duration, Better.Lower);
        Assert.Equal(state, TargetJudgement.Of(metric, Row(MetricUnit.Duration, value, 2000, 1000, null), 2700));
        Assert.Equal(TargetState.None, TargetJudgement.Of(metric, Row(MetricUnit.Duration, value, 2000, 1000, null) with { Status = ValueStatus.Few }, 2700));
    }

    private static Verdict Of(MetricUnit unit, Better better, double now, double before, long n = 1000, double? p90 = null) =>
        Judgement.Of(Kpi(unit, better), Row(unit, now, before, unit == MetricUnit.Count ? null : n, p90)).Verdict;

    private static Metric Kpi(MetricUnit unit, Better better) => new() { Id = "kpi", Family = "speed", Unit = unit, Better = better };

    private static MetricRow Row(MetricUnit unit, double now, double before, long? n, double? p90) => new()
    {
        Kpi = "kpi",
        Definition = "kpi@1",
        Period = "total",
        From = new LocalDate(2026, 11, 1),
        To = new LocalDate(2026, 11, 8),
        Slice = new Dictionary<string, string?>(),
        Unit = unit,
        Value = now,
        N = n,
        Denominator = unit == MetricUnit.Rate ? n : null,
        P90 = p90,
        Compare = new MetricComparison(new LocalDate(2026, 10, 25), new LocalDate(2026, 11, 1), before, n, now - before, null),
    };
}
