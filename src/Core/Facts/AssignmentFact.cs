using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>The ticket was given to an agent or a team.</summary>
[FactTable("assignment", FactUnit.Conversation)]
public sealed record AssignmentFact
{
    public required string Conversation { get; init; }
    public required string TicketId { get; init; }
    public required TicketSlices Slices { get; init; }

    /// <summary>To whom.</summary>
    public Actor? Assignee { get; init; }

    /// <summary>Ticket and assignee as one word, so that distinct pairs can be counted; null without an agent.</summary>
    public string? TicketAssignee { get; init; }
    public Instant Assigned { get; init; }
    public ActorClass? ByClass { get; init; }

    /// <summary>From one agent or team to another, by a person and not out of triage.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>To a higher tier.</summary>
    public bool IsEscalation { get; init; }
    public bool IsTriage { get; init; }

    /// <summary>The assignee's first public reply while the assignment lasted.</summary>
    public Instant? Replied { get; init; }
    public Elapsed? Reply { get; init; }

    /// <summary>The next assignment or the resolve; null while it lasts.</summary>
    public Instant? EndedAt { get; init; }
}
