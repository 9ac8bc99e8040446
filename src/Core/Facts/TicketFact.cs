using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// One ticket. A property of type <see cref="Instant"/> without "At" is an anchor and becomes three columns (x_at, x_on, x_hour);
/// one of type <see cref="Elapsed"/> becomes x_seconds and x_business_seconds; an <see cref="Actor"/> becomes x_id and x_team.
/// </summary>
[FactTable("ticket", FactUnit.Conversation)]
public sealed record TicketFact
{
    /// <summary>The unit: <c>source/id</c>, unique over all sources.</summary>
    public required string Conversation { get; init; }
    public required string Source { get; init; }

    /// <summary>The source's own id.</summary>
    public required string TicketId { get; init; }
    public required TicketSlices Slices { get; init; }
    public string? Customer { get; init; }

    /// <summary>The standard stage now, and the source's own word for it.</summary>
    public Stage Status { get; init; }
    public string? StatusName { get; init; }

    public Actor? Opener { get; init; }
    public Actor? FirstReplier { get; init; }

    /// <summary>Who made the last resolve.</summary>
    public Actor? Resolver { get; init; }

    /// <summary>The last assignee.</summary>
    public Actor? Assignee { get; init; }

    public Instant Created { get; init; }
    public ActorClass OpenedByClass { get; init; }
    public bool IsAgentStarted { get; init; }

    /// <summary>First automatic acknowledgement.</summary>
    public Instant? Acknowledged { get; init; }
    public long? AcknowledgeSeconds { get; init; }

    /// <summary>First public bot message that is no acknowledgement.</summary>
    public Instant? FirstBotReply { get; init; }
    public long? FirstBotReplySeconds { get; init; }
    public Instant? HandedOverAt { get; init; }
    public Instant? FirstAssigned { get; init; }

    /// <summary>Created to first assignment to an agent.</summary>
    public Elapsed? Assign { get; init; }

    /// <summary>First public human reply after a customer's message.</summary>
    public Instant? FirstReply { get; init; }

    /// <summary>First customer message to first public human reply; null for a ticket that an agent started.</summary>
    public Elapsed? FirstReplyTime { get; init; }

    /// <summary>Hand-over by the bot to the first public human reply after it.</summary>
    public Elapsed? SinceHandoff { get; init; }
    public Instant? FirstResolved { get; init; }

    /// <summary>Created to first resolve.</summary>
    public Elapsed? FirstResolution { get; init; }

    /// <summary>The last resolve; null while the ticket is open again.</summary>
    public Instant? LastResolved { get; init; }

    /// <summary>Created to last resolve.</summary>
    public Elapsed? Resolution { get; init; }

    /// <summary>Hand-over by the bot to the last resolve.</summary>
    public Elapsed? HumanResolution { get; init; }

    /// <summary>Up to the last resolve: new, open and on hold.</summary>
    public Elapsed? RequesterWait { get; init; }

    /// <summary>Up to the last resolve: pending, waiting for the customer.</summary>
    public Elapsed? AgentWait { get; init; }

    /// <summary>Up to the last resolve: on hold.</summary>
    public Elapsed? OnHold { get; init; }

    /// <summary>Up to the last resolve: new and open.</summary>
    public Elapsed? AgentWork { get; init; }

    /// <summary>Agent effort logged, merged children included; null when nothing logs it.</summary>
    public long? HandleSeconds { get; init; }

    /// <summary>Public messages of customers, agents and bots; null when the source brings no messages.</summary>
    public long? PublicMessages { get; init; }

    /// <summary>Public human replies; null when the source brings no messages.</summary>
    public long? AgentReplies { get; init; }

    /// <summary>Runs of customer messages; null when the source brings no messages.</summary>
    public long? CustomerTurns { get; init; }
    public long? Transfers { get; init; }
    public long? Escalations { get; init; }
    public long? Reopens { get; init; }

    /// <summary>Was ever pending or on hold before its last resolve.</summary>
    public bool? WasPaused { get; init; }
}
