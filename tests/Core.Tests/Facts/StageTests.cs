using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class StageTests
{
    private static IEnumerable<(Stage, long?)> Spans(ConversationFacts facts) =>
        facts.StatusSpans.Select(span => (span.Status, span.Span?.Calendar));

    [Fact]
    public void A_ticket_is_new_until_its_first_status_and_in_one_stage_until_the_next()
    {
        var facts = Created("09:00").Becomes("09:10", Stage.Open).Becomes("10:00", Stage.Pending).Becomes("12:00", Stage.Hold)
            .Becomes("13:00", Stage.Open).Solved("13:30").Becomes("5 09:00", Stage.Closed).Facts();
        Assert.Equal(
            [
                (Stage.New, 600), (Stage.Open, 3000), (Stage.Pending, 7200), (Stage.Hold, 3600), (Stage.Open, 1800),
                (Stage.Solved, 91 * 3600 + 1800), (Stage.Closed, null),
            ],
            Spans(facts));
    }

    [Fact]
    public void Times_in_stages_add_up_to_the_resolution_time()
    {
        var row = Created("09:00").Becomes("09:10", Stage.Open).Becomes("10:00", Stage.Pending).Becomes("12:00", Stage.Hold)
            .Becomes("13:00", Stage.Open).Solved("13:30").Row(Weekdays);
        Assert.Equal(new Elapsed(600 + 3000 + 3600 + 1800, 9000), row.RequesterWait);
        Assert.Equal(new Elapsed(7200, 7200), row.AgentWait);
        Assert.Equal(new Elapsed(3600, 3600), row.OnHold);
        Assert.Equal(new Elapsed(600 + 3000 + 1800, 5400), row.AgentWork);
        Assert.Equal(row.Resolution, row.RequesterWait + row.AgentWait);
        Assert.True(row.WasPaused);
    }

    [Fact]
    public void A_status_at_the_creation_is_where_the_ticket_starts() =>
        Assert.Equal([(Stage.Open, (long?)null)], Spans(Created("09:00").Becomes("09:00", Stage.Open).Facts()));

    [Fact]
    public void The_same_status_again_changes_nothing() =>
        Assert.Equal(2, Created("09:00").Becomes("09:10", Stage.Open).Becomes("09:20", Stage.Open).Facts().StatusSpans.Count);

    [Fact]
    public void Unresolved_tickets_have_no_times_in_stages()
    {
        var row = Created("09:00").Becomes("09:10", Stage.Open).Row();
        Assert.Null(row.RequesterWait);
        Assert.Null(row.Resolution);
        Assert.False(row.WasPaused);
    }

    [Fact]
    public void Without_any_status_shown_times_in_stages_are_unknown()
    {
        var row = Created("09:00").Resolved("10:00").Row();
        Assert.Equal(3600, row.Resolution?.Calendar);
        Assert.Null(row.RequesterWait);
        Assert.Null(row.WasPaused);
    }

    [Fact]
    public void Solved_time_between_two_cycles_is_nobodys_wait()
    {
        var row = Created("09:00").Becomes("09:00", Stage.Open).Solved("10:00").Becomes("12:00", Stage.Open).Solved("13:00").Row();
        Assert.Equal(4 * 3600, row.Resolution?.Calendar);
        Assert.Equal(2 * 3600, row.RequesterWait?.Calendar);
    }

    [Fact]
    public void Of_a_ticket_that_was_resolved_when_it_was_first_seen_nobody_knows_how_long_it_took()
    {
        var story = Created("09:00").Observed("09:00", "status=solved agent=ann");
        var row = story.Row();
        Assert.Null(row.Resolution);
        Assert.Null(row.FirstResolution);
        Assert.Null(row.LastResolved);
        Assert.Null(row.OnHold);
        Assert.Null(story.Facts().ResolveCycles.Single().Cycle);
        Assert.Equal([(Stage.Solved, null)], Spans(story.Facts()));
    }

    [Fact]
    public void A_ticket_that_was_shown_new_before_it_was_shown_solved_took_no_time()
    {
        var row = Created("09:00").Observed("09:00", "status=new").Observed("09:00", "status=solved").Row();
        Assert.Equal(0, row.Resolution?.Calendar);
        Assert.Equal(0, Created("09:00").Becomes("09:00", Stage.Solved).Row().Resolution?.Calendar);
    }

    [Fact]
    public void What_the_source_states_is_known_of_a_ticket_that_was_resolved_when_it_was_first_seen()
    {
        Assert.Equal(3600, Created("09:00").Resolved("10:00").Observed("09:00", "status=solved").Row().Resolution?.Calendar);
        Assert.Equal(7200, Created("09:00").Observed("09:00", "status=solved").Becomes("10:00", Stage.Open).Solved("11:00").Row().Resolution?.Calendar);
    }

    [Fact]
    public void What_happened_before_the_creation_counts_as_at_the_creation()
    {
        var facts = Created("09:00").Becomes("08:30", Stage.Open).Solved("10:00").Facts();
        Assert.Equal([(Stage.Open, 3600), (Stage.Solved, null)], Spans(facts));
    }

    [Fact]
    public void Without_a_stated_creation_the_first_event_counts() =>
        Assert.Equal(When("08:30"), Undated().CustomerWrites("08:30").Row().Created);

    [Fact]
    public void A_ticket_without_any_instant_gives_no_rows() => Assert.Null(Undated().Facts().Ticket);

    [Fact]
    public void Instants_are_cut_to_whole_seconds()
    {
        var ticket = new Ticket("s", "1")
        {
            Profile = new TicketProfile { CreatedAt = When("09:00") + NodaTime.Duration.FromMilliseconds(900) },
            Events = [new StatusChanged("a", When("09:01") + NodaTime.Duration.FromMilliseconds(100), Stage.Solved)],
        };
        var row = new ConversationBuilder(FactContext.WithoutCalendars).Build(ticket, []).Ticket!;
        Assert.Equal((When("09:00"), 60), (row.Created, row.Resolution?.Calendar));
    }

    [Fact]
    public void Changes_are_found_between_observed_states()
    {
        var facts = Created("09:00").Observed("09:05", "status=new status_name=New team=north agent=- priority=3", Agent("x"))
            .Observed("09:30", "status=open status_name=Active agent=ann")
            .Observed("09:40", "status_name=Active priority=2")
            .Observed("10:00", "status=open agent=bob team=south")
            .Observed("11:00", "status=solved status_name=Resolved").Facts();
        Assert.Equal([(Stage.New, 1800), (Stage.Open, 5400), (Stage.Solved, null)], Spans(facts));
        Assert.Equal([(null, "north"), ("ann", "north"), ("bob", "south")], facts.Assignments.Select(a => (a.Assignee!.Id, a.Assignee.Team)));
        Assert.Equal(("Resolved", "2"), (facts.Ticket!.StatusName, facts.Ticket.Slices.Priority));
    }

    [Fact]
    public void An_empty_cell_says_none_and_a_missing_one_says_nothing()
    {
        var row = Created("09:00").Observed("09:05", "status=open agent=ann team=north").Observed("09:30", "agent=-").Row();
        Assert.Equal((null, "north"), (row.Assignee!.Id, row.Assignee.Team));
    }

    [Fact]
    public void Who_was_given_a_ticket_and_solved_it_in_one_update_had_it_when_it_was_solved()
    {
        var facts = Created("09:00").Observed("09:05", "status=open agent=ann team=north").Observed("10:00", "status=solved agent=bob team=south", Agent("zed")).Facts();
        Assert.Equal(("zed", "south"), (facts.Ticket!.Resolver!.Id, facts.Ticket.Resolver.Team));
        Assert.Equal("bob", facts.StatusSpans[1].Assignee!.Id);
    }
}
