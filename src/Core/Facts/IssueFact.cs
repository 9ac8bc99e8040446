using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// A chain of contacts of one known customer about one topic, each begun while a ticket of the chain was open, or within a window
/// after the last of them ended. A contact without a topic is an issue of its own.
/// </summary>
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

    /// <summary>The resolve that ended the chain; null while a ticket of it is open, or when the last contact was not resolved.</summary>
    public Instant? Resolved { get; init; }

    /// <summary>How often the customer turned to the team, over all contacts of the chain.</summary>
    public long Contacts { get; init; }

    /// <summary>Those of them by telephone.</summary>
    public long Calls { get; init; }

    /// <summary>How often the customer wrote again before a reply.</summary>
    public long Chases { get; init; }

    /// <summary>First contact to the resolve; null without one.</summary>
    public long? ElapsedSeconds { get; init; }

    /// <summary>0 (no effort) to 100: contacts, chases and time, a third each; null without a resolve.</summary>
    public double? EffortPoints { get; init; }
}
