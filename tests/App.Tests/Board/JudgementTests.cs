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

    [Theory]
    [InlineData(36.6, 23.6, 49.6, 26.1, 6.1, 46.1, Verdict.Noise)] // errors 6.6 and 10.2: 10.5 is 0.9 of both
    [InlineData(36.6, 23.6, 49.6, -6.0, -26.0, 14.0, Verdict.Better)] // 42.6 is 3.5 of them
    [InlineData(-6.0, -26.0, 14.0, 36.6, 23.6, 49.6, Verdict.Worse)]
    [InlineData(90.0, 70.0, 100.0, 55.0, 35.0, 75.0, Verdict.Better)] // cut at 100: 10.2 and 10.2, 35 is 2.4 of both
    [InlineData(36.6, null, null, 26.1, null, null, Verdict.Neutral)]
    public void A_score_is_judged_by_its_two_intervals(double now, double? low, double? high, double before, double? lowBefore, double? highBefore, Verdict verdict)
    {
        var row = Row(MetricUnit.Score, now, before, 134, null) with { Low = low, High = high };
        Assert.Equal(verdict, Judgement.Of(Kpi(MetricUnit.Score, Better.Higher), row with { Compare = row.Compare! with { Low = lowBefore, High = highBefore } }).Verdict);
    }

    [Theory]
    [InlineData(206, 204, Verdict.Neutral)]
    [InlineData(214, 204, Verdict.Neutral)] // 4.9 %
    [InlineData(215, 204, Verdict.Worse)]
    [InlineData(190, 204, Verdict.Better)]
    [InlineData(8, 4, Verdict.Neutral)]
    [InlineData(9, 4, Verdict.Worse)]
    [InlineData(204, 204, Verdict.Noise)]
    public void A_stock_is_known_and_judged_from_a_twentieth_on(double now, double before, Verdict verdict)
    {
        var stock = Kpi(MetricUnit.Count, Better.Lower) with { DatedBy = new Dating.Between("from", "until") };
        Assert.Equal(verdict, Judgement.Of(stock, Row(MetricUnit.Count, now, before, null, null)).Verdict);
        Assert.Equal(now == before ? Verdict.Noise : Verdict.Neutral, Judgement.Of(stock with { Better = Better.Neither }, Row(MetricUnit.Count, now, before, null, null)).Verdict);
    }

    [Fact]
    public void Money_of_few_is_a_fact_too() => Assert.Equal(Verdict.Neutral, Of(MetricUnit.Money, Better.Lower, 40, 30, n: 12));

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
