using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A search in the help centre.</summary>
[FactTable("article_search", FactUnit.Record)]
public sealed record ArticleSearchFact
{
    public required string Record { get; init; }
    [Slice] public string? Topic { get; init; }
    [Slice] public string? Language { get; init; }
    public Instant Searched { get; init; }
    public long ResultCount { get; init; }
}
