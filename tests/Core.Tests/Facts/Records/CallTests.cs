using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Records.CallStory;

namespace Deskmeter.Core.Tests.Facts.Records;

public class CallTests
{
    [Fact]
    public void The_wait_begins_in_the_queue_and_not_in_the_menu()
    {
        var row = Row(Call(Leg("10:00:00", "10:01:10", "10:05:10", queued: "10:00:30")));
        Assert.Equal((40L, 240L), (row.QueueSeconds, row.TalkSeconds));
        Assert.Equal((At("10:00:00"), At("10:01:10"), At("10:05:10")), (row.Offered, row.AnsweredAt, row.EndedAt));
        Assert.Equal(CallOutcome.Answered, row.Outcome);
        Assert.Equal(70L, Row(Call(Leg("10:00:00", "10:01:10", "10:05:10"))).QueueSeconds);
    }

    [Fact]
    public void A_menu_in_a_leg_of_its_own_is_not_waited_in()
    {
        var menu = new CallLeg("0", At("10:00:00")) { EndedAt = At("10:00:25") };
        var row = Row(Call(menu, Leg("10:00:25", "10:00:55", "10:02:00")));
        Assert.Equal((At("10:00:00"), 30L), (row.Offered, row.QueueSeconds));
    }

    [Fact]
    public void Whole_seconds_are_cut_so_that_durations_are_exact()
    {
        var leg = Leg("10:00:00", "10:00:10", "10:01:00");
        var row = Row(Call(leg with { OfferedAt = leg.OfferedAt + Duration.FromMilliseconds(900), AnsweredAt = leg.AnsweredAt + Duration.FromMilliseconds(100) }));
        Assert.Equal((10L, 50L), (row.QueueSeconds, row.TalkSeconds));
        Assert.Equal(At("10:00:00"), row.Offered);
    }

    [Fact]
    public void Only_the_first_connection_counts_for_the_wait_and_the_gap_to_the_next_is_not_talk()
    {
        // 100 s with Ann, 20 s until Bob takes over, 60 s with Bob: 180 s in all, of which 160 s are talk.
        var row = Row(Call(
            Leg("10:00:00", "10:00:10", "10:01:50") with { WrapSeconds = 5 },
            Leg("10:01:50", "10:02:10", "10:03:10", key: "2") with { Agent = "bob", Team = "south", Queue = "second line", WrapSeconds = 30 }));
        Assert.Equal((10L, 160L, 35L, 195L), (row.QueueSeconds, row.TalkSeconds, row.WrapSeconds, row.HandleSeconds));
        Assert.Equal(new Actor(ActorClass.Agent, "ann", "north"), row.Agent);
        Assert.Equal(("sales", At("10:03:10")), (row.Queue, row.EndedAt));
    }

    [Fact]
    public void A_colleague_who_is_consulted_costs_their_time_too_and_the_customer_none()
    {
        // Ann 10:00:10-10:10:10, on hold 10:02:10-10:04:10 while Bob is asked for two minutes.
        var row = Row(Call(
            Leg("10:00:00", "10:00:10", "10:10:10") with { Holds = [Hold("10:02:10", "10:04:10")] },
            Leg("10:02:10", "10:02:10", "10:04:10", key: "2") with { Agent = "bob" }));
        Assert.Equal((480L, 120L, 720L), (row.TalkSeconds, row.HoldSeconds, row.HandleSeconds));
    }

    [Fact]
    public void An_agent_in_two_legs_at_a_time_is_counted_once()
    {
        var row = Row(Call(Leg("10:00:00", "10:00:10", "10:10:10"), Leg("10:02:10", "10:02:10", "10:04:10", key: "2")));
        Assert.Equal((600L, 600L), (row.TalkSeconds, row.HandleSeconds));
    }

    [Fact]
    public void Segments_of_hold_are_cut_to_their_leg_and_count_once_where_they_overlap()
    {
        var leg = Leg("10:00:00", "10:01:00", "10:03:00") with
        {
            HoldSeconds = 999,
            Holds = [Hold("10:00:30", "10:01:10"), Hold("10:01:40", "10:02:00"), Hold("10:01:50", "10:02:10"), Hold("10:02:20", "10:02:15")],
        };
        var row = Row(Call(leg));
        Assert.Equal((40L, 80L, 120L), (row.HoldSeconds, row.TalkSeconds, row.HandleSeconds));
    }

    [Fact]
    public void A_total_of_hold_serves_where_there_are_no_segments_and_is_never_more_than_the_leg()
    {
        Assert.Equal((20L, 100L), Held(20));
        Assert.Equal((0L, 120L), Held(0));
        Assert.Equal((120L, 0L), Held(500));
        Assert.Equal((null, 120L), Held(null));

        static (long?, long?) Held(long? seconds)
        {
            var row = Row(Call(Leg("10:00:00", "10:01:00", "10:03:00") with { HoldSeconds = seconds }));
            return (row.HoldSeconds, row.TalkSeconds);
        }
    }

    [Fact]
    public void What_a_source_does_not_measure_is_null_and_not_0()
    {
        var row = Row(Call(Leg("10:00:00", "10:01:00", "10:03:00")));
        Assert.Equal((null, null, 120L), (row.HoldSeconds, row.WrapSeconds, row.HandleSeconds));
        Assert.Equal(0L, Row(Call(Leg("10:00:00", "10:01:00", "10:03:00") with { WrapSeconds = 0 })).WrapSeconds);
    }

    [Fact]
    public void Who_left_the_queue_has_waited_up_to_then_through_all_queues()
    {
        var row = Row(Call(Leg("10:00:00", ended: "10:02:00"), Leg("10:02:00", ended: "10:05:00", key: "2") with { Queue = "overflow" }));
        Assert.Equal((CallOutcome.AbandonedQueue, 300L, "sales"), (row.Outcome, row.QueueSeconds, row.Queue));
        Assert.Equal((null, null, null, null), (row.TalkSeconds, row.HoldSeconds, row.WrapSeconds, row.HandleSeconds));
        Assert.Null(row.Agent);
        Assert.Null(row.AnsweredAt);
    }

    [Fact]
    public void Who_left_in_the_menu_waited_for_nobody()
    {
        var row = Row(Call(new CallLeg("1", At("10:00:00")) { EndedAt = At("10:00:20") }));
        Assert.Equal((CallOutcome.AbandonedIvr, null), (row.Outcome, row.QueueSeconds));
    }

    [Fact]
    public void A_telephone_that_rang_in_vain_was_waited_for_with_or_without_a_queue()
    {
        var row = Row(Call(new CallLeg("1", At("10:00:00")) { Agent = "ann", EndedAt = At("10:00:20") }));
        Assert.Equal((CallOutcome.AbandonedQueue, 20L), (row.Outcome, row.QueueSeconds));
    }

    [Fact]
    public void Who_leaves_while_on_hold_has_abandoned_an_answered_call()
    {
        var open = Row(Call(Leg("10:00:00", "10:01:00", "10:03:00") with { Holds = [Hold("10:02:30")] }));
        Assert.Equal((CallOutcome.AbandonedHold, 30L, 90L), (open.Outcome, open.HoldSeconds, open.TalkSeconds));
        Assert.Equal(CallOutcome.AbandonedHold, Row(Call(Leg("10:00:00", "10:01:00", "10:03:00") with { Holds = [Hold("10:02:30", "10:03:00")] })).Outcome);
        Assert.Equal(CallOutcome.Answered, Row(Call(Leg("10:00:00", "10:01:00", "10:03:00") with { Holds = [Hold("10:02:30", "10:02:59")] })).Outcome);
    }

    [Fact]
    public void Hold_up_to_a_transfer_is_no_leaving()
    {
        var row = Row(Call(
            Leg("10:00:00", "10:01:00", "10:03:00") with { Holds = [Hold("10:02:30")] },
            Leg("10:02:30", "10:02:40", "10:05:00", key: "2") with { Agent = "bob" }));
        Assert.Equal((CallOutcome.Answered, 30L, 210L), (row.Outcome, row.HoldSeconds, row.TalkSeconds));
    }

    [Fact]
    public void The_stated_outcome_goes_before_what_the_legs_look_like()
    {
        // The machine that took the message "answered".
        var voicemail = Row(Call(Leg("10:00:00", "10:01:00", "10:01:40")) with { Outcome = CallOutcome.Voicemail });
        Assert.Equal((CallOutcome.Voicemail, 60L, null, null), (voicemail.Outcome, voicemail.QueueSeconds, voicemail.TalkSeconds, voicemail.AnsweredAt));
        Assert.Null(voicemail.Agent);
        var answered = Row(Call(Leg("10:00:00", ended: "10:01:40")) with { Outcome = CallOutcome.Answered });
        Assert.Equal((CallOutcome.Answered, null, null), (answered.Outcome, answered.QueueSeconds, answered.TalkSeconds));
    }

    [Fact]
    public void Calls_of_the_team_wait_in_no_queue()
    {
        var answered = Row(Call(Leg("10:00:00", "10:00:20", "10:02:20")) with { Direction = CallDirection.Outbound });
        Assert.Equal((CallOutcome.Answered, null, 120L), (answered.Outcome, answered.QueueSeconds, answered.TalkSeconds));
        Assert.Equal(CallOutcome.NotReached, Row(Call(Leg("10:00:00", ended: "10:00:30")) with { Direction = CallDirection.Outbound }).Outcome);
    }

    [Fact]
    public void A_call_that_is_still_waited_in_is_left_out_until_it_is_decided()
    {
        var facts = new RecordBuilder(FactContext.WithoutCalendars).Build(Call(Leg("10:00:00")));
        Assert.Null(facts.Call);
        Assert.Equal(("unfinished", "call", At("10:00:00")), (facts.Excluded!.Reason, facts.Excluded.Kind, facts.Excluded.Excluded));
        Assert.Equal("unfinished", new RecordBuilder(FactContext.WithoutCalendars).Build(Call()).Excluded!.Reason);
        Assert.Equal(CallOutcome.AbandonedQueue, Row(Call(Leg("10:00:00")) with { Outcome = CallOutcome.AbandonedQueue }).Outcome);
    }

    [Fact]
    public void A_call_that_still_goes_on_was_answered_and_is_not_measured_yet()
    {
        var row = Row(Call(Leg("10:00:00", "10:00:30") with { HoldSeconds = 5, WrapSeconds = 5 }));
        Assert.Equal((CallOutcome.Answered, 30L, null), (row.Outcome, row.QueueSeconds, row.EndedAt));
        Assert.Equal((null, null, null, null), (row.TalkSeconds, row.HoldSeconds, row.WrapSeconds, row.HandleSeconds));
    }

    [Fact]
    public void Of_all_who_were_rung_at_the_one_who_answered_counts()
    {
        var row = Row(Call(
            new CallLeg("a", At("10:00:00")) { Agent = "ann" },
            Leg("10:00:00", "10:00:08", "10:01:08", key: "b") with { Agent = "bob" },
            new CallLeg("c", At("10:00:00")) { Agent = "cas" }));
        Assert.Equal(("bob", 8L, 60L), (row.Agent!.Id, row.QueueSeconds, row.TalkSeconds));
    }

    [Fact]
    public void Instants_that_contradict_each_other_give_nothing_negative()
    {
        var row = Row(Call(Leg("10:00:00", "09:59:00", "09:58:00", queued: "10:00:30") with { HoldSeconds = -5, WrapSeconds = -5 }));
        Assert.Equal((0L, 0L, 0L, 0L), (row.QueueSeconds, row.TalkSeconds, row.HoldSeconds, row.WrapSeconds));
        Assert.Equal(At("10:00:00"), row.EndedAt);
    }
}
