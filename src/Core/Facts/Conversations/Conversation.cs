using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>A conversation as the rules read it, each part by the rule of its file.</summary>
internal sealed class Conversation
{
    private Conversation(TicketTimeline timeline, StageTrack stages, FactContext context)
    {
        Timeline = timeline;
        Stages = stages;
        Assignments = AssignmentTrack.Read(timeline, stages);
        Clock = TicketClock.Of(timeline, context);
        Replies = Replies.Read(timeline);
        Turns = Turn.Read(timeline, stages, Replies);
        Resolves = Resolve.Read(timeline, stages);
        Targets = SlaTargets.Read(timeline, stages, Replies, Turns, Clock);
        Customer = TicketCustomer.Of(timeline.Profile, Replies.Opener, timeline.Entries.Select(entry => entry.Event));
        Slices = LastKnown.Slices(timeline.Profile, timeline.Entries, Replies.FirstChannel, Clock.LastCalendar);
    }

    public TicketTimeline Timeline { get; }

    public StageTrack Stages { get; }

    public AssignmentTrack Assignments { get; }

    public TicketClock Clock { get; }

    public Replies Replies { get; }

    public List<Turn> Turns { get; }

    public List<Resolve> Resolves { get; }

    public IReadOnlyList<SlaTarget> Targets { get; }

    public TicketSlices Slices { get; }

    /// <summary>The source's id of the customer; without one, who opened the ticket or wrote first.</summary>
    public string? Customer { get; }

    /// <summary>
    /// The instant of the last resolve; null while the ticket is open, where the source says that it was never resolved, and where it was
    /// resolved when it was first seen.
    /// </summary>
    public Instant? LastResolved => Stages.IsLastResolveUnstated ? null : LeftBacklog;

    /// <summary>When the ticket left the backlog for good: resolved, else closed.</summary>
    public Instant? LeftBacklog => Stages.Now.IsResolved() ? Resolves[^1].At : null;

    /// <summary>Logged effort, merged tickets' included; null when none was logged.</summary>
    public long? HandleSeconds
    {
        get
        {
            long? sum = null;
            foreach (var entry in Timeline.Entries)
            {
                if (entry.Event is WorkLogged work) sum = (sum ?? 0) + work.Seconds;
            }

            return sum;
        }
    }

    /// <summary>Reads a ticket that counts; null when nothing says when it was.</summary>
    public static Conversation? Read(Ticket ticket, IReadOnlyList<Ticket> children, FactContext context)
    {
        if (TicketTimeline.Read(ticket, children, []) is not { } timeline) return null;
        var stages = StageTrack.Read(timeline);
        if (StatedInstants.Unseen(timeline, stages) is { Count: > 0 } unseen)
        {
            timeline = TicketTimeline.Read(ticket, children, unseen)!;
            stages = StageTrack.Read(timeline);
        }

        StatedInstants.Apply(timeline, stages);
        return new Conversation(timeline, stages, context);
    }
}
