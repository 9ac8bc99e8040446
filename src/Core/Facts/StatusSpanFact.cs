using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A stretch of a ticket in one standard stage; the stretches of a ticket follow each other without a gap.</summary>
[FactTable("status_span", FactUnit.Conversation)]
public sealed record StatusSpanFact
{
    public required string Conversation { get; init; }
    public required string TicketId { get; init; }
    public required TicketSlices Slices { get; init; }

    /// <summary>Who had the ticket when the stretch ended, or has it now.</summary>
    public Actor? Assignee { get; init; }
    public Stage Status { get; init; }
    public Instant From { get; init; }

    /// <summary>Null: it still lasts.</summary>
    public Instant? Until { get; init; }

    /// <summary>Its length; null while it lasts.</summary>
    public Elapsed? Span { get; init; }
    public Instant TicketCreatedAt { get; init; }
}
