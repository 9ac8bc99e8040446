using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A chain of contacts of one customer about one topic, each following the one before within a window.</summary>
[FactTable("issue", FactUnit.Customer)]
public sealed record IssueFact
{
    public required string CustomerUnit { get; init; }

    /// <summary>The first contact's record.</summary>
    public required string Record { get; init; }

    /// <summary>Those of the first contact.</summary>
    public required TicketSlices Slices { get; init; }
    public string? Customer { get; init; }
    public Instant Started { get; init; }

    /// <summary>The last contact's resolve; null while a contact of the chain is open.</summary>
    public Instant? Resolved { get; init; }

    /// <summary>How often the customer turned to the team, over all contacts of the chain.</summary>
    public long Contacts { get; init; }
    public long Calls { get; init; }

    /// <summary>How often the customer wrote again before a reply.</summary>
    public long Chases { get; init; }

    /// <summary>First contact to last resolve; null while it is open.</summary>
    public long? ElapsedSeconds { get; init; }

    /// <summary>0 (no effort) to 100: contacts, chases and time, a third each; null while it is open.</summary>
    public double? EffortPoints { get; init; }
}
