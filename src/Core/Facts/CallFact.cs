using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>One call or live chat.</summary>
[FactTable("call", FactUnit.Record)]
public sealed record CallFact
{
    public required string Record { get; init; }
    public string? TicketId { get; init; }
    public required TicketSlices Slices { get; init; }
    [Slice] public CallMedium Medium { get; init; }
    [Slice] public CallDirection Direction { get; init; }

    /// <summary>The first queue it was in.</summary>
    [Slice] public string? Queue { get; init; }
    [Slice] public CallOutcome Outcome { get; init; }

    /// <summary>Who was connected first; transfers do not count.</summary>
    public Actor? Agent { get; init; }
    public string? Customer { get; init; }

    /// <summary>When it came in.</summary>
    public Instant Offered { get; init; }
    public Instant? AnsweredAt { get; init; }
    public Instant? EndedAt { get; init; }

    /// <summary>Entering the queue to the first connection, or to leaving; time in menus is not in it. Null where it never queued.</summary>
    public long? QueueSeconds { get; init; }

    /// <summary>First connection to the end, without hold; null when not answered.</summary>
    public long? TalkSeconds { get; init; }

    /// <summary>On hold in all; null when not answered or not measured.</summary>
    public long? HoldSeconds { get; init; }

    /// <summary>Work after the end, of all agents; null when not measured.</summary>
    public long? WrapSeconds { get; init; }

    /// <summary>Talk, hold and wrap-up of all agents; null when not answered.</summary>
    public long? HandleSeconds { get; init; }

    /// <summary>It came in within the calendar's hours; null without a calendar.</summary>
    [Slice] public bool? IsInHours { get; init; }

    /// <summary>The article that the call came from: stated, or whose own number was called.</summary>
    [Slice] public string? Article { get; init; }
}
