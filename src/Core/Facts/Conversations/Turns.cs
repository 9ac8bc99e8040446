using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>A run of customer messages up to the human reply, or to the resolve that ends it unanswered.</summary>
internal sealed class Turn(TimelineEntry start, bool isResolved, bool isAfterReply)
{
    /// <summary>The first message of the run.</summary>
    public TimelineEntry Start { get; } = start;

    /// <summary>The next human reply, even if the ticket was resolved before it.</summary>
    public TimelineEntry? Reply { get; private set; }

    /// <summary>
    /// Replied, resolved or closed, whichever came first; the start itself for a message on a resolved ticket that stayed so; null
    /// while the customer waits.
    /// </summary>
    public Instant? EndedAt { get; private set; } = isResolved ? start.At : null;

    /// <summary>After a reply, not answered itself, and not left open: a "thank you".</summary>
    public bool IsCourtesy => isAfterReply && Reply is null && EndedAt is not null;

    /// <summary>How often the customer wrote again before anything answered.</summary>
    public int Chases { get; private set; }

    /// <summary>An agent had written before.</summary>
    public bool IsAfterReply => isAfterReply;

    private bool HasBegunResolved { get; set; } = isResolved;

    /// <summary>The turns of a conversation, in order.</summary>
    public static List<Turn> Read(TicketTimeline timeline, StageTrack stages, Replies replies)
    {
        List<Turn> turns = [];
        if (!timeline.Profile.HasMessages) return turns;
        var open = replies.IsCreationMessage ? new Turn(timeline.Entries[0], isResolved: false, isAfterReply: false) : null;
        var (isResolved, isAfterReply, change) = (false, false, 0);
        if (open is not null) turns.Add(open);
        foreach (var entry in timeline.Entries)
        {
            if (change < stages.Changes.Count && ReferenceEquals(entry, stages.Changes[change]))
            {
                if (stages.IsResolve(change)) open?.Resolve(entry.At);
                else if (stages.IsReopening(change)) open?.Reopen();
                isResolved = stages.Changes[change++].Stage.IsResolved();
            }
            else if (entry.IsCustomerMessage && open is not { EndedAt: null })
            {
                turns.Add(open = new Turn(entry, isResolved, isAfterReply));
            }
            else if (entry.IsCustomerMessage)
            {
                open!.Chases++;
            }
            else if (entry.IsAgentReply)
            {
                open?.Answer(entry);
                (open, isAfterReply) = (null, true);
            }
        }

        return turns;
    }

    private void Answer(TimelineEntry reply)
    {
        Reply = reply;
        EndedAt ??= reply.At;
        if (HasBegunResolved) EndedAt = reply.At;
    }

    private void Resolve(Instant at) => EndedAt ??= at;

    /// <summary>A message on a resolved ticket that brought it back waits for an answer after all.</summary>
    private void Reopen()
    {
        if (!HasBegunResolved) return;
        HasBegunResolved = false;
        EndedAt = null;
    }
}
