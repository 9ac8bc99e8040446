using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>Who had the ticket, and how it moved between agents and teams.</summary>
internal sealed class AssignmentTrack
{
    private readonly List<TimelineEntry> _changes = [];

    private AssignmentTrack()
    {
    }

    /// <summary>The assignments, in order; giving a ticket back is none.</summary>
    public List<Assignment> All { get; } = [];

    /// <summary>The first assignment to an agent.</summary>
    public TimelineEntry? FirstToAgent => All.Find(assignment => assignment.Agent is not null)?.Entry;

    /// <summary>Moves between agents or teams by people, not out of triage.</summary>
    public int Transfers => All.Count(assignment => assignment.IsTransfer);

    /// <summary>Moves to a higher tier; null when no assignment names a tier.</summary>
    public int? Escalations => All.Exists(assignment => assignment.Tier is not null) ? All.Count(assignment => assignment.IsEscalation) : null;

    public static AssignmentTrack Read(TicketTimeline timeline, StageTrack stages)
    {
        var track = new AssignmentTrack();
        foreach (var entry in timeline.Entries)
        {
            if (entry is { Event: Assigned assigned, LeftOut: null }) track.Add(entry, assigned);
        }

        if (track.All.Count == 0) return track;
        track.EndAtResolves(stages);
        foreach (var assignment in track.All) assignment.FindReply(timeline.Entries);
        return track;
    }

    /// <summary>Who had the ticket at an instant, what happened in that second included.</summary>
    public Actor? At(Instant at) => ChangeAt(at) is { } assigned ? ActorOf(assigned) : null;

    /// <summary>Who has the ticket now.</summary>
    public Actor? Now => _changes.Count > 0 ? ActorOf((Assigned)_changes[^1].Event!) : null;

    /// <summary>
    /// Who acted, as figures name them: never a customer, and with the ticket's team then where the source does not say the actor's.
    /// </summary>
    public Actor? Acting(Actor? by, Instant at) => by switch
    {
        null or { Class: ActorClass.Customer } => null,
        { Team: null } => ChangeAt(at)?.Team is { } team ? by with { Team = team } : by,
        _ => by,
    };

    /// <summary>
    /// The same for somebody who replied: the ticket's team is the replier's only when the ticket was the replier's, or no agent's.
    /// </summary>
    public Actor Replying(Actor by, Instant at) =>
        by.Team is null && ChangeAt(at) is { Team: { } team } assigned && (assigned.Agent is null || assigned.Agent == by.Id)
            ? by with { Team = team }
            : by;

    private static Actor? ActorOf(Assigned assigned) =>
        assigned.Agent is null && assigned.Team is null ? null : new Actor(ActorClass.Agent, assigned.Agent, assigned.Team);

    private Assigned? ChangeAt(Instant at)
    {
        for (var index = _changes.Count - 1; index >= 0; index--)
        {
            if (_changes[index].At <= at) return (Assigned)_changes[index].Event!;
        }

        return null;
    }

    private void Add(TimelineEntry entry, Assigned to)
    {
        var from = _changes.Count > 0 ? (Assigned)_changes[^1].Event! : null;
        var tier = All.Count > 0 ? All[^1].LastTier : null;
        if (to.Agent == from?.Agent && to.Team == from?.Team && (to.Tier is null || to.Tier == tier))
        {
            entry.LeftOut = EntryReason.NoChange;
            return;
        }

        if (All.Count > 0) All[^1].EndAt(entry.At);
        _changes.Add(entry);
        if (to.Agent is null && to.Team is null) return;
        var isByPeople = entry.By?.Class is not (ActorClass.Automation or ActorClass.System or ActorClass.Bot) && !to.IsTriage;
        All.Add(new Assignment(entry, to, to.Tier ?? tier)
        {
            IsTransfer = isByPeople && (IsOther(from?.Agent, to.Agent) || IsOther(from?.Team, to.Team)),
            IsEscalation = isByPeople && to.Tier > tier,
        });
    }

    private static bool IsOther(string? from, string? to) => from is not null && to is not null && from != to;

    private void EndAtResolves(StageTrack stages)
    {
        for (var index = 0; index < stages.Changes.Count; index++)
        {
            if (!stages.IsResolve(index)) continue;
            var at = stages.Changes[index].At;
            var held = All.FindLast(assignment => assignment.Assigned <= at);
            held?.EndAt(at);
        }
    }
}

/// <summary>One assignment, until the next or the resolve.</summary>
internal sealed class Assignment(TimelineEntry entry, Assigned to, int? lastTier)
{
    public TimelineEntry Entry { get; } = entry;

    public Instant Assigned => Entry.At;

    public string? Agent { get; } = to.Agent;

    public string? Team { get; } = to.Team;

    public int? Tier { get; } = to.Tier;

    /// <summary>The tier it is on: this one's, or that of an assignment before.</summary>
    public int? LastTier { get; } = lastTier;

    public bool IsTriage { get; } = to.IsTriage;

    public bool IsTransfer { get; init; }

    public bool IsEscalation { get; init; }

    /// <summary>Null while it lasts.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>The first reply of the assignee while it lasted.</summary>
    public TimelineEntry? Reply { get; private set; }

    public void EndAt(Instant at) => EndedAt = EndedAt is { } known ? Instant.Min(known, at) : at;

    public void FindReply(List<TimelineEntry> entries)
    {
        var start = entries.IndexOf(Entry);
        for (var index = start + 1; index < entries.Count && !(entries[index].At > EndedAt); index++)
        {
            if (!entries[index].IsAgentReply || !IsAssignee(entries[index].By!)) continue;
            Reply = entries[index];
            return;
        }
    }

    /// <summary>The agent it was given to; where it was given to a team, any agent not known to be of another.</summary>
    private bool IsAssignee(Actor replier) => Agent is not null ? replier.Id == Agent : replier.Team is null || replier.Team == Team;
}
