using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>A subscription or contract of a customer, by local dates.</summary>
[RecordKind("subscription", "subscriptions")]
public sealed record Subscription(string Source, string Id) : StatedRecord(Source, Id)
{
    public required string Customer { get; init; }

    /// <summary>Its first day.</summary>
    public required LocalDate StartedOn { get; init; }

    /// <summary>The first day on which it is over; null: it runs.</summary>
    public LocalDate? EndedOn { get; init; }

    /// <summary>The customer ended it themselves; false: a failed payment or the shop did; null: not known.</summary>
    public bool? IsVoluntary { get; init; }

    /// <summary>The first day that is paid for; in a trial nobody is a customer yet.</summary>
    public LocalDate? TrialUntil { get; init; }

    public string? Plan { get; init; }

    /// <summary>What it costs a month, in its currency.</summary>
    public decimal? MonthlyValue { get; init; }

    public string? Currency { get; init; }

    public string? Segment { get; init; }

    public string? Country { get; init; }

    /// <summary>Times in which it rested.</summary>
    public IReadOnlyList<SubscriptionPause> Pauses { get; init; } = [];
}

/// <summary>A time in which a subscription rested.</summary>
/// <param name="Key">Unique within the subscription.</param>
/// <param name="FromOn">The first day of rest.</param>
public sealed record SubscriptionPause(string Key, LocalDate FromOn) : IRecordPart
{
    public long Version { get; init; }

    /// <summary>The first day on which it goes on; null: it still rests.</summary>
    public LocalDate? UntilOn { get; init; }
}
