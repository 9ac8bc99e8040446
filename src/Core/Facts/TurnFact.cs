using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A run of customer messages, up to the reply that ends it.</summary>
[FactTable("turn", FactUnit.Conversation)]
public sealed record TurnFact
{
    public required string Conversation { get; init; }
    public required string TicketId { get; init; }
    public required TicketSlices Slices { get; init; }
    public string? Customer { get; init; }

    /// <summary>Who replied.</summary>
    public Actor? Replier { get; init; }

    /// <summary>Who had the ticket when the turn ended, or who has it while it waits.</summary>
    public Actor? Assignee { get; init; }

    /// <summary>The first message of the run.</summary>
    public Instant Started { get; init; }

    /// <summary>The public human reply; null while it waits or when nobody replied.</summary>
    public Instant? Replied { get; init; }
    public Elapsed? Reply { get; init; }

    /// <summary>The first turn of the ticket.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Replied, resolved or closed, whichever came first; null while it waits.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>After the last reply, not answered and not left open: a "thank you".</summary>
    public bool IsCourtesy { get; init; }
}
