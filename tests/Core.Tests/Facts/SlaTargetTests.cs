using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class SlaTargetTests
{
    private static SlaTargetFact Only(TicketStory story, FactContext? context = null) => Assert.Single(story.Facts(context).SlaTargets);

    [Fact]
    public void A_first_reply_in_time_meets_its_target()
    {
        var target = Only(Created("09:00").Target("09:00", SlaMetric.First, 60).CustomerWrites("09:00").Assigned("09:10", "ann", "north").AgentReplies("09:40"));
        Assert.Equal((When("10:00"), When("09:40"), When("09:40"), true), (target.DueAt, target.FulfilledAt, target.Decided, target.IsMet));
        Assert.Equal((2400L, 3600L, "ann"), (target.ElapsedSeconds, target.TargetSeconds, target.Assignee!.Id));
        Assert.False(target.IsStated);
    }

    [Fact]
    public void A_late_reply_misses_it_at_the_due_instant()
    {
        var target = Only(Created("09:00").Target("09:00", SlaMetric.First, 60).CustomerWrites("09:00").AgentReplies("11:00"));
        Assert.Equal((When("10:00"), false, 7200L), (target.Decided, target.IsMet, target.ElapsedSeconds));
    }

    [Fact]
    public void A_reply_in_the_due_second_is_in_time() =>
        Assert.True(Only(Created("09:00").Target("09:00", SlaMetric.First, 60).CustomerWrites("09:00").AgentReplies("10:00")).IsMet);

    [Fact]
    public void An_open_target_is_missed_from_its_due_instant_on()
    {
        var target = Only(Created("09:00").Target("09:00", SlaMetric.Resolution, 60));
        Assert.Equal((When("10:00"), false, (Instant?)null), (target.Decided, target.IsMet, target.FulfilledAt));
    }

    [Fact]
    public void A_business_target_runs_in_open_hours()
    {
        var target = Only(Created("16:30").Target("16:30", SlaMetric.First, 60, SlaClock.Business).CustomerWrites("16:30").AgentReplies("2 09:20"), Weekdays);
        Assert.Equal((When("2 09:30"), true, 3000L), (target.DueAt, target.IsMet, target.ElapsedSeconds));
    }

    [Fact]
    public void A_business_target_without_a_calendar_is_not_judged()
    {
        var target = Only(Created("16:30").Target("16:30", SlaMetric.First, 60, SlaClock.Business).CustomerWrites("16:30").AgentReplies("2 09:20"));
        Assert.Null(target.IsMet);
        Assert.Null(target.Decided);
    }

    [Fact]
    public void A_later_priority_replaces_a_target_that_was_not_due()
    {
        var target = Only(Created("09:00").Prioritised("09:00", "low").Target("09:00", SlaMetric.First, 480).CustomerWrites("09:00")
            .Prioritised("09:30", "urgent").Target("09:30", SlaMetric.First, 60).AgentReplies("10:30"));
        Assert.Equal((3600L, "urgent", When("10:00"), false), (target.TargetSeconds, target.PriorityApplied, target.Decided, target.IsMet));
    }

    [Fact]
    public void A_later_priority_does_not_rewrite_a_breach()
    {
        var targets = Created("09:00").Prioritised("09:00", "urgent").Target("09:00", SlaMetric.First, 60).CustomerWrites("09:00")
            .Prioritised("10:30", "low").Target("10:30", SlaMetric.First, 480).AgentReplies("11:00").Facts().SlaTargets;
        Assert.Equal([(When("10:00"), false, "urgent"), (When("11:00"), true, "low")], targets.Select(t => (t.Decided!.Value, t.IsMet!.Value, t.PriorityApplied)));
    }

    [Fact]
    public void The_same_target_again_changes_nothing()
    {
        var target = Only(Created("09:00").Target("09:00", SlaMetric.First, 60).CustomerWrites("09:00").Target("10:30", SlaMetric.First, 60).AgentReplies("11:00"));
        Assert.Equal(When("09:00"), target.Applied);
    }

    [Fact]
    public void A_target_that_was_taken_away_before_it_was_due_is_gone() =>
        Assert.Empty(Created("09:00").Target("09:00", SlaMetric.First, 60).CustomerWrites("09:00").Target("09:30", SlaMetric.First, null).AgentReplies("11:00").Facts().SlaTargets);

    [Fact]
    public void A_target_on_what_was_over_already_is_none() =>
        Assert.Empty(Created("09:00").CustomerWrites("09:00").AgentReplies("09:10").Target("09:30", SlaMetric.First, 60).Facts().SlaTargets);

    [Fact]
    public void A_next_reply_target_counts_for_every_turn_after_a_reply()
    {
        var targets = Created("09:00").Target("09:00", SlaMetric.Next, 60).CustomerWrites("09:00").AgentReplies("12:00")
            .CustomerWrites("13:00").AgentReplies("13:30").CustomerWrites("14:00").AgentReplies("16:00").CustomerWrites("17:00").Facts().SlaTargets;
        Assert.Equal(
            [(When("14:00"), When("13:30"), true), (When("15:00"), When("15:00"), false), (When("18:00"), When("18:00"), false)],
            targets.Select(t => (t.DueAt!.Value, t.Decided!.Value, t.IsMet!.Value)));
    }

    [Fact]
    public void A_turn_that_a_resolve_ended_before_it_was_due_is_not_judged()
    {
        var target = Only(Created("09:00").Target("09:00", SlaMetric.Next, 60).CustomerWrites("09:00").AgentReplies("10:00").CustomerWrites("10:10").Solved("10:20"));
        Assert.Null(target.IsMet);
        Assert.Null(target.Decided);
        Assert.Null(target.DueAt);
    }

    [Fact]
    public void A_first_reply_that_nobody_gave_before_the_resolve_is_not_judged_unless_it_was_due()
    {
        Assert.Null(Only(Created("09:00").Target("09:00", SlaMetric.First, 60).CustomerWrites("09:00").Solved("09:30")).IsMet);
        Assert.False(Only(Created("09:00").Target("09:00", SlaMetric.First, 60).CustomerWrites("09:00").Solved("10:30")).IsMet);
    }

    [Fact]
    public void A_first_reply_target_needs_a_customers_message_and_a_source_with_messages()
    {
        Assert.Null(Only(Created("09:00").Target("09:00", SlaMetric.First, 60).OpenedBy(Agent()).AgentReplies("09:00")).Decided);
        Assert.Null(Only(Created("09:00").Target("09:00", SlaMetric.First, 60).OpenedBy(Customer()).With(p => p with { HasMessages = false })).Decided);
    }

    [Fact]
    public void Resolution_runs_from_the_creation_to_the_first_resolve_after_it_was_applied()
    {
        var target = Only(Created("09:00").Target("09:00", SlaMetric.Resolution, 120).Becomes("09:30", Stage.Pending).Solved("10:30").Becomes("12:00", Stage.Open));
        Assert.Equal((When("11:00"), true, 5400L), (target.DueAt, target.IsMet, target.ElapsedSeconds));
    }

    [Fact]
    public void A_target_that_was_applied_after_a_reopening_runs_from_there()
    {
        var targets = Created("09:00").Target("09:00", SlaMetric.Resolution, 120).Solved("10:30").Becomes("3 12:00", Stage.Open)
            .Target("3 12:05", SlaMetric.Resolution, 60).Solved("3 12:30").Facts().SlaTargets;
        Assert.Equal([(When("11:00"), true), (When("3 13:00"), true)], targets.Select(t => (t.DueAt!.Value, t.IsMet!.Value)));
    }

    [Fact]
    public void A_target_that_was_applied_while_the_ticket_was_resolved_came_after_the_fact() =>
        Assert.Empty(Created("09:00").Solved("10:30").Target("11:00", SlaMetric.Resolution, 60).Becomes("12:00", Stage.Open).Solved("14:00").Facts().SlaTargets);

    [Fact]
    public void Requester_wait_pauses_while_the_customer_has_the_ball()
    {
        var story = Created("09:00").Target("09:00", SlaMetric.Wait, 120).Becomes("09:30", Stage.Open).Becomes("10:00", Stage.Pending);
        var paused = Only(story);
        Assert.Equal((null, null, null), (paused.DueAt, paused.Decided, paused.IsMet));
        var running = Only(story.Becomes("14:00", Stage.Hold));
        Assert.Equal((When("15:00"), false), (running.DueAt, running.IsMet));
        var met = Only(story.Solved("14:40"));
        Assert.Equal((When("15:00"), true, 100 * 60L), (met.DueAt, met.IsMet, met.ElapsedSeconds));
    }

    [Fact]
    public void Agent_work_pauses_on_hold_too()
    {
        var target = Only(Created("09:00").Target("09:00", SlaMetric.Work, 60).Becomes("09:30", Stage.Hold).Becomes("12:00", Stage.Open).Solved("12:40"));
        Assert.Equal((When("12:30"), false, 70 * 60L), (target.Decided, target.IsMet, target.ElapsedSeconds));
    }

    [Fact]
    public void A_wait_that_was_met_before_a_pause_has_no_due_instant()
    {
        var target = Only(Created("09:00").Target("09:00", SlaMetric.Wait, 120).Becomes("10:00", Stage.Pending).Solved("18:00"));
        Assert.Equal(((Instant?)null, true, 3600L, When("18:00")), (target.DueAt, target.IsMet, target.ElapsedSeconds, target.Decided));
    }

    [Fact]
    public void The_sources_own_word_is_decided_when_the_ticket_was_resolved_and_stands_for_what_could_be_worked_out()
    {
        var target = Only(Created("09:00").With(p => p with { StatedSla = [new StatedSla(SlaMetric.Resolution, false, 90)] })
            .Target("09:00", SlaMetric.Resolution, 600).Resolved("12:00").Assigned("09:00", "ann").Solved("11:00"));
        Assert.Equal((true, false, When("12:00"), When("12:00"), 5400L), (target.IsStated, target.IsMet, target.Decided, target.FulfilledAt, target.TargetSeconds));
        Assert.Equal("ann", target.Assignee!.Id);
    }

    [Fact]
    public void The_sources_own_word_on_a_ticket_that_only_closed_is_decided_at_the_close()
    {
        var target = Only(Created("09:00").With(p => p with { StatedSla = [new StatedSla(SlaMetric.Resolution, true)] })
            .Resolved(null).Solved("11:00").Becomes("2 09:00", Stage.Closed));
        Assert.Equal(When("2 09:00"), target.Decided);
    }
}
