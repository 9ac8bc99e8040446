using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Conversations;

/// <summary>Why an event did not start or stop a clock, by the kind of clock.</summary>
internal static class ClockReasons
{
    /// <summary>Clocks that a human reply stops.</summary>
    public static EntryReason? OfReply(Conversation conversation, TimelineEntry entry, IReadOnlyList<ClockRun> runs)
    {
        if (entry.Event is not MessageSent message) return null;
        if (!message.IsPublic) return EntryReason.InternalNote;
        if (message.IsAcknowledgement) return EntryReason.Acknowledgement;
        if (entry.By?.Class == ActorClass.Bot) return EntryReason.BotMessage;
        if (entry.By is null) return EntryReason.UnknownAuthor;
        return entry.IsHumanMessage ? OfHuman(conversation, entry, runs) : EntryReason.AutomationMessage;
    }

    /// <summary>Clocks that the assignee's reply stops.</summary>
    public static EntryReason? OfAssignee(Conversation conversation, TimelineEntry entry, IReadOnlyList<ClockRun> runs)
    {
        if (entry.Kind == EntryKind.Assignment) return EntryReason.Unanswered;
        if (!entry.IsAgentReply) return entry.IsCustomerMessage ? null : OfReply(conversation, entry, runs);
        var assignee = conversation.Assignments.At(entry.At);
        return assignee?.Id is { } agent && agent != entry.By!.Id ? EntryReason.NotAssignee : OfHuman(conversation, entry, runs);
    }

    /// <summary>Clocks that a message of a machine stops.</summary>
    public static EntryReason? OfMachine(Conversation conversation, TimelineEntry entry, IReadOnlyList<ClockRun> runs)
    {
        if (entry.Event is not MessageSent message || entry.IsAgentReply) return null;
        if (!message.IsPublic) return EntryReason.InternalNote;
        if (entry.IsCustomerMessage) return OfHuman(conversation, entry, runs);
        if (entry.By is null) return EntryReason.UnknownAuthor;
        if (IsAfter(entry, runs)) return EntryReason.AfterStop;
        if (runs.Count == 0 || entry.At < runs[0].Started.At) return EntryReason.NotWaiting;
        if (message.IsAcknowledgement) return EntryReason.Acknowledgement;
        return entry.By.Class == ActorClass.Bot ? EntryReason.BotMessage : EntryReason.AutomationMessage;
    }

    /// <summary>The clock that the first assignment to an agent stops.</summary>
    public static EntryReason? OfAssignment(TimelineEntry entry) =>
        entry.Event is not Assigned assigned ? null : assigned.Agent is null ? EntryReason.NoAgent : EntryReason.AfterStop;

    /// <summary>Clocks that a resolve stops, and that stages pause.</summary>
    public static EntryReason? OfResolve(Conversation conversation, TimelineEntry entry)
    {
        if (entry.Kind != EntryKind.Status || !entry.Stage.IsResolved()) return null;
        var resolve = conversation.Resolves.Find(resolve => ReferenceEquals(resolve.Entry, entry));
        if (resolve is { IsUnstated: true }) return entry.IsResolvedUnseen ? EntryReason.ResolvedUnseen : EntryReason.NeverResolved;
        return resolve?.Reopening is not null ? EntryReason.Reopened : EntryReason.AfterStop;
    }

    private static EntryReason OfHuman(Conversation conversation, TimelineEntry entry, IReadOnlyList<ClockRun> runs)
    {
        if (conversation.Turns.Exists(turn => ReferenceEquals(turn.Start, entry) && turn is { Reply: null, EndedAt: not null })) return EntryReason.Unanswered;
        if (runs.Count == 0 && conversation.Replies.IsAgentStarted) return EntryReason.AgentStarted;
        if (entry.IsCustomerMessage && runs.Any(run => entry.At >= run.Started.At && !(entry.At > run.Stopped?.At))) return EntryReason.SameRun;
        return IsAfter(entry, runs) ? EntryReason.AfterStop : EntryReason.NotWaiting;
    }

    private static bool IsAfter(TimelineEntry entry, IReadOnlyList<ClockRun> runs) => runs.Count > 0 && entry.At >= runs[^1].Stopped?.At;
}
