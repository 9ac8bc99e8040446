using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>A stretch of time of one agent: planned and paid, or the state they were in.</summary>
[RecordKind("shift", "shifts")]
public sealed record Shift(string Source, string Id) : StatedRecord(Source, Id)
{
    public required string Agent { get; init; }

    /// <summary>Without it the team that the people's records name.</summary>
    public string? Team { get; init; }

    public required ShiftKind Kind { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required Instant FromAt { get; init; }

    /// <summary>When it ended (UTC); null while it runs.</summary>
    public Instant? UntilAt { get; init; }
}

/// <summary>The ends of stretches of an agent's time.</summary>
public static class ShiftEnd
{
    /// <summary>A stretch that is said to be longer has an end that means "open", such as 9999-12-31.</summary>
    private const int LongestDays = 1100;

    /// <summary>The end of a stretch; null while it runs.</summary>
    public static Instant? Of(Instant from, Instant? until) => until - from > Duration.FromDays(LongestDays) ? null : until;
}

/// <summary>What a stretch of an agent's time is. Which of them are paid, scheduled, available, busy, productive or lost: docs/decisions.</summary>
public enum ShiftKind
{
    /// <summary>Planned work: the roster.</summary>
    Scheduled,

    /// <summary>Paid time that was not rostered, such as leave, sickness or a holiday.</summary>
    PaidLeave,

    /// <summary>Logged in and ready for a contact.</summary>
    Available,

    /// <summary>With a customer, on hold included.</summary>
    Busy,

    /// <summary>Work after a contact.</summary>
    WrapUp,
    Break,
    Training,
    Meeting,

    /// <summary>Paid, and neither working nor ready: sick, late, away.</summary>
    Away,
}
