using Deskmeter.Facts;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class AssignmentTests
{
    [Fact]
    public void The_first_assignment_to_an_agent_ends_the_wait_for_one()
    {
        var row = Created("09:00").Assigned("09:05", null, "north", by: Automation).Assigned("09:20", "ann", "north").Row(Weekdays);
        Assert.Equal((When("09:20"), new Elapsed(1200, 1200)), (row.FirstAssigned, row.Assign));
    }

    [Fact]
    public void A_transfer_is_a_move_between_agents_or_teams_and_the_first_assignment_is_none()
    {
        var facts = Created("09:00").Assigned("09:00", null, "north").Assigned("09:10", "ann", "north").Assigned("09:20", "bob", "north")
            .Assigned("09:30", "eve", "south").Assigned("09:40", null, "south").Assigned("09:50", "ann", "south").Facts();
        Assert.Equal([false, false, true, true, false, false], facts.Assignments.Select(a => a.IsTransfer));
        Assert.Equal(2, facts.Ticket!.Transfers);
    }

    [Fact]
    public void Moves_by_automations_and_out_of_triage_are_no_transfers()
    {
        var row = Created("09:00").Assigned("09:00", null, "triage").Assigned("09:10", null, "north", triage: true)
            .Assigned("09:20", null, "south", by: Automation).Assigned("09:30", null, "west", by: Bot).Row();
        Assert.Equal(0, row.Transfers);
    }

    [Fact]
    public void The_same_assignment_again_is_none() =>
        Assert.Single(Created("09:00").Assigned("09:00", "ann", "north").Assigned("09:10", "ann", "north").Facts().Assignments);

    [Fact]
    public void A_move_to_a_higher_tier_is_an_escalation()
    {
        var facts = Created("09:00").Assigned("09:00", "ann", "north", tier: 1).Assigned("09:10", "bob", "north").Assigned("09:20", "eve", "expert", tier: 2)
            .Assigned("09:30", "ann", "north", tier: 1).Facts();
        Assert.Equal([false, false, true, false], facts.Assignments.Select(a => a.IsEscalation));
        Assert.Equal(1, facts.Ticket!.Escalations);
    }

    [Fact]
    public void Without_tiers_escalations_are_unknown() => Assert.Null(Created("09:00").Assigned("09:00", "ann").Row().Escalations);

    [Fact]
    public void An_assignment_lasts_until_the_next_or_the_resolve_and_counts_its_own_agents_reply()
    {
        var facts = Created("09:00").CustomerWrites("09:00").Assigned("09:05", "ann").AgentReplies("09:10", "bob").AgentReplies("09:25", "ann")
            .Assigned("10:00", "bob").Assigned("11:00", "eve").Solved("11:30", "eve").AgentReplies("12:00", "eve").Facts();
        Assert.Equal([When("10:00"), When("11:00"), When("11:30")], facts.Assignments.Select(a => a.EndedAt!.Value));
        Assert.Equal([1200L, null, null], facts.Assignments.Select(a => a.Reply?.Calendar));
        Assert.Equal(["s/1 ann", "s/1 bob", "s/1 eve"], facts.Assignments.Select(a => a.TicketAssignee));
    }

    [Fact]
    public void A_reply_in_the_second_of_the_resolve_is_within_the_assignment() =>
        Assert.Equal(300, Created("09:00").Assigned("09:05", "ann").Solved("09:10").AgentReplies("09:10").Facts().Assignments.Single().Reply?.Calendar);

    [Fact]
    public void A_team_answers_by_any_of_its_agents()
    {
        var assignment = Created("09:00").Assigned("09:05", null, "north").AgentReplies("09:10", "bob", "south").AgentReplies("09:30", "ann", "north").Facts().Assignments.Single();
        Assert.Equal(When("09:30"), assignment.Replied);
        Assert.Null(assignment.TicketAssignee);
    }

    [Fact]
    public void Giving_a_ticket_back_ends_the_assignment_and_is_none_itself()
    {
        var facts = Created("09:00").Assigned("09:05", "ann").Assigned("09:30", null).Facts();
        Assert.Equal(When("09:30"), facts.Assignments.Single().EndedAt);
        Assert.Null(facts.Ticket!.Assignee);
    }

    [Fact]
    public void The_resolver_is_of_the_team_that_had_the_ticket_then() =>
        Assert.Equal("north", Created("09:00").Assigned("09:05", "ann", "north").Solved("10:00").Assigned("11:00", "bob", "south").Row().Resolver!.Team);
}
