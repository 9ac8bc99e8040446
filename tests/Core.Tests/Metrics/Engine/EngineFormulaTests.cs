using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>Formulas over finished figures.</summary>
public sealed class EngineFormulaTests : IDisposable
{
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_share_is_of_the_total_without_slices_but_within_the_filters()
    {
        foreach (var (channel, type) in ((string?, string)[])[("web", "a"), ("web", "b"), ("mail", "a"), (null, "a")])
            _world.Ticket("2016-03-05", slices: new TicketSlices { Channel = channel, Type = type });
        const string range = "from=2016-03-01 to=2016-04-01";
        Assert.Equal(["total mail 0.25", "total web 0.5", "total - 0.25"], _world.Lines($"kpi=channel_share {range}"));
        Assert.Equal(["total mail 0.3333", "total web 0.3333", "total - 0.3333"], _world.Lines($"kpi=channel_share {range} where=type=a"));
        var row = _world.Run($"kpi=channel_share {range} by=type").Rows[0];
        Assert.Equal((0.75, 3d, 4d, 3L, ValueStatus.Few), (row.Value, row.Numerator, row.Denominator, row.N, row.Status));
        Assert.Equal("channel_share@1", row.Definition);
        Assert.Equal((0.3006, 0.9544), (Math.Round(row.Low!.Value, 4), Math.Round(row.High!.Value, 4)));
    }

    [Fact]
    public void A_breakdown_has_its_own_slice_unless_another_is_asked_for()
    {
        _world.Ticket("2016-03-05", slices: new TicketSlices { Channel = "web", Type = "a" });
        Assert.Equal(["total web 1"], _world.Lines("kpi=volume_by_channel from=2016-03-01 to=2016-04-01"));
        Assert.Equal(["total a 1"], _world.Lines("kpi=volume_by_channel from=2016-03-01 to=2016-04-01 by=type"));
    }

    [Fact]
    public void Growth_is_against_the_period_before_and_nothing_before_is_no_growth()
    {
        foreach (var (date, topic) in ((string, string)[])[("2016-02-05", "gone"), ("2016-02-05", "up"), ("2016-03-05", "up"), ("2016-03-06", "up"), ("2016-03-05", "new")])
            _world.Ticket(date, slices: new TicketSlices { Topic = topic });
        Assert.Equal(["total gone -1", "total new null", "total up 1"], _world.Lines("kpi=topic_growth from=2016-03-01 to=2016-04-01"));
        var compared = _world.Run("kpi=topic_growth from=2016-03-01 to=2016-04-01 compare=previous").Rows.Single(row => row.Slice["topic"] == "up");
        Assert.Null(compared.Compare!.Value);
        Assert.Equal(1, compared.Compare.N);
    }

    [Theory]
    [InlineData("from=2016-01-01 to=2016-05-01 grain=month")]
    [InlineData("from=2016-03-01 to=2016-05-01 grain=month")]
    [InlineData("from=2016-03-01 to=2016-04-01")]
    public void The_period_before_a_month_is_the_month_before_whatever_the_range(string range)
    {
        foreach (var date in (string[])["2016-01-05", "2016-02-05", "2016-02-06", "2016-03-05", "2016-03-06", "2016-03-07", "2016-03-08"])
            _world.Ticket(date, slices: new TicketSlices { Topic = "up" });
        Assert.Equal(1, _world.Run($"kpi=topic_growth {range}").Rows.Single(row => row.From == EngineWorld.On("2016-03-01")).Value);
    }

    [Fact]
    public void A_baseline_is_the_median_of_the_same_weekday_over_the_weeks_before()
    {
        // Mondays: 8, 7, .. 1 tickets over the eight weeks before 2016-03-28, which has 9.
        var monday = EngineWorld.On("2016-02-01");
        for (var week = 0; week <= 8; week++)
        {
            for (var i = 0; i < (week == 8 ? 9 : 8 - week); i++) _world.Ticket($"{monday.PlusWeeks(week):uuuu-MM-dd}");
        }

        Assert.Equal(9 / 4.5 - 1, _world.Value("kpi=volume_vs_baseline from=2016-03-28 to=2016-03-29"));
        Assert.Equal(["2016-03-28T00 1", "2016-03-28T01 null"], _world.Lines("kpi=volume_vs_baseline from=2016-03-28 to=2016-03-29 grain=hour").Take(2));
        // The week adds up the medians of its days; on the other days there were none.
        Assert.Equal(1, _world.Value("kpi=volume_vs_baseline from=2016-03-28 to=2016-04-04"));
        // Three weeks of data before it are too few.
        Assert.Null(_world.Value("kpi=volume_vs_baseline from=2016-02-22 to=2016-02-23"));
        Assert.Equal(4 / 6.5 - 1, _world.Value("kpi=volume_vs_baseline from=2016-02-29 to=2016-03-01"));
    }

    [Fact]
    public void The_baseline_of_a_day_that_runs_is_of_the_same_elapsed_part()
    {
        for (var week = 0; week < 5; week++)
        {
            var date = EngineWorld.On("2016-03-01").PlusWeeks(week);
            _world.Ticket($"{date:uuuu-MM-dd}T10:00").Ticket($"{date:uuuu-MM-dd}T20:00");
        }

        Assert.Equal(0, _world.Value("kpi=volume_vs_baseline from=2016-03-29 to=2016-03-30"));
        Assert.Equal(0, _world.Value("kpi=volume_vs_baseline from=2016-03-29 to=2016-03-30 as_of=2016-03-29T12:00:00Z"));
        Assert.Equal(0, _world.Value("kpi=volume_vs_baseline from=2016-03-29 to=2016-04-05 as_of=2016-03-29T12:00:00Z"));
    }

    [Fact]
    public void The_peak_is_per_open_hour_and_the_first_of_equals()
    {
        // Two Saturdays, five each of the other days in 2016-03-05 to 2016-03-12: a Saturday's two tickets are one per day.
        _world.Ticket("2016-03-05T09:10").Ticket("2016-03-07T14:10").Ticket("2016-03-07T14:20").Ticket("2016-03-12T09:30");
        Assert.Equal(["total 9", "total 1"], _world.Lines("kpi=peak_hour,peak_weekday from=2016-03-05 to=2016-03-13"));
        var row = _world.Run("kpi=peak_hour from=2016-03-05 to=2016-03-13").Rows.Single();
        Assert.Equal((4L, MetricUnit.Hour, ValueStatus.Few), (row.N, row.Unit, row.Status));
        Assert.Equal((null, ValueStatus.NoData), (_world.Value("kpi=peak_hour from=2017-03-05 to=2017-03-13"), _world.Run("kpi=peak_hour from=2017-03-05 to=2017-03-13").Rows.Single().Status));
    }

    [Fact]
    public void Open_hours_come_from_the_default_calendar()
    {
        OpenInterval[] day = [new(9 * 60, 12 * 60)];
        OpenInterval[] early = [new(9 * 60, (9 * 60) + 30)];
        var calendar = new BusinessCalendar
        {
            Name = "shop",
            TimeZone = "UTC",
            Versions = [new CalendarVersion(null, new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>> { [IsoDayOfWeek.Monday] = day, [IsoDayOfWeek.Tuesday] = early })],
        };
        using var world = new EngineWorld { Settings = new() { DefaultCalendar = "shop", Calendars = new Dictionary<string, BusinessCalendar> { ["shop"] = calendar } } };
        foreach (var at in (string[])["2016-03-07T10:00", "2016-03-07T11:00", "2016-03-07T11:30", "2016-03-08T09:10", "2016-03-09T15:00"]) world.Ticket(at);
        // Tuesday: 1 in half an hour; Monday: 3 in three hours; Wednesday is closed and cannot be the peak.
        Assert.Equal(["total 11", "total 2"], world.Lines("kpi=peak_hour,peak_weekday from=2016-03-07 to=2016-03-14"));
    }

    [Fact]
    public void Spread_is_one_less_the_weighted_variation_across_agents()
    {
        _world.Kpi("outcome_consistency", "formula: spread(resolution_time, agent, topic)\nunit: rate\nperiods: any");
        void Resolved(string agent, string topic, double hours, int times)
        {
            for (var i = 0; i < times; i++)
            {
                _world.Ticket("2016-03-05", ticket => ticket with
                {
                    LastResolved = ticket.Created + Duration.FromHours(hours),
                    Resolution = EngineWorld.Hours(hours),
                    Resolver = new Actor(ActorClass.Agent, agent),
                }, new TicketSlices { Topic = topic });
            }
        }

        Resolved("ann", "refund", 1, 5);
        Resolved("bob", "refund", 3, 5);
        Resolved("ann", "login", 2, 10);
        Resolved("bob", "login", 2, 10);
        Resolved("eve", "login", 90, 4);
        // refund: deviation 1 h over mean 2 h; login: none; weights 10 and 20; the cell of four is left out.
        Assert.Equal(1 - (0.5 * 10 / 30), _world.Value("kpi=outcome_consistency from=2016-03-01 to=2016-04-01")!.Value, 12);
    }

    [Fact]
    public void A_z_score_is_against_the_months_before()
    {
        _world.Kpi("created_z", "formula: clamp(50 + 10 * zscore(tickets_created, 12), 0, 100)\nunit: score\nperiods: month");
        var counts = new[] { 2, 4, 6, 4, 2, 6, 7, 90 };
        for (var month = 0; month < counts.Length; month++)
        {
            for (var i = 0; i < counts[month]; i++) _world.Ticket($"{EngineWorld.On("2015-01-15").PlusMonths(month):uuuu-MM-dd}");
        }

        // Before July 2015 there are six months of data, and zeros before them.
        var before = new double[] { 0, 0, 0, 0, 0, 0, 2, 4, 6, 4, 2, 6 };
        var mean = before.Average();
        var deviation = Math.Sqrt(before.Sum(value => (value - mean) * (value - mean)) / 11);
        var lines = _world.Run("kpi=created_z from=2015-07-01 to=2015-09-01 grain=month").Rows;
        Assert.Equal(50 + (10 * (7 - mean) / deviation), lines[0].Value!.Value, 9);
        Assert.Equal(100, lines[1].Value);
        Assert.Throws<UsageException>(() => _world.Run("kpi=created_z from=2015-07-01 to=2015-09-01 grain=total"));
    }

    [Fact]
    public void Days_are_those_of_the_calendar_and_of_a_running_period_those_that_passed()
    {
        _world.Kpi("per_day", "formula: tickets_created / days()\nunit: ratio").Ticket("2016-03-01");
        Assert.Equal(1 / 31d, _world.Value("kpi=per_day from=2016-03-01 to=2016-04-01 zone=Europe/Amsterdam"));
        Assert.Equal(1 / 2.5, _world.Value("kpi=per_day from=2016-03-01 to=2016-04-01 as_of=2016-03-03T11:59:59Z"));
    }

    [Fact]
    public void A_slice_that_a_part_lacks_is_named_with_kpi_and_part()
    {
        _world.Kpi("mixed", "formula: tickets_created / unresolved_tickets\nunit: ratio");
        var error = Assert.Throws<UsageException>(() => _world.Run("kpi=mixed from=2016-03-01 to=2016-04-01 by=hour"));
        Assert.Equal("by", error.Field);
        Assert.Contains("'mixed', by its part 'unresolved_tickets' (fact status_span) has no slice 'hour'", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<UsageException>(() => _world.Run("kpi=net_flow from=2016-03-01 to=2016-04-01 where=agent=ann"));
        Assert.Contains("'net_flow' has no slice 'agent'", error.Message, StringComparison.Ordinal);
    }
}
