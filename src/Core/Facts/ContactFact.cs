using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>One contact of a customer: a ticket, or a call or chat that belongs to no ticket.</summary>
[FactTable("contact", FactUnit.Customer)]
public sealed record ContactFact
{
    public required string CustomerUnit { get; init; }

    /// <summary>The record: <c>kind/source/id</c>.</summary>
    public required string Record { get; init; }

    /// <summary>ticket, call or chat.</summary>
    [Slice] public required string Kind { get; init; }

    /// <summary>The ticket's id; null of a call or chat.</summary>
    public string? TicketId { get; init; }
    public required TicketSlices Slices { get; init; }
    public Actor? Opener { get; init; }

    /// <summary>Who made the last resolve; of a call, who answered.</summary>
    public Actor? Resolver { get; init; }

    /// <summary>The customer's unit; null when nobody knows who it was.</summary>
    public string? Customer { get; init; }
    public bool IsKnown { get; init; }
    public Instant Started { get; init; }

    /// <summary>The last resolve; of a call that was answered, its end; null while open.</summary>
    public Instant? Resolved { get; init; }

    /// <summary>Agent effort; null when nothing measures it.</summary>
    public long? HandleSeconds { get; init; }

    /// <summary>
    /// How often the customer turned to the team in it: turns without courtesies, or 1 for a chat, a call or a source without messages.
    /// Null of one that the team or a machine made: it is no contact of the customer's, follows none, and has none of what follows.
    /// </summary>
    public long? CustomerContacts { get; init; }

    /// <summary>The shortest time from a resolve to its reopening by a person; null when there was none.</summary>
    public long? ReopenAfterSeconds { get; init; }

    /// <summary>
    /// Resolved to the next contact about the same topic that the customer began after this one, 0 when they did not wait for the
    /// resolve; null when none came, or the topic is not known.
    /// </summary>
    public long? NextContactSeconds { get; init; }

    /// <summary>Resolved to the customer's next contact about anything that began at the resolve or later; null when none came.</summary>
    public long? NextAnyContactSeconds { get; init; }

    /// <summary>First contact resolution as the agent ticked it.</summary>
    public bool? FcrByAgent { get; init; }

    /// <summary>First contact resolution as the customer said.</summary>
    public bool? FcrByCustomer { get; init; }

    /// <summary>First contact resolution as the source flags it.</summary>
    public bool? FcrBySource { get; init; }

    /// <summary>Started to the first paid order of which this is the newest ticket before; null otherwise.</summary>
    public long? OrderAfterSeconds { get; init; }

    /// <summary>What that order brought, net of refunds, in the workspace's currency.</summary>
    public decimal? OrderNet { get; init; }

    /// <summary>The article whose own number they called, or that the source names, else the one that they read last within a day before.</summary>
    [Slice] public string? Article { get; init; }

    /// <summary>The chain of contacts it is in; null where the customer is not known, or did not make it.</summary>
    public string? IssueId { get; init; }
}
