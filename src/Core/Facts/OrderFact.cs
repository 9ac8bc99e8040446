using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A paid order.</summary>
[FactTable("order", FactUnit.Customer)]
public sealed record OrderFact
{
    public required string CustomerUnit { get; init; }
    public required string Record { get; init; }
    [Slice] public string? Channel { get; init; }
    [Slice] public string? Brand { get; init; }
    [Slice] public string? Country { get; init; }
    [Slice] public string? Product { get; init; }
    [Slice] public string? Segment { get; init; }

    /// <summary>The customer's unit; null of an unknown guest.</summary>
    public string? Customer { get; init; }
    public Instant Paid { get; init; }

    /// <summary>Paid less refunds, in the workspace's currency at the rate of its day; null without a rate.</summary>
    public decimal? NetAmount { get; init; }

    /// <summary>The currency it was paid in, and how much less refunds; null for more than a column holds.</summary>
    [Slice] public string? Currency { get; init; }
    public decimal? OriginalAmount { get; init; }

    /// <summary>The local date of the customer's order before; null for the first, and for unknown guests.</summary>
    public LocalDate? PreviousPaidOn { get; init; }
    public bool? IsFirst { get; init; }
}
