using Deskmeter.Facts;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>What stands beside a value: least and most, margins, and how the rows are spread.</summary>
public sealed class EngineSpreadTests : IDisposable
{
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_median_comes_with_its_p90_mean_least_and_most()
    {
        foreach (var hours in new[] { 1, 2, 3, 4, 10 }) Resolved("2016-03-01", hours);
        var row = _world.Run("kpi=resolution_time from=2016-03-01 to=2016-04-01").Rows.Single();
        Assert.Equal((3 * 3600.0, 4 * 3600.0, 3600.0, 36000.0, 5L), (row.Value, row.Mean, row.Min, row.Max, row.N));
        Assert.Equal(7.6 * 3600, row.P90!.Value, 6);
        Assert.Equal(ValueStatus.Few, row.Status);
        var none = _world.Run("kpi=resolution_time from=2016-05-01 to=2016-06-01").Rows.Single();
        Assert.Equal((null, null, 0L), (none.Min, none.Max, none.N));
    }

    /// <summary>5 promoters, 3 passives and 2 detractors: 30; the scores +100, 0 and -100 have the variance 0.7 - 0.09 = 0.61, so the margin is 1.96 * sqrt(0.061) = 48.4.</summary>
    [Fact]
    public void A_net_promoter_score_has_the_margin_of_a_mean_of_its_scores()
    {
        _world.Kpi("promoters", "fact: answer\ndated_by: answered\nmeasure: nps(score)\nwhere: kind = nps\nunit: score");
        double[] scores = [10, 10, 9, 9, 9, 8, 7, 7, 6, 0];
        foreach (var score in scores) Answered("2016-03-02", score);
        var row = _world.Run("kpi=promoters from=2016-03-01 to=2016-04-01").Rows.Single();
        Assert.Equal(30, row.Value!.Value, 9);
        Assert.Equal(30 - 48.4079, row.Low!.Value, 3);
        Assert.Equal(30 + 48.4079, row.High!.Value, 3);
    }

    [Fact]
    public void Durations_are_counted_in_bins_that_begin_where_the_one_before_ends()
    {
        double[] hours = [0, 59 / 3600.0, 60 / 3600.0, 0.5, 1, 7.99, 8, 24, 24 * 29.9, 24 * 30, 1000];
        foreach (var each in hours) Resolved("2016-03-01", each);
        var bins = _world.Run("kpi=resolution_time from=2016-03-01 to=2016-04-01 histogram=true").Rows.Single().Histogram!;
        Assert.Equal(15, bins.Count);
        Assert.Equal(
            ["0-60 2", "60-300 1", "1800-3600 1", "3600-7200 1", "14400-28800 1", "28800-86400 1", "86400-172800 1", "1209600-2592000 1", "2592000- 2"],
            bins.Where(bin => bin.N > 0).Select(bin => $"{bin.From}-{bin.To} {bin.N}"));
        Assert.Equal(bins.Skip(1).Select(bin => bin.From), bins.SkipLast(1).Select(bin => bin.To));
    }

    [Fact]
    public void Scores_are_counted_each_or_by_tenths_or_tens_as_fits_them_all()
    {
        _world.Kpi("score", "fact: answer\ndated_by: answered\nmeasure: mean(score)\nunit: score");
        foreach (var score in new[] { 1.0, 4, 5, 5 }) Answered("2016-03-02", score);
        foreach (var score in new[] { 0.25, 0.3, 1 }) Answered("2016-04-02", score);
        foreach (var score in new[] { -5.0, 3, 99, 100 }) Answered("2016-05-02", score);
        string Bins(string words) => string.Join(", ", _world.Run($"kpi=score histogram=true {words}").Rows.Single().Histogram!.Select(bin => FormattableString.Invariant($"{bin.From}-{bin.To} {bin.N}")));
        Assert.Equal("1-2 1, 2-3 0, 3-4 0, 4-5 1, 5-6 2", Bins("from=2016-03-01 to=2016-04-01"));
        Assert.Equal("0.2-0.3 1, 0.3-0.4 1, 0.4-0.5 0, 0.5-0.6 0, 0.6-0.7 0, 0.7-0.8 0, 0.8-0.9 0, 0.9-1 0, 1-1.1 1", Bins("from=2016-04-01 to=2016-05-01"));
        Assert.Equal(
            "-10-0 1, 0-10 1, 10-20 0, 20-30 0, 30-40 0, 40-50 0, 50-60 0, 60-70 0, 70-80 0, 80-90 0, 90-100 1, 100-110 1", Bins("from=2016-05-01 to=2016-06-01"));
        Assert.Equal("", Bins("from=2016-07-01 to=2016-08-01"));
        // All rows of an answer have the same bins, or they could not be compared.
        var months = _world.Run("kpi=score histogram=true grain=month from=2016-03-01 to=2016-06-01").Rows;
        Assert.Equal([4, 3, 4], months.Select(row => row.Histogram!.Sum(bin => bin.N)));
        Assert.All(months, row => Assert.Equal(months[0].Histogram!.Select(bin => bin.From), row.Histogram!.Select(bin => bin.From)));
    }

    [Fact]
    public void Counts_shares_and_what_is_asked_without_have_no_histogram()
    {
        Resolved("2016-03-01", 1);
        Assert.All(_world.Run("kpi=tickets_created,one_touch_rate,net_flow from=2016-03-01 to=2016-04-01 histogram=true").Rows, row => Assert.Null(row.Histogram));
        Assert.Null(_world.Run("kpi=resolution_time from=2016-03-01 to=2016-04-01").Rows.Single().Histogram);
    }

    private void Resolved(string at, double hours) =>
        _world.Ticket(at, ticket => ticket with { LastResolved = EngineWorld.At("2016-03-20"), Resolution = EngineWorld.Hours(hours) });

    private int _answers;

    private void Answered(string at, double score) => _world.Add(_world.Schema.Answer, new AnswerFact
    {
        CustomerUnit = $"{++_answers}",
        Record = $"survey/s/{_answers}",
        Slices = new(),
        Kind = "nps",
        Scale = "0-10",
        Answered = EngineWorld.At(at),
        Score = score,
    });
}
