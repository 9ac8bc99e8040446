using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>A quality review of a conversation by a scorecard.</summary>
[RecordKind("review", "reviews")]
public sealed record Review(string Source, string Id) : StatedRecord(Source, Id), IStatedSlices
{
    public ReviewKind Kind { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required Instant ReviewedAt { get; init; }

    /// <summary>The ticket or call that was reviewed.</summary>
    public string? Ticket { get; init; }

    /// <summary>The source of that ticket, where it is not the review's own.</summary>
    public string? TicketSource { get; init; }

    public string? Scorecard { get; init; }

    /// <summary>Whose work it is.</summary>
    public required string Reviewee { get; init; }

    public string? RevieweeTeam { get; init; }

    public string? Reviewer { get; init; }

    public string? Channel { get; init; }

    public string? Brand { get; init; }

    public string? Language { get; init; }

    public string? Country { get; init; }

    public string? Product { get; init; }

    public string? Topic { get; init; }

    public string? Segment { get; init; }

    /// <summary>What the reviewer wrote to it.</summary>
    public string? Comment { get; init; }

    public IReadOnlyList<ReviewCategory> Categories { get; init; } = [];
}

/// <summary>One category of a scorecard, such as <c>tone</c> or <c>procedure</c>.</summary>
/// <param name="Key">The category's word.</param>
public sealed record ReviewCategory(string Key) : IRecordPart
{
    public long Version { get; init; }

    /// <summary>What was given; null: not applicable, so the category's weight is left out.</summary>
    public decimal? Score { get; init; }

    public decimal Lowest { get; init; }

    public decimal Highest { get; init; } = 100;

    public decimal Weight { get; init; } = 1;

    /// <summary>Less than half of it makes the whole review 0.</summary>
    public bool IsCritical { get; init; }
}

/// <summary>Who reviewed.</summary>
public enum ReviewKind
{
    Manual,
    Auto,

    /// <summary>By people too, of a ticket that somebody reviewed before: it says how far reviewers agree, and is in no score.</summary>
    Calibration,
}
