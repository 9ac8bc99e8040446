using Deskmeter.Facts;
using Deskmeter.Facts.Conversations;
using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class TicketExplanationTests
{
    /// <summary>The notes on a clock, one line an event: what happened, what it did, or why it was left out.</summary>
    private static string[] Notes(TicketStory story, string fact, string column)
    {
        var explained = story.Explain().Explain(fact, column)!;
        return [.. explained.Notes.Select(note => $"{TimelineText.What(note.Entry)}: {(note.Reason is { } reason ? TimelineText.Why(reason) : note.Effect)}")];
    }

    [Fact]
    public void It_says_which_event_started_the_first_reply_and_which_stopped_it_and_why_others_did_not() =>
        Assert.Equal(
            [
                "ticket created: None", "wrote: Starts", "automatic acknowledgement: an acknowledgement is no reply", "wrote: by a bot",
                "internal note: not public", "wrote: the clock runs from the first message of the run", "replied: Stops",
                "status became solved: None", "replied: the clock had stopped",
            ],
            Notes(
                Created("09:00").CustomerWrites("09:00").Acknowledges("09:01").BotReplies("09:02").Notes("09:10").CustomerWrites("09:20").AgentReplies("10:00")
                    .Solved("10:30").AgentReplies("11:00"),
                "ticket",
                "first_reply_seconds"));

    [Fact]
    public void It_says_why_a_ticket_has_no_first_reply() =>
        Assert.Equal(
            ["ticket created: None", "replied: an agent started the conversation", "wrote: an agent started the conversation", "replied: an agent started the conversation"],
            Notes(Created("09:00").OpenedBy(Agent()).AgentReplies("09:00").CustomerWrites("10:00").AgentReplies("11:00"), "ticket", "first_reply_seconds"));

    [Fact]
    public void It_says_which_resolve_stopped_the_clock_and_what_the_source_overruled() =>
        Assert.Equal(
            [
                "ticket created: Starts", "status became solved: the ticket was opened again", "status became open: None", "status became solved: Stops",
                "status became pending: the source itself states otherwise", "status became closed: the clock had stopped",
            ],
            Notes(
                Created("09:00").Resolved("12:30").Solved("10:00").Becomes("12:00", Stage.Open).Becomes("12:40", Stage.Pending).Solved("13:00").Becomes("5 09:00", Stage.Closed),
                "ticket",
                "resolution_business_seconds"));

    [Fact]
    public void It_says_that_the_source_calls_the_ticket_never_resolved()
    {
        var story = Created("09:00").Resolved(null).Solved("10:00").Becomes("2 10:00", Stage.Closed);
        Assert.Equal(
            ["ticket created: None", "status became solved: the source itself states otherwise", "status became closed: the source says that the ticket was never resolved"],
            Notes(story, "ticket", "resolution_seconds"));
        Assert.Empty(story.Explain().Explain("ticket", "resolution_seconds")!.Runs);
    }

    [Fact]
    public void A_wait_has_a_run_for_each_stretch_and_they_add_up_to_the_figure()
    {
        var story = Created("09:00").Becomes("09:30", Stage.Open).Becomes("10:00", Stage.Pending).Becomes("12:00", Stage.Hold).Solved("13:00");
        var runs = story.Explain().Explain("ticket", "requester_wait_seconds")!.Runs;
        Assert.Equal([3600L, 3600L], runs.Select(run => run.Value!.Value.Calendar));
        Assert.Equal(story.Row().RequesterWait?.Calendar, runs.Sum(run => run.Value!.Value.Calendar));
        Assert.Equal(
            ["ticket created: Starts", "status became open: None", "status became pending: Stops", "status became hold: Starts", "status became solved: Stops"],
            Notes(story, "ticket", "requester_wait_seconds"));
    }

    [Fact]
    public void A_clock_that_runs_is_measured_up_to_the_instant_that_is_asked_for()
    {
        var explanation = Created("09:00").CustomerWrites("09:00").Explain();
        var run = Assert.Single(explanation.Explain("turn", "reply_seconds")!.Runs);
        Assert.Null(run.Value);
        Assert.Equal(7200, explanation.Length(run, When("11:00")).Calendar);
    }

    [Fact]
    public void A_turn_that_nobody_answered_says_so() =>
        Assert.Contains(
            "wrote: nobody answered before it was resolved or given to another",
            Notes(Created("09:00").CustomerWrites("09:00").AgentReplies("10:00").CustomerWrites("10:10").Solved("10:30"), "turn", "reply_seconds"));

    [Fact]
    public void An_assignment_waits_for_its_own_agent() =>
        Assert.Equal(
            ["ticket created: None", "wrote: None", "assigned to ann of north: Starts", "replied: not by the assignee", "replied: Stops"],
            Notes(Created("09:00").CustomerWrites("09:00").Assigned("09:05", "ann", "north").AgentReplies("09:10", "bob").AgentReplies("09:30"), "assignment", "reply_seconds"));

    [Fact]
    public void What_came_from_a_merged_ticket_says_so()
    {
        var entries = Created("09:00").CustomerWrites("09:00")
            .Child(Created("09:30", "2").CustomerWrites("09:40").Solved("09:50").MergedInto("10:00", "1")).Explain().Entries;
        Assert.Equal([null, null, "2", "2", "2"], entries.Select(entry => entry.MergedFrom));
        Assert.Equal([null, null, null, EntryReason.MergedTicket, EntryReason.MergedTicket], entries.Select(entry => entry.LeftOut));
    }

    [Fact]
    public void Every_explained_duration_is_a_column_and_its_runs_add_up_to_it()
    {
        var story = Created("09:00").CustomerWrites("09:00").Acknowledges("09:01").BotReplies("09:02").HandedOver("09:03").Assigned("09:05", "ann", "north")
            .AgentReplies("09:30").Becomes("09:30", Stage.Pending).Becomes("10:00", Stage.Hold).Becomes("11:00", Stage.Open).Solved("12:00");
        var row = story.Row();
        var expected = new Dictionary<string, long?>
        {
            ["first_reply_seconds"] = row.FirstReplyTime?.Calendar,
            ["since_handoff_seconds"] = row.SinceHandoff?.Calendar,
            ["acknowledge_seconds"] = row.AcknowledgeSeconds,
            ["first_bot_reply_seconds"] = row.FirstBotReplySeconds,
            ["assign_seconds"] = row.Assign?.Calendar,
            ["first_resolution_seconds"] = row.FirstResolution?.Calendar,
            ["resolution_seconds"] = row.Resolution?.Calendar,
            ["human_resolution_seconds"] = row.HumanResolution?.Calendar,
            ["requester_wait_seconds"] = row.RequesterWait?.Calendar,
            ["agent_wait_seconds"] = row.AgentWait?.Calendar,
            ["on_hold_seconds"] = row.OnHold?.Calendar,
            ["agent_work_seconds"] = row.AgentWork?.Calendar,
        };
        var schema = new FactSchema([]);
        Assert.All(TicketExplanation.Columns, column => Assert.NotNull(schema.Find(column.Fact)!.Find(column.Column)));
        foreach (var (column, value) in expected)
        {
            Assert.NotNull(value);
            Assert.Equal(value, story.Explain().Explain("ticket", column)!.Runs.Sum(run => run.Value!.Value.Calendar));
        }

        Assert.Null(story.Explain().Explain("ticket", "transfers"));
    }

    [Fact]
    public void A_rating_is_shown_and_moves_no_clock()
    {
        var rating = Created("09:00").CustomerWrites("09:00").Solved("10:00").Rates("10:30", 4.5m).Explain().Entries[^1];
        Assert.Equal((EntryKind.Rating, EntryReason.NoChange), (rating.Kind, rating.LeftOut));
        Assert.Equal("rated csat 4.5 on 1-5", TimelineText.What(rating));
    }

    [Fact]
    public void Every_reason_has_words() => Assert.All(Enum.GetValues<EntryReason>(), reason => Assert.NotEmpty(TimelineText.Why(reason)));
}
