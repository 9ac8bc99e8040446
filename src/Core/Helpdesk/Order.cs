using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>A paid order of a shop.</summary>
[RecordKind("order", "orders")]
public sealed record Order(string Source, string Id) : StatedRecord(Source, Id)
{
    /// <summary>The customer; null for a guest whom nobody knows.</summary>
    public string? Customer { get; init; }

    /// <summary>When it was paid (UTC); null: not yet, so it counts in nothing.</summary>
    public Instant? PaidAt { get; init; }

    /// <summary>What was paid, after discounts, in the order's currency.</summary>
    public decimal Amount { get; init; }

    /// <summary>The currency (ISO 4217); null: the workspace's.</summary>
    public string? Currency { get; init; }

    /// <summary>Where it was sold.</summary>
    public string? Channel { get; init; }

    public string? Brand { get; init; }

    public string? Country { get; init; }

    public string? Product { get; init; }

    public string? Segment { get; init; }

    /// <summary>What was given back; it is netted into the day of the order.</summary>
    public IReadOnlyList<OrderRefund> Refunds { get; init; } = [];
}

/// <summary>Money given back on an order.</summary>
/// <param name="Key">Unique within the order.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Amount">How much, in the order's currency.</param>
public sealed record OrderRefund(string Key, Instant At, decimal Amount) : IRecordPart
{
    public long Version { get; init; }
}
