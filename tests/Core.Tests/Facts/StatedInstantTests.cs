using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class StatedInstantTests
{
    private static (Stage, Instant)[] Spans(ConversationFacts facts) => [.. facts.StatusSpans.Select(span => (span.Status, span.From))];

    [Theory]
    [InlineData("10:00")] // earlier than shown
    [InlineData("12:00")] // later than shown
    [InlineData("11:00")]
    public void The_stated_resolve_is_the_last_one_and_the_stage_before_lasts_until_it(string stated)
    {
        var facts = Created("09:00").Resolved(stated, Agent("zed", "desk")).Becomes("09:30", Stage.Open).Solved("11:00").Becomes("2 09:00", Stage.Closed).Facts();
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Open, When("09:30")), (Stage.Solved, When(stated)), (Stage.Closed, When("2 09:00"))], Spans(facts));
        var row = facts.Ticket!;
        Assert.Equal(When(stated), row.LastResolved);
        Assert.Equal(When(stated), row.FirstResolved);
        Assert.Equal(new Actor(ActorClass.Agent, "zed", "desk"), row.Resolver);
        Assert.Equal(row.Resolution, facts.ResolveCycles.Single().Cycle);
        Assert.Equal(row.Resolution, row.RequesterWait);
    }

    [Fact]
    public void What_was_shown_after_the_stated_resolve_does_not_count()
    {
        var facts = Created("09:00").Resolved("10:00").Becomes("09:30", Stage.Open).Becomes("10:30", Stage.Pending).Solved("11:00").Facts();
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Open, When("09:30")), (Stage.Solved, When("10:00"))], Spans(facts));
        Assert.False(facts.Ticket!.WasPaused);
    }

    [Fact]
    public void Earlier_cycles_come_from_what_was_shown()
    {
        var facts = Created("09:00").Resolved("3 09:00").Solved("10:00").Becomes("2 09:00", Stage.Open, Customer()).Solved("2 17:00").Facts();
        Assert.Equal([(When("10:00"), 3600L), (When("3 09:00"), 86400L)], facts.ResolveCycles.Select(c => (c.Resolved, c.Cycle!.Value.Calendar)));
        Assert.Equal((When("10:00"), When("3 09:00"), 1L), (facts.Ticket!.FirstResolved, facts.Ticket.LastResolved, facts.Ticket.Reopens));
    }

    [Theory]
    [InlineData("11:00")]
    [InlineData("10:00")]
    [InlineData("09:30")]
    public void A_reopening_that_was_shown_after_the_stated_last_resolve_was_none(string stated)
    {
        var facts = Created("09:00").Resolved(stated).Solved("10:00").Becomes("12:00", Stage.Open).Solved("14:00").Becomes("2 09:00", Stage.Closed).Facts();
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Solved, When(stated)), (Stage.Closed, When("2 09:00"))], Spans(facts));
        Assert.Equal((When(stated), 0L), (facts.Ticket!.LastResolved, facts.Ticket.Reopens));
        Assert.Equal(When(stated), facts.ResolveCycles.Single().Resolved);
    }

    [Fact]
    public void A_resolve_that_only_a_close_showed_is_added_where_it_is_stated_after_an_earlier_one()
    {
        var facts = Created("09:00").Resolved("13:00").Solved("10:00").Becomes("12:00", Stage.Open).Becomes("14:00", Stage.Closed).Facts();
        Assert.Equal([When("10:00"), When("13:00")], facts.ResolveCycles.Select(cycle => cycle.Resolved));
        Assert.Equal((Stage.Closed, When("14:00")), Spans(facts)[^1]);
    }

    [Fact]
    public void A_stated_resolve_that_was_never_shown_is_added()
    {
        var facts = Created("09:00").Resolved("10:00").Closed("2 10:00").Becomes("09:30", Stage.Open).Facts();
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Open, When("09:30")), (Stage.Solved, When("10:00")), (Stage.Closed, When("2 10:00"))], Spans(facts));
        Assert.Single(facts.ResolveCycles);
    }

    [Fact]
    public void A_ticket_that_is_open_again_keeps_its_stated_resolve_as_that_of_the_cycle_before()
    {
        var facts = Created("09:00").Resolved("09:50").Solved("10:00").Becomes("12:00", Stage.Open).Facts();
        Assert.Equal(When("09:50"), facts.ResolveCycles.Single().Resolved);
        Assert.Null(facts.Ticket!.LastResolved);
        Assert.Equal(Stage.Open, facts.Ticket.Status);
    }

    [Fact]
    public void A_stated_resolve_after_the_reopening_that_was_shown_resolves_it_again()
    {
        var facts = Created("09:00").Resolved("13:00").Solved("10:00").Becomes("12:00", Stage.Open).Facts();
        Assert.Equal([When("10:00"), When("13:00")], facts.ResolveCycles.Select(cycle => cycle.Resolved));
    }

    [Fact]
    public void Closing_directly_is_a_resolve_and_keeps_its_own_instant_beside_the_stated_one()
    {
        var facts = Created("09:00").Resolved("10:00").Becomes("09:30", Stage.Open).Becomes("2 10:00", Stage.Closed).Facts();
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Open, When("09:30")), (Stage.Solved, When("10:00")), (Stage.Closed, When("2 10:00"))], Spans(facts));
        Assert.Equal(When("10:00"), facts.ResolveCycles.Single().Resolved);
    }

    [Fact]
    public void With_an_empty_stated_resolve_the_ticket_leaves_the_backlog_when_it_closes_and_has_no_resolution_time()
    {
        var facts = Created("09:00").Resolved(null).Closed("5 09:00").Becomes("09:30", Stage.Open).Solved("11:00").Becomes("5 09:10", Stage.Closed).Facts();
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Open, When("09:30")), (Stage.Closed, When("5 09:00"))], Spans(facts));
        var cycle = facts.ResolveCycles.Single();
        Assert.Equal((When("5 09:00"), (Elapsed?)null), (cycle.Resolved, cycle.Cycle));
        var row = facts.Ticket!;
        Assert.Null(row.LastResolved);
        Assert.Null(row.Resolution);
        Assert.Null(row.FirstResolved);
        Assert.Null(row.FirstResolution);
        Assert.Null(row.RequesterWait);
    }

    [Fact]
    public void With_an_empty_stated_resolve_and_no_close_solved_counts_for_nothing()
    {
        var facts = Created("09:00").Resolved(null).Becomes("09:30", Stage.Open).Solved("11:00").Facts();
        Assert.Equal(Stage.Open, facts.Ticket!.Status);
        Assert.Empty(facts.ResolveCycles);
    }

    [Fact]
    public void With_an_empty_stated_resolve_an_earlier_cycle_keeps_its_time()
    {
        var facts = Created("09:00").Resolved(null).Solved("10:00").Becomes("12:00", Stage.Open).Solved("13:00").Becomes("2 09:00", Stage.Closed).Facts();
        Assert.Equal([3600L, null], facts.ResolveCycles.Select(cycle => cycle.Cycle?.Calendar));
        Assert.Equal((When("10:00"), (Instant?)null), (facts.Ticket!.FirstResolved, facts.Ticket.LastResolved));
    }

    [Fact]
    public void The_stated_close_is_never_before_the_resolve()
    {
        var facts = Created("09:00").Closed("09:30").Solved("10:00").Becomes("11:00", Stage.Closed).Facts();
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Closed, When("10:00"))], Spans(facts));
    }

    [Fact]
    public void Where_only_the_close_is_stated_it_moves_the_resolve_that_it_is()
    {
        var facts = Created("09:00").Closed("10:00").Becomes("09:30", Stage.Open).Becomes("11:00", Stage.Closed).Facts();
        Assert.Equal(When("10:00"), facts.Ticket!.LastResolved);
    }

    [Fact]
    public void What_is_stated_comes_after_what_was_shown_in_its_second()
    {
        var ticket = Created("09:00").Closed("10:00").Becomes("09:30", Stage.Open).Ticket;
        var solved = new StatusChanged("z", When("10:00") + Duration.FromMilliseconds(600), Stage.Solved) { By = Agent() };
        var facts = new ConversationBuilder(FactContext.WithoutCalendars).Build(ticket with { Events = [.. ticket.Events, solved] }, []);
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Open, When("09:30")), (Stage.Closed, When("10:00"))], Spans(facts));
        Assert.Equal("ann", facts.ResolveCycles.Single().Resolver!.Id);
    }

    [Fact]
    public void A_stage_that_was_shown_after_an_added_resolve_opened_the_ticket_again()
    {
        var facts = Created("09:00").Resolved("10:00").Becomes("09:30", Stage.Hold).Becomes("11:00", Stage.Hold).Facts();
        Assert.Equal([(Stage.New, When("09:00")), (Stage.Hold, When("09:30")), (Stage.Solved, When("10:00")), (Stage.Hold, When("11:00"))], Spans(facts));
        Assert.Equal(When("11:00"), facts.ResolveCycles.Single().Reopened);
    }
}
