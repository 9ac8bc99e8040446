using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>A telephone call or live chat, from the offer to the wrap-up. Its legs may arrive one by one.</summary>
[RecordKind("call", "calls")]
public sealed record Call(string Source, string Id) : StatedRecord(Source, Id), IStatedSlices
{
    public CallMedium Medium { get; init; }

    public CallDirection Direction { get; init; }

    /// <summary>The source's id of the customer; null when nobody knows who called.</summary>
    public string? Customer { get; init; }

    /// <summary>The ticket that the call belongs to; a call that has one is a contact of that ticket and none of its own.</summary>
    public string? Ticket { get; init; }

    /// <summary>The number that the customer called; the articles say whose it is.</summary>
    public string? Number { get; init; }

    /// <summary>The help article from which the customer called or chatted, where the source says so.</summary>
    public string? Article { get; init; }

    /// <summary>The channel in the source's own words; without it the medium's word.</summary>
    public string? Channel { get; init; }

    public string? Brand { get; init; }

    public string? Language { get; init; }

    public string? Country { get; init; }

    public string? Product { get; init; }

    public string? Topic { get; init; }

    public string? Segment { get; init; }

    /// <summary>How it ended; null: taken from its legs.</summary>
    public CallOutcome? Outcome { get; init; }

    /// <summary>The stretches that it spent with one queue or agent each, in the order (offered, key).</summary>
    public IReadOnlyList<CallLeg> Legs { get; init; } = [];
}

/// <summary>A stretch of a call with one queue or one agent.</summary>
/// <param name="Key">Unique within the call.</param>
/// <param name="OfferedAt">When it rang or was put into the queue (UTC).</param>
public sealed record CallLeg(string Key, Instant OfferedAt) : IRecordPart
{
    public long Version { get; init; }

    public string? Queue { get; init; }

    /// <summary>When it entered the queue, after any menu; without it the wait begins with the offer.</summary>
    public Instant? QueuedAt { get; init; }

    /// <summary>When an agent was connected; null: nobody was.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>When this leg ended for the customer; null while it runs.</summary>
    public Instant? EndedAt { get; init; }

    public string? Agent { get; init; }

    public string? Team { get; init; }

    /// <summary>Seconds on hold in all; null when the source does not measure it. Segments, where there are any, win.</summary>
    public long? HoldSeconds { get; init; }

    /// <summary>Each time that the customer was put on hold.</summary>
    public IReadOnlyList<HoldSegment> Holds { get; init; } = [];

    /// <summary>Seconds of work after the end; null when the source does not measure it.</summary>
    public long? WrapSeconds { get; init; }
}

/// <summary>One time on hold.</summary>
/// <param name="From">When it began (UTC).</param>
/// <param name="Until">When it ended; null: with the leg.</param>
public sealed record HoldSegment(Instant From, Instant? Until);

/// <summary>What a call was made with.</summary>
public enum CallMedium
{
    Phone,
    Chat,
}

/// <summary>Who called whom.</summary>
public enum CallDirection
{
    Inbound,
    Outbound,
}

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    Answered,

    /// <summary>The customer left while waiting for an agent.</summary>
    AbandonedQueue,

    /// <summary>The customer left in the menu, before any queue.</summary>
    AbandonedIvr,

    /// <summary>The customer left while on hold, after an agent had answered.</summary>
    AbandonedHold,
    Voicemail,

    /// <summary>The team called, and the customer did not pick up.</summary>
    NotReached,
}
