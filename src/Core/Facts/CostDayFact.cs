using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>One day's part of what support cost.</summary>
[FactTable("cost_day", FactUnit.Record)]
public sealed record CostDayFact
{
    public required string Record { get; init; }
    public LocalDate Spent { get; init; }
    [Slice] public CostCategory Category { get; init; }

    /// <summary>The channel that it is for; null: all of them.</summary>
    [Slice] public string? Channel { get; init; }

    /// <summary>The team that it is for.</summary>
    public Actor? Owner { get; init; }

    /// <summary>In the workspace's currency at the rate of the day; null without a rate.</summary>
    public decimal? Amount { get; init; }
    [Slice] public string? Currency { get; init; }
    public decimal OriginalAmount { get; init; }
}
