using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A conversation with a bot, or a flow in a portal.</summary>
[FactTable("session", FactUnit.Customer)]
public sealed record SessionFact
{
    public required string CustomerUnit { get; init; }
    public required string Record { get; init; }
    public string? TicketId { get; init; }
    public required TicketSlices Slices { get; init; }
    [Slice] public SessionKind Kind { get; init; }
    [Slice] public string? Tool { get; init; }
    public string? Customer { get; init; }
    public Instant Started { get; init; }

    /// <summary>completed, handed_over or abandoned; null while it runs.</summary>
    [Slice] public string? Outcome { get; init; }

    /// <summary>
    /// Its end to the next contact with people that the customer began after the session began, 0 when they did not wait for the
    /// end; the ticket it was handed over to is none. Null when none came, or it runs.
    /// </summary>
    public long? NextAnyContactSeconds { get; init; }
}
