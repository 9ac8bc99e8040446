using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A record other than a ticket that is in no other fact, or whose money could not be converted, and why.</summary>
[FactTable("excluded_record", FactUnit.Record)]
public sealed record ExcludedRecordFact
{
    public required string Record { get; init; }

    /// <summary>The kind's word, such as <c>order</c>.</summary>
    [Slice] public required string Kind { get; init; }

    /// <summary>deleted, unpaid, no_rate or unfinished.</summary>
    [Slice] public required string Reason { get; init; }

    /// <summary>When it would have counted; null when nothing says.</summary>
    public Instant? Excluded { get; init; }
}
