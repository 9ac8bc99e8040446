using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class TurnTests
{
    [Fact]
    public void A_turn_is_a_run_of_customer_messages_up_to_the_next_human_reply()
    {
        var turns = Created("09:00").CustomerWrites("09:00").CustomerWrites("09:30").AgentReplies("10:00").AgentReplies("10:05")
            .CustomerWrites("11:00").BotReplies("11:01").Notes("11:02").AgentReplies("11:45", "bob").Facts().Turns;
        Assert.Equal([3600L, 2700L], turns.Select(turn => turn.Reply!.Value.Calendar));
        Assert.Equal([true, false], turns.Select(turn => turn.IsFirst));
        Assert.Equal(["ann", "bob"], turns.Select(turn => turn.Replier!.Id));
        Assert.All(turns, turn => Assert.False(turn.IsCourtesy));
    }

    [Fact]
    public void An_unanswered_turn_waits()
    {
        var turn = Assert.Single(Created("09:00").CustomerWrites("09:00").Becomes("09:30", Stage.Open).Facts().Turns);
        Assert.Null(turn.Reply);
        Assert.Null(turn.EndedAt);
    }

    [Fact]
    public void A_resolve_ends_a_turn_without_a_reply()
    {
        var turn = Assert.Single(Created("09:00").CustomerWrites("09:00").Solved("10:00").Facts().Turns);
        Assert.Equal(When("10:00"), turn.EndedAt);
        Assert.Null(turn.Reply);
        Assert.False(turn.IsCourtesy);
    }

    [Fact]
    public void Solving_in_the_second_of_the_reply_leaves_the_turn_answered()
    {
        var turn = Assert.Single(Created("09:00").CustomerWrites("09:00").Solved("10:00").AgentReplies("10:00").Facts().Turns);
        Assert.Equal((When("10:00"), When("10:00"), 3600L), (turn.Replied, turn.EndedAt, turn.Reply?.Calendar));
    }

    [Fact]
    public void Thanks_before_the_resolve_is_a_courtesy()
    {
        var turns = Created("09:00").CustomerWrites("09:00").AgentReplies("10:00").CustomerWrites("10:30").Solved("11:00").Facts().Turns;
        Assert.Equal([false, true], turns.Select(turn => turn.IsCourtesy));
        Assert.Equal(When("11:00"), turns[1].EndedAt);
    }

    [Fact]
    public void Thanks_after_the_resolve_is_a_courtesy_and_waits_for_nothing()
    {
        var turns = Created("09:00").CustomerWrites("09:00").AgentReplies("10:00").Solved("10:00").CustomerWrites("10:30").Facts().Turns;
        Assert.True(turns[1].IsCourtesy);
        Assert.Equal(When("10:30"), turns[1].EndedAt);
    }

    [Fact]
    public void A_message_that_opens_the_ticket_again_waits_for_a_reply()
    {
        var story = Created("09:00").CustomerWrites("09:00").AgentReplies("10:00").Solved("10:00").CustomerWrites("11:00")
            .Becomes("11:00", Stage.Open, Customer());
        var waiting = story.Facts().Turns[1];
        Assert.Null(waiting.EndedAt);
        Assert.False(waiting.IsCourtesy);
        var answered = story.AgentReplies("12:00").Facts().Turns[1];
        Assert.Equal((When("12:00"), 3600L), (answered.EndedAt, answered.Reply?.Calendar));
    }

    [Fact]
    public void Thanks_today_does_not_start_the_clock_of_next_weeks_question()
    {
        var turns = Created("09:00").CustomerWrites("09:00").AgentReplies("10:00").Solved("10:00").CustomerWrites("10:30")
            .CustomerWrites("8 09:00").Becomes("8 09:00", Stage.Open, Customer()).AgentReplies("8 09:15").Facts().Turns;
        Assert.Equal(3, turns.Count);
        Assert.True(turns[1].IsCourtesy);
        Assert.Equal(900, turns[2].Reply?.Calendar);
    }

    [Fact]
    public void A_reply_on_a_ticket_that_stayed_solved_answers_the_turn()
    {
        var turn = Created("09:00").CustomerWrites("09:00").AgentReplies("10:00").Solved("10:00").CustomerWrites("10:30").AgentReplies("10:50").Facts().Turns[1];
        Assert.Equal((When("10:50"), 1200L, false), (turn.EndedAt, turn.Reply?.Calendar, turn.IsCourtesy));
    }

    [Fact]
    public void A_turn_is_of_who_had_the_ticket_when_it_ended_or_has_it_while_it_waits() =>
        Assert.Equal(
            ["ann", "eve"],
            Created("09:00").Assigned("09:00", "ann").CustomerWrites("09:00").AgentReplies("09:10").Assigned("09:30", "bob").CustomerWrites("10:00")
                .Assigned("10:30", "eve").Facts().Turns.Select(turn => turn.Assignee!.Id));
}
