using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// A stretch of being a customer: by subscriptions without their trials, and by orders for a year each. Those of one customer never
/// meet. A rest of a subscription that is longer than 30 days ends a stretch with its 30th day.
/// </summary>
[FactTable("customer_span", FactUnit.Customer)]
public sealed record CustomerSpanFact
{
    public required string CustomerUnit { get; init; }
    public required string Customer { get; init; }
    [Slice] public string? Plan { get; init; }
    [Slice] public string? Segment { get; init; }
    [Slice] public string? Country { get; init; }
    public LocalDate ActiveFrom { get; init; }

    /// <summary>The first day of being none any more; null while a subscription runs.</summary>
    public LocalDate? ActiveUntil { get; init; }

    /// <summary>The customer's first stretch; a later one is a customer won back.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The customer ended it themselves; null where nobody says, or it goes on.</summary>
    [Slice] public bool? IsVoluntary { get; init; }
}
