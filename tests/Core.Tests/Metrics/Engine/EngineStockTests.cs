using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>What there is at the end of each period, and at as_of.</summary>
public sealed class EngineStockTests : IDisposable
{
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_stock_is_counted_at_each_periods_end()
    {
        _world.Span("2016-01-01", "2016-03-02T10:00").Span("2016-03-01T08:00", "2016-03-03").Span("2016-03-03T23:59", null);
        _world.Span("2016-03-01", null, Stage.Solved);
        // The second leaves at the very end of the 2nd: it is still there.
        Assert.Equal(
            ["2016-02-29 1", "2016-03-01 2", "2016-03-02 1", "2016-03-03 1"],
            _world.Lines("kpi=unresolved_tickets from=2016-02-29 to=2016-03-04 grain=day"));
        Assert.Equal(1, _world.Value("kpi=unresolved_tickets from=2016-02-01 to=2016-03-01"));
    }

    [Theory]
    [InlineData("unresolved_tickets", "")]
    [InlineData("unresolved_tickets", " by=channel")]
    [InlineData("backlog_age", "")]
    public void A_stock_at_many_ends_is_that_at_each_of_them(string kpi, string by)
    {
        _world.Span("2016-01-01", null).Span("2016-02-10", null).Span("2016-01-20", "2016-02-05T10:00").Span("2016-02-20", "2016-03-20");
        var many = _world.Run($"kpi={kpi} from=2016-02-01 to=2016-04-15 grain=day{by}").Rows;
        Assert.Equal(74, many.Count);
        foreach (var row in many)
        {
            var (from, to) = (row.From.ToString("uuuu-MM-dd", null), row.To.ToString("uuuu-MM-dd", null));
            Assert.Equal(_world.Value($"kpi={kpi} from={from} to={to}{by}"), row.Value);
        }
    }

    [Fact]
    public void A_stock_at_as_of_knows_all_that_happened_until_then()
    {
        _world.Span("2016-03-01", "2016-03-05T12:00").Span("2016-03-05T12:00", null);
        var rows = _world.Run("kpi=unresolved_tickets from=2016-03-01 to=2016-05-01 grain=month as_of=2016-03-05T12:00:00Z").Rows;
        Assert.Equal([(1d, ValueStatus.Ok), ((double?)null, ValueStatus.NoData)], rows.Select(row => (row.Value, row.Status)));
        Assert.Equal(1, _world.Value("kpi=unresolved_tickets from=2016-03-01 to=2016-04-01 as_of=2016-03-05T11:59:59Z"));
        Assert.Equal(0, _world.Value("kpi=unresolved_tickets from=2016-03-01 to=2016-04-01 as_of=2016-02-05T11:59:59Z compare=previous") ?? 0);
    }

    [Fact]
    public void A_stock_can_be_sliced_filtered_and_compared()
    {
        foreach (var (channel, until) in ((string, string?)[])[("web", null), ("web", "2016-03-10"), ("mail", null)])
            _world.Span("2016-02-10", until, slices: new TicketSlices { Channel = channel });
        Assert.Equal(["total mail 1", "total web 1"], _world.Lines("kpi=unresolved_tickets from=2016-03-01 to=2016-04-01 by=channel"));
        var row = _world.Run("kpi=unresolved_tickets from=2016-03-01 to=2016-04-01 where=channel=web compare=previous").Rows.Single();
        Assert.Equal((1d, 2d, -1d), (row.Value, row.Compare!.Value, row.Compare.Change));
    }

    [Fact]
    public void The_age_of_a_stock_runs_to_the_periods_end_or_to_as_of()
    {
        _world.Span("2016-03-02", null, created: "2016-03-01").Span("2016-03-01", "2016-03-03T12:00").Span("2016-03-03T06:00", null);
        const int hour = 3600;
        var rows = _world.Run("kpi=backlog_age from=2016-03-01 to=2016-03-05 grain=day as_of=2016-03-04T06:00:00Z").Rows;
        Assert.Equal([24 * hour, 48 * hour, 45 * hour, 51 * hour], rows.Select(row => row.Value));
        Assert.Equal([1L, 2L, 2L, 2L], rows.Select(row => row.N));
        Assert.Equal([false, false, false, true], rows.Select(row => row.Provisional));
    }

    [Fact]
    public void Ages_by_slice_are_those_of_its_rows_and_compare_with_the_same_elapsed_part()
    {
        _world.Span("2016-02-01", null, slices: new TicketSlices { Tags = ["a", "b"] }).Span("2016-03-01", null, slices: new TicketSlices { Tags = ["b"] });
        var rows = _world.Run("kpi=backlog_age from=2016-03-01 to=2016-04-01 by=tag compare=previous as_of=2016-03-11T00:00:00Z").Rows;
        const int day = 86400;
        Assert.Equal([("a", 39d * day, 10d * day), ("b", 24.5 * day, 10d * day)], rows.Select(row => (row.Slice["tag"]!, row.Value!.Value, row.Compare!.Value!.Value)));
    }

    [Fact]
    public void Too_many_period_ends_for_ages_are_refused()
    {
        _world.Span("2016-02-01", null);
        var error = Assert.Throws<UsageException>(() => _world.Run("kpi=backlog_age from=2016-01-01 to=2019-01-01 grain=day"));
        Assert.Contains("800", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_of_now_is_one_row_whatever_the_range()
    {
        TurnFact Turn(string started, string? ended) => new()
        {
            Conversation = started,
            TicketId = started,
            Slices = new TicketSlices { Channel = "web" },
            Started = EngineWorld.At(started),
            EndedAt = ended is null ? null : EngineWorld.At(ended),
        };
        _world.Add(_world.Schema.Turn, Turn("2016-03-01T10:00", null)).Add(_world.Schema.Turn, Turn("2016-03-01T11:00", null));
        _world.Add(_world.Schema.Turn, Turn("2016-03-01T09:00", "2016-03-01T12:00")).Add(_world.Schema.Turn, Turn("2016-03-02T10:00", null));
        const string question = "from=2010-01-01 to=2010-02-01 grain=day compare=previous as_of=2016-03-01T11:30:00Z";
        Assert.Equal(["total 2", "total 5400", "total 2"], _world.Lines($"kpi=tickets_waiting,longest_wait_now,turns_waiting {question}"));
        Assert.Equal(["total web 2"], _world.Lines($"kpi=turns_waiting by=channel {question}"));
        var later = _world.Run("kpi=turns_waiting from=2020-01-01 to=2020-02-01 as_of=2016-03-01T11:30:00Z").Rows.Single();
        Assert.Equal((2, false), (later.Value, later.Provisional));
    }

    [Fact]
    public void Flow_explains_the_change_of_the_stock()
    {
        _world.Ticket("2016-03-02").Ticket("2016-03-03");
        _world.Span("2016-02-01", "2016-03-04").Span("2016-03-02", null).Span("2016-03-03", null);
        _world.Add(_world.Schema.ResolveCycle, new ResolveCycleFact
        {
            Conversation = "s/a",
            TicketId = "a",
            Slices = new TicketSlices(),
            CreatedAt = EngineWorld.At("2016-02-01"),
            Resolved = EngineWorld.At("2016-03-04"),
        });
        _world.Kpi("backlog_change", "formula: unresolved_tickets - at_start(unresolved_tickets)\nunit: count");
        Assert.Equal(["2016-03 1", "2016-03 1"], _world.Lines("kpi=net_flow,backlog_change from=2016-03-01 to=2016-04-01 grain=month"));
    }
}
