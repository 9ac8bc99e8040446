using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>One resolve: the entry into solved, or into closed from an unresolved stage.</summary>
[FactTable("resolve_cycle", FactUnit.Conversation)]
public sealed record ResolveCycleFact
{
    public required string Conversation { get; init; }
    public required string TicketId { get; init; }
    public required TicketSlices Slices { get; init; }
    public string? Customer { get; init; }
    public Actor? Resolver { get; init; }

    /// <summary>Ticket and resolver as one word, so that distinct pairs can be counted; null without a resolver.</summary>
    public string? TicketResolver { get; init; }
    public ActorClass? ResolverClass { get; init; }
    public Instant CreatedAt { get; init; }
    public Instant Resolved { get; init; }

    /// <summary>Created, or the reopening before it, to this resolve; null where the source says that it was never resolved.</summary>
    public Elapsed? Cycle { get; init; }
    public bool IsFirst { get; init; }
    public bool IsLast { get; init; }
    public ResolveVia Via { get; init; }

    /// <summary>human, confirmed, assumed (72 h without a human contact) or auto_closed (by an automation after people worked on it).</summary>
    public string Automation { get; init; } = "human";

    /// <summary>Resolve to the next public message of an agent or customer.</summary>
    public long? NextHumanContactSeconds { get; init; }

    /// <summary>When it was opened again; null when it was not.</summary>
    public Instant? Reopened { get; init; }
    public ActorClass? ReopenedByClass { get; init; }
    public long? ReopenAfterSeconds { get; init; }
}
