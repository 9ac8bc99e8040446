using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A survey that was sent.</summary>
[FactTable("invitation", FactUnit.Customer)]
public sealed record InvitationFact
{
    public required string CustomerUnit { get; init; }
    public required string Record { get; init; }
    public string? TicketId { get; init; }

    /// <summary>Those of the ticket that is asked about; else what the survey states.</summary>
    public required TicketSlices Slices { get; init; }
    [Slice] public required string Kind { get; init; }
    [Slice] public required string Scale { get; init; }
    [Slice] public string? Touchpoint { get; init; }

    /// <summary>Who had the ticket when it was sent; null of an anonymous survey.</summary>
    public Actor? Agent { get; init; }
    public string? Customer { get; init; }
    public Instant Sent { get; init; }

    /// <summary>It arrived, or nothing says that it did not; an answered one did.</summary>
    public bool IsDelivered { get; init; }
    public bool IsAnswered { get; init; }

    /// <summary>Sent to first answer; null when not answered.</summary>
    public long? AnswerAfterSeconds { get; init; }
}
