using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// Somebody who is a customer on the first of a month, with what support was like in the 90 days before. Who is one for good has a
/// row for every month up to the horizon of the facts (<see cref="FactContext.Horizon"/>).
/// </summary>
[FactTable("customer_month", FactUnit.Customer)]
public sealed record CustomerMonthFact
{
    public required string CustomerUnit { get; init; }
    public required string Customer { get; init; }
    [Slice] public string? Plan { get; init; }
    [Slice] public string? Segment { get; init; }
    [Slice] public string? Country { get; init; }

    /// <summary>The first of the month.</summary>
    public LocalDate Month { get; init; }

    /// <summary>The first day of being no customer any more; null while they are.</summary>
    public LocalDate? ActiveUntilOn { get; init; }

    /// <summary>none, 1, 2 or 3+: the customer's contacts in the 90 days before.</summary>
    [Slice] public required string SupportBand { get; init; }

    /// <summary>good, neutral or bad by the last CSAT answer of the 90 days before; null without one.</summary>
    [Slice] public string? CsatBand { get; init; }

    /// <summary>fast (within 4 h), day (24 h) or slow by the median first response of the 90 days before; null without one.</summary>
    [Slice] public string? FirstResponseBand { get; init; }
}
