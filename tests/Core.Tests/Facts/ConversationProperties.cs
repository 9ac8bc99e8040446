using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts;

/// <summary>What holds for every ticket, whatever its source told.</summary>
public class ConversationProperties
{
    private static readonly FactContext Context = new(
        new Dictionary<string, BusinessCalendar>
        {
            ["weekdays"] = TicketStory.Hours("weekdays", "UTC", 9, 17),
            ["evenings"] = TicketStory.Hours("evenings", "UTC", 12, 24),
        },
        "weekdays",
        new Dictionary<string, string> { ["south"] = "evenings" });

    private static readonly ConversationBuilder Builder = new(Context);

    private static void ForEveryTicket(Action<Ticket, ConversationFacts> holds) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(40),
            Prop.ForAll(RandomTickets.One.ToArbitrary(), ticket => holds(ticket, Builder.Build(ticket, []))));

    [Fact]
    public void Stages_follow_each_other_from_the_creation_on_without_gap_or_overlap() => ForEveryTicket((_, facts) =>
    {
        var next = facts.Ticket!.Created;
        foreach (var span in facts.StatusSpans)
        {
            Assert.Equal(next, span.From);
            Assert.True(span.Until is null || span.Until > span.From);
            next = span.Until ?? Instant.MaxValue;
        }

        Assert.Equal(Instant.MaxValue, next);
        Assert.Equal(facts.Ticket.Status, facts.StatusSpans[^1].Status);
    });

    [Fact]
    public void Ratings_change_nothing_of_a_ticket() => ForEveryTicket((ticket, facts) =>
    {
        // Without a stated creation, a rating that came first would be when the ticket was seen first.
        if (ticket.Profile?.CreatedAt is null) return;
        var without = Builder.Build(ticket with { Events = [.. ticket.Events.Where(item => item is not Rated)] }, []);
        Assert.Equal(FactText.Of(without), FactText.Of(facts));
    });

    [Fact]
    public void Created_and_reopened_less_resolved_is_what_is_unresolved() => ForEveryTicket((_, facts) =>
    {
        var reopened = facts.ResolveCycles.Count(cycle => cycle.Reopened is not null);
        Assert.Equal(facts.Ticket!.Reopens, reopened);
        Assert.Equal(facts.Ticket.Status.IsUnresolved() ? 1 : 0, 1 + reopened - facts.ResolveCycles.Count);
    });

    [Fact]
    public void At_every_instant_the_stages_agree_with_what_was_resolved_and_reopened() => ForEveryTicket((_, facts) =>
    {
        foreach (var span in facts.StatusSpans)
        {
            var end = span.Until ?? Instant.MaxValue;
            var open = 1 + facts.ResolveCycles.Count(cycle => cycle.Reopened < end) - facts.ResolveCycles.Count(cycle => cycle.Resolved < end);
            Assert.Equal(span.Status.IsUnresolved() ? 1 : 0, open);
        }
    });

    [Fact]
    public void Stretches_up_to_the_last_resolve_add_up_to_the_resolution_time_on_both_clocks() => ForEveryTicket((_, facts) =>
    {
        var row = facts.Ticket!;
        if (row.LastResolved is not { } resolved || row.RequesterWait is null) return;
        var whole = facts.StatusSpans.Where(span => span.Until <= resolved).Select(span => span.Span!.Value).ToList();
        Assert.Equal(row.Resolution, new Elapsed(whole.Sum(span => span.Calendar), whole.Sum(span => span.Business)));
        Assert.Equal(facts.ResolveCycles[^1].Resolved, resolved);
        var solved = facts.StatusSpans.Where(span => span.Status.IsResolved() && span.From < resolved)
            .Sum(span => (Instant.Min(span.Until ?? Instant.MaxValue, resolved) - span.From).TotalSeconds);
        Assert.Equal(row.Resolution!.Value.Calendar, row.RequesterWait.Value.Calendar + row.AgentWait!.Value.Calendar + (long)solved);
    });

    [Fact]
    public void A_ticket_that_was_never_reopened_was_waited_for_all_the_time() => ForEveryTicket((_, facts) =>
    {
        var row = facts.Ticket!;
        if (row.Reopens > 0 || row.RequesterWait is null) return;
        Assert.Equal(row.Resolution, row.RequesterWait + row.AgentWait);
        Assert.Equal(row.RequesterWait, row.AgentWork + row.OnHold);
        Assert.Equal(row.Resolution, row.FirstResolution);
    });

    [Fact]
    public void No_duration_is_negative_and_business_time_is_never_more_than_real_time() => ForEveryTicket((_, facts) =>
    {
        var durations = FactText.Of(facts, column => column.Name.EndsWith("seconds", StringComparison.Ordinal));
        Assert.All(durations, line => Assert.DoesNotContain("=-1", line.Replace("=- ", " ", StringComparison.Ordinal), StringComparison.Ordinal));
        Elapsed?[] pairs =
        [
            facts.Ticket!.Resolution, facts.Ticket.FirstReplyTime, facts.Ticket.RequesterWait, facts.Ticket.Assign, .. facts.Turns.Select(turn => turn.Reply),
            .. facts.ResolveCycles.Select(cycle => cycle.Cycle), .. facts.StatusSpans.Select(span => span.Span), .. facts.Assignments.Select(a => a.Reply),
        ];
        Assert.All(pairs, pair => Assert.True(pair is null || (pair.Value.Calendar >= 0 && pair.Value.Business is >= 0 && pair.Value.Business <= pair.Value.Calendar)));
    });

    [Fact]
    public void The_order_in_which_events_are_listed_does_not_matter() => ForEveryTicket((ticket, facts) =>
    {
        var shuffled = ticket.Events.Select((happened, index) => (happened, place: index * 7919 % 101)).OrderBy(pair => pair.place).Select(pair => pair.happened).ToList();
        Assert.Equal(FactText.Of(facts), FactText.Of(Builder.Build(ticket with { Events = shuffled }, [])));
        shuffled.Reverse();
        Assert.Equal(FactText.Of(facts), FactText.Of(Builder.Build(ticket with { Events = shuffled }, [])));
    });

    [Fact]
    public void Weeks_earlier_or_later_every_duration_is_the_same() => ForEveryTicket((ticket, facts) =>
    {
        bool IsDuration(FactColumn column) => column.Name.EndsWith("seconds", StringComparison.Ordinal);
        var later = Builder.Build(RandomTickets.Shift(ticket, Duration.FromDays(7 * 29)), []);
        Assert.Equal(FactText.Of(facts, IsDuration), FactText.Of(later, IsDuration));
    });

    [Fact]
    public void A_target_is_decided_when_it_was_fulfilled_in_time_else_when_it_was_due() => ForEveryTicket((_, facts) =>
    {
        foreach (var target in facts.SlaTargets)
        {
            Assert.Equal(target.IsMet is null, target.Decided is null);
            if (target.IsMet == true) Assert.Equal(target.FulfilledAt, target.Decided);
            if (target.IsMet == false) Assert.Equal(target.DueAt, target.Decided);
            Assert.True(target.IsMet != true || target.ElapsedSeconds <= target.TargetSeconds);
            Assert.True(target.IsMet != false || target.FulfilledAt is null || target.ElapsedSeconds >= target.TargetSeconds);
        }
    });

    [Fact]
    public void Turns_do_not_overlap_and_every_reply_ends_at_most_one() => ForEveryTicket((_, facts) =>
    {
        var replies = facts.Turns.Where(turn => turn.Replied is not null).ToList();
        Assert.All(replies, turn => Assert.True(turn.Replied >= turn.Started && turn.EndedAt <= turn.Replied));
        Assert.True(facts.Turns.Zip(facts.Turns.Skip(1)).All(pair => pair.First.EndedAt <= pair.Second.Started));
        Assert.Equal(facts.Ticket!.AgentReplies is null ? 0 : facts.Ticket.CustomerTurns, facts.Turns.Count);
        Assert.True(facts.Turns.Count(turn => turn.IsFirst) <= 1);
    });

    [Fact]
    public void A_merged_ticket_brings_its_messages_and_its_work_and_moves_nothing_else() => ForEveryTicket((ticket, facts) =>
    {
        var middle = ticket.Events.Count / 2;
        var child = ticket with { Id = "2", Events = [.. ticket.Events.Take(middle), new Merged("merge", facts.Ticket!.Created, "1")] };
        var alone = Builder.Build(ticket with { Events = [.. ticket.Events.Skip(middle)], Profile = ticket.Profile! with { CreatedAt = facts.Ticket.Created } }, []);
        var together = Builder.Build(ticket with { Events = [.. ticket.Events.Skip(middle)], Profile = ticket.Profile with { CreatedAt = facts.Ticket.Created } }, [child]);
        if (alone.Ticket is null) return;
        Assert.Equal(Moves(alone), Moves(together));
        Assert.Equal("2", together.Excluded.Single().TicketId);
        Assert.Equal(facts.Ticket.AgentReplies, together.Ticket!.AgentReplies);
        Assert.Equal(facts.Ticket.HandleSeconds, together.Ticket.HandleSeconds);
        Assert.Equal(facts.Turns.Count > 0, together.Turns.Count > 0);
    });

    /// <summary>What of a ticket's facts no message decides.</summary>
    private static string[] Moves(ConversationFacts facts) =>
    [
        .. FactText.Of(facts, column => column.Name is "seconds" or "business_seconds" or "status" or "from_at" or "until_at" or "assignee_id" or "assigned_at" or "is_transfer")
            .Where(line => line.StartsWith("status_span", StringComparison.Ordinal) || line.StartsWith("assignment", StringComparison.Ordinal)),
        .. facts.ResolveCycles.Select(cycle => $"{cycle.Resolved} {cycle.Cycle}"),
    ];

    [Fact]
    public void Explained_runs_add_up_to_the_figures() => ForEveryTicket((ticket, facts) =>
    {
        var explanation = Builder.Explain(ticket, [])!;
        var row = facts.Ticket!;
        (string Column, long? Value)[] expected =
        [
            ("first_reply_seconds", row.FirstReplyTime?.Calendar), ("since_handoff_seconds", row.SinceHandoff?.Calendar),
            ("assign_seconds", row.Assign?.Calendar), ("first_resolution_seconds", row.FirstResolution?.Calendar),
            ("resolution_seconds", row.Resolution?.Calendar), ("human_resolution_seconds", row.HumanResolution?.Calendar),
            ("requester_wait_seconds", row.RequesterWait?.Calendar), ("agent_work_seconds", row.AgentWork?.Calendar),
            ("on_hold_seconds", row.OnHold?.Calendar), ("agent_wait_seconds", row.AgentWait?.Calendar),
        ];
        foreach (var (column, value) in expected)
        {
            // An open ticket has runs, some of them over, and no figure yet.
            var runs = explanation.Explain("ticket", column)!.Runs;
            if (value is not null || row.Status.IsResolved()) Assert.Equal(value ?? 0, runs.Sum(run => run.Value!.Value.Calendar));
        }

        Assert.Equal(facts.Turns.Sum(turn => turn.Reply?.Calendar), explanation.Explain("turn", "reply_seconds")!.Runs.Sum(run => run.Value?.Calendar));
        Assert.Equal(facts.ResolveCycles.Sum(cycle => cycle.Cycle?.Calendar), explanation.Explain("resolve_cycle", "cycle_seconds")!.Runs.Sum(run => run.Value?.Calendar));
    });
}
