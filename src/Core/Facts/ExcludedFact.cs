using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A ticket that is in no other fact, and why.</summary>
[FactTable("excluded", FactUnit.Conversation)]
public sealed record ExcludedFact
{
    public required string Conversation { get; init; }

    /// <summary>What kind of record: ticket.</summary>
    public required string Kind { get; init; }
    public required string TicketId { get; init; }
    public required TicketSlices Slices { get; init; }

    /// <summary>merged, deleted, spam or test.</summary>
    public required string Reason { get; init; }

    /// <summary>When it would have counted as created.</summary>
    public Instant Created { get; init; }

    /// <summary>When it was left out.</summary>
    public Instant ExcludedAt { get; init; }
}
