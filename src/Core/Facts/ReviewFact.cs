using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A quality review.</summary>
[FactTable("review", FactUnit.Record)]
public sealed record ReviewFact
{
    public required string Record { get; init; }
    public string? TicketId { get; init; }
    public required TicketSlices Slices { get; init; }
    [Slice] public ReviewKind Kind { get; init; }
    [Slice] public string? Scorecard { get; init; }
    public required Actor Reviewee { get; init; }
    public Actor? Reviewer { get; init; }
    public Instant Reviewed { get; init; }

    /// <summary>0 to 1: the weighted mean of the categories that apply, 0 when a critical one is under a half; null when none applies.</summary>
    public double? Score { get; init; }

    /// <summary>A critical category is under a half; null when no category applies.</summary>
    public bool? HasCriticalError { get; init; }
}

/// <summary>One category of a quality review that applies.</summary>
[FactTable("review_category", FactUnit.Record)]
public sealed record ReviewCategoryFact
{
    public required string Record { get; init; }
    public string? TicketId { get; init; }
    public required TicketSlices Slices { get; init; }
    [Slice] public ReviewKind Kind { get; init; }
    [Slice] public string? Scorecard { get; init; }
    public required Actor Reviewee { get; init; }
    public Actor? Reviewer { get; init; }
    public Instant Reviewed { get; init; }
    [Slice] public required string Category { get; init; }

    /// <summary>0 to 1: where the score lies between the lowest and the highest.</summary>
    public double Score { get; init; }
    public double Weight { get; init; }

    /// <summary>Score times weight.</summary>
    public double WeightedScore { get; init; }
}
