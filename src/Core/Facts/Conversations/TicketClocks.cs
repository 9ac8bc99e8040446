using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Conversations;

/// <summary>For each duration of the facts: when its clock ran, and why an event that looks as if it mattered did not.</summary>
internal static class TicketClocks
{
    private delegate TimelineEntry? Moment(Conversation conversation);

    public static IReadOnlyList<Definition> All { get; } =
    [
        new("ticket", "first_reply_seconds", One(c => c.Replies.FirstContact, c => c.Replies.FirstReply), ClockReasons.OfReply),
        new("ticket", "since_handoff_seconds", One(c => c.Replies.HandOver, c => c.Replies.ReplyAfterHandOver), ClockReasons.OfReply),
        new("ticket", "acknowledge_seconds", One(c => c.Replies.FirstContact, c => c.Replies.Acknowledgement), ClockReasons.OfMachine),
        new("ticket", "first_bot_reply_seconds", One(c => c.Replies.FirstContact, c => c.Replies.BotReply), ClockReasons.OfMachine),
        new("ticket", "assign_seconds", One(Created, c => c.Assignments.FirstToAgent), (_, entry, _) => ClockReasons.OfAssignment(entry)),
        new("ticket", "first_resolution_seconds", One(Created, FirstResolve), OfResolve),
        new("ticket", "resolution_seconds", One(Created, LastResolve), OfResolve),
        new("ticket", "human_resolution_seconds", One(c => c.Replies.HandOver, LastResolve), OfResolve),
        new("ticket", "requester_wait_seconds", In(Stage.New, Stage.Open, Stage.Hold), OfResolve),
        new("ticket", "agent_wait_seconds", In(Stage.Pending), OfResolve),
        new("ticket", "on_hold_seconds", In(Stage.Hold), OfResolve),
        new("ticket", "agent_work_seconds", In(Stage.New, Stage.Open), OfResolve),
        new("turn", "reply_seconds", Turns, ClockReasons.OfReply),
        new("assignment", "reply_seconds", Assignments, ClockReasons.OfAssignee),
        new("resolve_cycle", "cycle_seconds", Cycles, OfResolve),
    ];

    private static EntryReason? OfResolve(Conversation conversation, TimelineEntry entry, IReadOnlyList<ClockRun> _) =>
        ClockReasons.OfResolve(conversation, entry);

    private static TimelineEntry Created(Conversation conversation) => conversation.Timeline.Entries[0];

    private static TimelineEntry? FirstResolve(Conversation conversation) =>
        conversation.Resolves.FirstOrDefault() is { IsUnstated: false } first ? first.Entry : null;

    private static TimelineEntry? LastResolve(Conversation conversation) =>
        conversation.LastResolved is null ? null : conversation.Resolves[^1].Entry;

    /// <summary>A clock that runs once, from one event to another, and goes on only while the ticket is unresolved.</summary>
    private static Func<Conversation, IReadOnlyList<ClockRun>> One(Moment start, Moment stop) => conversation =>
    {
        if (start(conversation) is not { } started) return [];
        var stopped = stop(conversation);
        var isRunning = stopped is null && conversation.Stages.Now.IsUnresolved();
        return isRunning || stopped?.At >= started.At ? [Run(conversation, started, stopped)] : [];
    };

    private static ClockRun Run(Conversation conversation, TimelineEntry started, TimelineEntry? stopped) =>
        new(started, stopped, conversation.Clock.Between(started.At, stopped?.At));

    private static IReadOnlyList<ClockRun> Turns(Conversation conversation) =>
    [
        .. conversation.Turns.Where(turn => turn.Reply is not null || turn.EndedAt is null)
            .Select(turn => Run(conversation, turn.Start, turn.Reply)),
    ];

    private static IReadOnlyList<ClockRun> Assignments(Conversation conversation) =>
    [
        .. conversation.Assignments.All.Where(assignment => assignment.Reply is not null || assignment.EndedAt is null)
            .Select(assignment => Run(conversation, assignment.Entry, assignment.Reply)),
    ];

    private static List<ClockRun> Cycles(Conversation conversation)
    {
        var runs = conversation.Resolves.Where(resolve => !resolve.IsUnstated)
            .Select(resolve => Run(conversation, resolve.Opened, resolve.Entry)).ToList();
        var opened = conversation.Resolves.Count == 0 ? Created(conversation) : conversation.Resolves[^1].Reopening;
        if (opened is not null) runs.Add(new ClockRun(opened, null, null));
        return runs;
    }

    /// <summary>A clock that runs in some stages, up to the last resolve.</summary>
    private static Func<Conversation, IReadOnlyList<ClockRun>> In(params Stage[] stages) => conversation =>
    {
        List<ClockRun> runs = [];
        if (!conversation.Stages.HasHistory || conversation.Stages.IsLastResolveUnstated) return runs;
        var end = LastResolve(conversation);
        var running = stages.Contains(Stage.New) ? Created(conversation) : null;
        foreach (var change in conversation.Stages.Changes)
        {
            if (end is not null && change.At >= end.At) break;
            var runsOn = stages.Contains(change.Stage);
            if (running is not null && !runsOn) runs.Add(Run(conversation, running, change));
            running = runsOn ? running ?? change : null;
        }

        if (running is not null) runs.Add(Run(conversation, running, end));
        return runs;
    };

    /// <param name="Fact">The fact.</param>
    /// <param name="Column">Its column, on the calendar clock.</param>
    /// <param name="Runs">When the clock ran.</param>
    /// <param name="Why">Why an event was left out that neither started nor stopped it; null: it has nothing to do with it.</param>
    internal sealed record Definition(
        string Fact,
        string Column,
        Func<Conversation, IReadOnlyList<ClockRun>> Runs,
        Func<Conversation, TimelineEntry, IReadOnlyList<ClockRun>, EntryReason?> Why);
}
