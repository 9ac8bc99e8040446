using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>Rows counted in the period of one anchor.</summary>
public sealed class EngineFlowTests : IDisposable
{
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Every_period_of_the_range_is_there_and_a_cut_one_says_so()
    {
        _world.Ticket("2016-03-05").Ticket("2016-03-31T23:59").Ticket("2016-05-01");
        Assert.Equal(["2016-03 2", "2016-04 0", "2016-05 1"], _world.Lines("kpi=tickets_created from=2016-03-05 to=2016-05-02 grain=month"));
        var rows = _world.Run("kpi=tickets_created from=2016-03-05 to=2016-05-02 grain=month").Rows;
        Assert.Equal((EngineWorld.On("2016-03-05"), EngineWorld.On("2016-04-01")), (rows[0].From, rows[0].To));
        Assert.Equal((EngineWorld.On("2016-05-01"), EngineWorld.On("2016-05-02")), (rows[2].From, rows[2].To));
    }

    [Theory]
    [InlineData("week", "2016-W09 1|2016-W10 1")]
    [InlineData("day", "2016-03-05 1|2016-03-06 0|2016-03-07 1")]
    [InlineData("quarter", "2016-Q1 2")]
    [InlineData("year", "2016 2")]
    [InlineData("total", "total 2")]
    public void Each_grain_has_its_names(string grain, string expected)
    {
        _world.Ticket("2016-03-05").Ticket("2016-03-07").Ticket("2016-03-08");
        Assert.Equal(expected.Split('|'), _world.Lines($"kpi=tickets_created from=2016-03-05 to=2016-03-08 grain={grain}"));
    }

    [Fact]
    public void Hours_are_named_by_date_and_hour()
    {
        _world.Ticket("2016-03-05T14:10").Ticket("2016-03-05T14:59").Ticket("2016-03-05T23:00");
        var lines = _world.Lines("kpi=tickets_created from=2016-03-05 to=2016-03-06 grain=hour");
        Assert.Equal(24, lines.Count);
        Assert.Equal("2016-03-05T14 2", lines[14]);
        Assert.Equal("2016-03-05T23 1", lines[23]);
    }

    [Fact]
    public void Durations_bring_median_mean_and_p90_and_nothing_is_null_not_zero()
    {
        foreach (var hours in (double[])[1, 2, 3, 10]) Resolved("2016-03-05", hours);
        var row = _world.Run("kpi=resolution_time from=2016-03-01 to=2016-05-01 grain=month").Rows;
        Assert.Equal((9000d, 14400d, 4L), (row[0].Value, row[0].Mean, row[0].N));
        Assert.Equal(7.9 * 3600, row[0].P90!.Value, 6);
        Assert.Equal((ValueStatus.Few, Clock.Calendar), (row[0].Status, row[0].Clock));
        Assert.Equal((null, null, null, 0L, ValueStatus.NoData), (row[1].Value, row[1].Mean, row[1].P90, row[1].N, row[1].Status));
    }

    [Fact]
    public void The_business_clock_reads_the_twin_column()
    {
        _world.Ticket("2016-03-05", ticket => ticket with { LastResolved = EngineWorld.At("2016-03-06"), Resolution = EngineWorld.Hours(24, 8) });
        Assert.Equal(8 * 3600, _world.Value("kpi=resolution_time from=2016-03-01 to=2016-04-01 clock=business"));
        Assert.Equal(24 * 3600, _world.Value("kpi=resolution_time from=2016-03-01 to=2016-04-01"));
    }

    [Fact]
    public void Slices_are_ordered_and_null_is_a_member_of_its_own()
    {
        foreach (var channel in (string?[])["web", null, "email", "web"]) _world.Ticket("2016-03-05", slices: new TicketSlices { Channel = channel });
        Assert.Equal(["total email 1", "total web 2", "total - 1"], _world.Lines("kpi=tickets_created from=2016-03-01 to=2016-04-01 by=channel"));
    }

    [Fact]
    public void A_filter_keeps_drops_and_knows_what_has_none()
    {
        foreach (var channel in (string?[])["web", null, "email", "web"]) _world.Ticket("2016-03-05", slices: new TicketSlices { Channel = channel });
        const string question = "kpi=tickets_created from=2016-03-01 to=2016-04-01 where=";
        Assert.Equal(3, _world.Value(question + "channel=web,email"));
        Assert.Equal(2, _world.Value(question + "channel!=web"));
        Assert.Equal(1, _world.Value(question + "channel="));
        Assert.Equal(3, _world.Value(question + "channel!="));
        Assert.Equal(2, _world.Value(question + "channel=,email"));
        Assert.Equal(2, _world.Value(question + "channel!=,email"));
        Assert.Equal(0, _world.Value(question + "channel='or'1'='1"));
    }

    [Fact]
    public void A_ticket_counts_once_in_each_of_its_tags()
    {
        _world.Ticket("2016-03-05", slices: new TicketSlices { Tags = ["a", "b", "a"] });
        _world.Ticket("2016-03-05", slices: new TicketSlices { Tags = ["b"] });
        _world.Ticket("2016-03-05", slices: new TicketSlices { Tags = [] });
        _world.Ticket("2016-03-05");
        const string question = "kpi=tickets_created from=2016-03-01 to=2016-04-01";
        Assert.Equal(["total a 1", "total b 2", "total - 2"], _world.Lines($"{question} by=tag"));
        Assert.Equal(2, _world.Value($"{question} where=tag=a,b"));
        Assert.Equal(3, _world.Value($"{question} where=tag!=a"));
        Assert.Equal(2, _world.Value($"{question} where=tag="));
    }

    [Fact]
    public void Weekday_and_hour_are_those_of_the_date_that_the_kpi_counts_on()
    {
        _world.Ticket("2016-03-05T08:00", ticket => ticket with { LastResolved = EngineWorld.At("2016-03-07T17:30"), Resolution = EngineWorld.Hours(57.5) });
        Assert.Equal(["total 6 8 1"], _world.Lines("kpi=tickets_created from=2016-03-01 to=2016-04-01 by=weekday,hour"));
        Assert.Equal(["total 17 1 207000"], _world.Lines("kpi=resolution_time from=2016-03-01 to=2016-04-01 by=hour,weekday"));
        Assert.Equal(1, _world.Value("kpi=tickets_created from=2016-03-01 to=2016-04-01 where=weekday=6,7"));
    }

    [Fact]
    public void Agent_and_team_mean_the_actor_of_each_kpi()
    {
        _world.Ticket("2016-03-05", ticket => ticket with
        {
            Opener = new Actor(ActorClass.Agent, "ann", "north"),
            Resolver = new Actor(ActorClass.Agent, "bob", "south"),
            LastResolved = EngineWorld.At("2016-03-06"),
            Resolution = EngineWorld.Hours(24),
        });
        Assert.Equal(
            ["total ann 1", "total bob 86400"], _world.Lines("kpi=tickets_created,resolution_time from=2016-03-01 to=2016-04-01 by=agent"));
        Assert.Equal(["total bob south 1"], _world.Lines("kpi=tickets_created from=2016-03-01 to=2016-04-01 by=resolver,resolver_team"));
    }

    [Fact]
    public void Booleans_and_fields_of_ones_own_are_slices()
    {
        using var world = new EngineWorld { Settings = new() { CustomSlices = ["plan"] } };
        world.Ticket("2016-03-05", slices: new TicketSlices { IsReturning = true, Custom = new Dictionary<string, string?> { ["plan"] = "gold" } });
        world.Ticket("2016-03-05");
        Assert.Equal(["total true gold 1", "total - - 1"], world.Lines("kpi=tickets_created from=2016-03-01 to=2016-04-01 by=is_returning,plan"));
        Assert.Equal(1, world.Value("kpi=tickets_created from=2016-03-01 to=2016-04-01 where=is_returning=true"));
    }

    [Fact]
    public void A_rate_has_its_sides_and_an_interval()
    {
        for (var i = 0; i < 10; i++)
        {
            var replies = i < 4 ? 1 : 2;
            _world.Ticket("2016-03-05", ticket => ticket with { LastResolved = EngineWorld.At("2016-03-06"), AgentReplies = replies });
        }

        _world.Ticket("2016-03-05", ticket => ticket with { LastResolved = EngineWorld.At("2016-03-06") });
        var row = _world.Run("kpi=one_reply_rate from=2016-03-01 to=2016-04-01").Rows.Single();
        Assert.Equal((0.4, 4d, 10d, 10L), (row.Value, row.Numerator, row.Denominator, row.N));
        Assert.Equal(0.16818, row.Low!.Value, 5);
        Assert.Equal(0.68733, row.High!.Value, 5);
    }

    [Fact]
    public void What_lies_after_as_of_does_not_count_and_the_period_is_provisional()
    {
        _world.Ticket("2016-03-05").Ticket("2016-03-20T12:00").Ticket("2016-03-20T12:01");
        var rows = _world.Run("kpi=tickets_created,resolution_time from=2016-02-01 to=2016-05-01 grain=month as_of=2016-03-20T12:00:00Z").Rows;
        Assert.Equal([(0d, false), (2d, true), (null, true)], rows.Take(3).Select(row => (row.Value, row.Provisional)));
        Assert.Equal([ValueStatus.Ok, ValueStatus.Ok, ValueStatus.NoData], rows.Take(3).Select(row => row.Status));
    }

    [Fact]
    public void Rows_that_are_too_young_are_pending_whatever_became_of_them()
    {
        _world.Ticket("2016-03-01", ticket => ticket with { FirstResolution = EngineWorld.Hours(2) });
        _world.Ticket("2016-03-02", ticket => ticket with { FirstResolution = EngineWorld.Hours(24 * 8) });
        _world.Ticket("2016-03-03");
        _world.Ticket("2016-03-09", ticket => ticket with { FirstResolution = EngineWorld.Hours(1) });
        var row = _world.Run("kpi=resolution_rate from=2016-03-01 to=2016-04-01 as_of=2016-03-10T00:00:00Z").Rows.Single();
        Assert.Equal((1d, 3d, 1L), (row.Numerator, row.Denominator, row.Pending));
        row = _world.Run("kpi=resolution_rate from=2016-03-01 to=2016-04-01 as_of=2016-03-10T00:00:00Z param=window=8d").Rows.Single();
        Assert.Equal((2d, 2d, 2L), (row.Numerator, row.Denominator, row.Pending));
    }

    [Fact]
    public void What_was_left_out_is_counted_beside_it_where_it_has_the_slice()
    {
        _world.Ticket("2016-03-05");
        _world.Add(_world.Schema.Excluded, new ExcludedFact
        {
            Conversation = "s/x",
            Kind = "ticket",
            TicketId = "x",
            Slices = new TicketSlices { Channel = "web" },
            Reason = "spam",
            Created = EngineWorld.At("2016-03-07"),
            ExcludedAt = EngineWorld.At("2016-03-08"),
        });
        Assert.Equal(1, _world.Run("kpi=tickets_created from=2016-03-01 to=2016-04-01").Rows.Single().Excluded);
        Assert.Equal([0L], _world.Run("kpi=tickets_created from=2016-03-01 to=2016-04-01 by=channel").Rows.Select(row => row.Excluded));
        Assert.Null(_world.Run("kpi=tickets_created from=2016-03-01 to=2016-04-01 by=agent").Rows.Single().Excluded);
    }

    private void Resolved(string created, double hours) => _world.Ticket(created, ticket => ticket with
    {
        LastResolved = ticket.Created + NodaTime.Duration.FromHours(hours),
        Resolution = EngineWorld.Hours(hours),
    });
}
