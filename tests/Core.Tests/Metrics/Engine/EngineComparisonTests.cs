using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>What a range is compared with, and how far.</summary>
public sealed class EngineComparisonTests : IDisposable
{
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("2016-03-01", "2016-04-01", "previous", "2016-02-01", "2016-03-01")]
    [InlineData("2016-01-01", "2016-04-01", "previous", "2015-10-01", "2016-01-01")]
    [InlineData("2016-01-01", "2017-01-01", "previous", "2015-01-01", "2016-01-01")]
    [InlineData("2016-03-02", "2016-03-09", "previous", "2016-02-24", "2016-03-02")]
    [InlineData("2016-03-01", "2016-03-31", "previous", "2016-01-31", "2016-03-01")]
    [InlineData("2016-02-29", "2016-03-31", "year", "2015-03-01", "2015-03-31")]
    [InlineData("2016-02-01", "2016-03-01", "year", "2015-02-01", "2015-03-01")]
    public void A_range_is_compared_with_as_much_before_it(string from, string to, string compare, string before, string until)
    {
        var row = _world.Run($"kpi=tickets_created from={from} to={to} compare={compare}").Rows.Single();
        Assert.Equal((EngineWorld.On(before), EngineWorld.On(until)), (row.Compare!.From, row.Compare.To));
    }

    [Fact]
    public void Each_row_is_compared_with_its_own_period_moved_by_as_much()
    {
        _world.Ticket("2016-01-10").Ticket("2016-01-10").Ticket("2016-02-10").Ticket("2016-03-10").Ticket("2016-03-10").Ticket("2016-03-10");
        var rows = _world.Run("kpi=tickets_created from=2016-03-01 to=2016-05-01 grain=month compare=previous").Rows;
        Assert.Equal([(3d, 2d, 1d), (0d, 1d, -1d)], rows.Select(row => (row.Value!.Value, row.Compare!.Value!.Value, row.Compare.Change!.Value)));
    }

    [Fact]
    public void A_day_that_the_month_before_lacks_has_no_comparison()
    {
        for (var day = 1; day <= 28; day++) _world.Ticket($"2015-02-{day:00}");
        var rows = _world.Run("kpi=tickets_created from=2015-03-01 to=2015-04-01 grain=day compare=previous").Rows;
        Assert.Equal(28, rows.Count(row => row.Compare!.Value == 1));
        Assert.All(rows.Skip(28), row => Assert.Null(row.Compare!.Value));
        rows = _world.Run("kpi=tickets_created from=2015-02-01 to=2015-03-01 grain=day compare=previous").Rows;
        Assert.Equal(EngineWorld.On("2015-01-29"), rows[^1].Compare!.To);
    }

    [Fact]
    public void A_period_that_runs_is_compared_with_the_same_elapsed_part()
    {
        _world.Ticket("2016-02-09T23:00").Ticket("2016-02-10T11:59").Ticket("2016-02-10T12:00").Ticket("2016-02-10T12:01").Ticket("2016-02-20");
        _world.Ticket("2016-03-01");
        var row = _world.Run("kpi=tickets_created from=2016-03-01 to=2016-04-01 compare=previous as_of=2016-03-10T12:00:00Z").Rows.Single();
        Assert.Equal((1d, 3d, true), (row.Value, row.Compare!.Value, row.Provisional));
        Assert.Equal((EngineWorld.On("2016-02-01"), EngineWorld.On("2016-02-11")), (row.Compare.From, row.Compare.To));
    }

    [Fact]
    public void A_period_that_is_all_to_come_has_nothing_to_compare()
    {
        _world.Ticket("2016-02-10");
        var rows = _world.Run("kpi=tickets_created from=2016-02-01 to=2016-04-01 grain=month compare=year as_of=2016-02-15T00:00:00Z").Rows;
        Assert.Equal((null, null, ValueStatus.NoData), (rows[1].Value, rows[1].Compare!.Value, rows[1].Status));
    }

    [Fact]
    public void A_range_longer_than_a_year_is_compared_with_one_that_overlaps_it()
    {
        _world.Ticket("2014-06-01").Ticket("2015-06-01").Ticket("2015-06-02").Ticket("2016-06-01");
        var rows = _world.Run("kpi=tickets_created from=2015-01-01 to=2017-01-01 grain=total compare=year").Rows;
        Assert.Equal((3d, 3d), (rows[0].Value, rows[0].Compare!.Value));
        rows = _world.Run("kpi=tickets_created from=2015-01-01 to=2017-01-01 grain=year compare=year").Rows;
        Assert.Equal([(2d, 1d), (1d, 2d)], rows.Select(row => (row.Value!.Value, row.Compare!.Value!.Value)));
    }

    [Fact]
    public void Members_seen_only_before_are_there_too()
    {
        _world.Ticket("2016-02-10", slices: new() { Channel = "fax" }).Ticket("2016-03-10", slices: new() { Channel = "web" });
        var rows = _world.Run("kpi=tickets_created,resolution_time from=2016-03-01 to=2016-04-01 by=channel compare=previous").Rows;
        Assert.Equal(
            [("tickets_created", "fax", 0d, 1d), ("tickets_created", "web", 1d, 0d), ("resolution_time", null, (double?)null, (double?)null)],
            rows.Select(row => (row.Kpi, row.Slice["channel"], row.Value, row.Compare!.Value)));
    }
}
