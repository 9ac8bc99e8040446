using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>The ticket was given to an agent, a team or both; to neither: it was given back.</summary>
internal sealed record ReferenceHolder(
    long At, int Place, string? Agent, string? Team, int? Tier, Actor? By, bool IsTransfer, bool IsEscalation)
{
    public bool IsSomebody => Agent is not null || Team is not null;
}

/// <summary>An assignment with what came of it.</summary>
internal sealed record ReferenceAssignment(ReferenceHolder To, ReferenceMessage? Reply, long? EndedAt);

/// <summary>Who had a ticket when.</summary>
internal sealed class ReferenceAssignments
{
    public ReferenceAssignments(ReferenceLog log)
    {
        var (agent, team) = ((string?)null, (string?)null);
        int? highest = null;
        foreach (var entry in log.Entries)
        {
            var (newAgent, newTeam) = entry.Event switch
            {
                Assigned assigned => (assigned.Agent, assigned.Team),
                StateObserved state => (
                    state.Cells.TryGetValue("agent", out var named) ? named : agent,
                    state.Cells.TryGetValue("team", out var group) ? group : team),
                _ => (agent, team),
            };
            if ((newAgent, newTeam) == (agent, team)) continue;
            var moved = entry.Event as Assigned;
            var isByPerson = entry.Event.By is null or { Class: ActorClass.Agent or ActorClass.Customer };
            var isMove = (agent is not null && newAgent is not null && agent != newAgent) || (team is not null && newTeam is not null && team != newTeam);
            var counts = isByPerson && moved is not { IsTriage: true };
            All.Add(new ReferenceHolder(
                entry.At, entry.Place, newAgent, newTeam, moved?.Tier, entry.Event.By, isMove && counts, counts && moved?.Tier > highest));
            highest = moved?.Tier ?? highest;
            HasTiers |= moved?.Tier is not null;
            (agent, team) = (newAgent, newTeam);
        }
    }

    /// <summary>In order.</summary>
    public List<ReferenceHolder> All { get; } = [];

    /// <summary>The source knows of tiers.</summary>
    public bool HasTiers { get; }

    public ReferenceHolder? FirstToAgent => All.Find(holder => holder.Agent is not null);

    public ReferenceHolder? Last => All.Count > 0 && All[^1].IsSomebody ? All[^1] : null;

    /// <summary>Who had it at the end of a second; null: nobody.</summary>
    public ReferenceHolder? At(long second) => All.FindLast(holder => holder.At <= second) is { IsSomebody: true } holder ? holder : null;

    /// <summary>Who had it when a message was written.</summary>
    public ReferenceHolder? At(ReferenceMessage message) => At(message.At);

    /// <summary>Assignments to somebody, until the next one or the resolve.</summary>
    public IEnumerable<ReferenceAssignment> Given(ReferenceStages stages, ReferenceMessages messages)
    {
        for (var i = 0; i < All.Count; i++)
        {
            var holder = All[i];
            if (!holder.IsSomebody) continue;
            var next = i + 1 < All.Count ? All[i + 1] : null;
            var resolve = stages.Cycles.Find(cycle => cycle.Resolved >= holder.At);
            var resolved = resolve?.Resolved;
            var ended = next is not null && (resolved is null || next.At <= resolved) ? next.At : resolved;
            var reply = messages.All.Find(message => message.IsReply && message.At >= holder.At && (ended is null || message.At <= ended)
                && (holder.Agent is not null ? message.By!.Id == holder.Agent : TeamOf(message.By!, message.At) == holder.Team));
            yield return new ReferenceAssignment(holder, reply, ended);
        }
    }

    /// <summary>The team of somebody who writes: as the source says; else the ticket's, if the ticket was theirs or no agent's.</summary>
    public string? TeamOf(Actor actor, long at)
    {
        if (actor.Team is not null) return actor.Team;
        var holder = At(at);
        return holder is not null && (holder.Agent is null || holder.Agent == actor.Id) ? holder.Team : null;
    }
}
