using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>What the customer's unit has to know of one ticket, or of a call or chat that belongs to no ticket.</summary>
public sealed record CustomerContact
{
    /// <summary>The record: <c>kind/source/id</c>.</summary>
    public required string Record { get; init; }

    /// <summary>ticket, call or chat.</summary>
    public required string Kind { get; init; }
    public string? TicketId { get; init; }

    /// <summary>The word for the customer, in the form in which such words are compared (<see cref="CustomerWord"/>); null: unknown.</summary>
    public string? Customer { get; init; }
    public required TicketSlices Slices { get; init; }
    public Actor? Opener { get; init; }
    public Actor? Resolver { get; init; }
    public Instant Started { get; init; }

    /// <summary>The last resolve; of an answered call, its end; null while open.</summary>
    public Instant? Resolved { get; init; }

    /// <summary>When it was over: resolved, else closed, else hung up; null while a ticket is open or a call runs.</summary>
    public Instant? Ended { get; init; }
    public long? HandleSeconds { get; init; }

    /// <summary>
    /// Turns of the customer without courtesies; 1 for a chat, a call or a source without messages. Null: the team or a machine
    /// began it and no customer turned to anybody, so it is no contact of the customer's.
    /// </summary>
    public long? CustomerContacts { get; init; }

    /// <summary>It was made by telephone.</summary>
    public bool IsCall { get; init; }

    /// <summary>Messages of the customer beyond the first of each turn; 0 without messages.</summary>
    public long Chases { get; init; }

    /// <summary>The shortest time from a resolve to its reopening by a person; null when there was none.</summary>
    public long? ReopenAfterSeconds { get; init; }
    public long? FirstReplySeconds { get; init; }
    public bool? FcrByAgent { get; init; }
    public bool? FcrByCustomer { get; init; }
    public bool? FcrBySource { get; init; }

    /// <summary>The article whose own number was called, or that the source names.</summary>
    public string? Article { get; init; }

    /// <summary>When people spoke to the customer: public replies of agents, or the beginning of an answered call.</summary>
    public IReadOnlyList<Instant> Replies { get; init; } = [];

    /// <summary>Ratings that came with the ticket, as surveys of it.</summary>
    public IReadOnlyList<Survey> Ratings { get; init; } = [];
}
