using NodaTime;

namespace Deskmeter.Facts;

/// <summary>A reader's word on whether an article helped.</summary>
[FactTable("article_vote", FactUnit.Record)]
public sealed record ArticleVoteFact
{
    public required string Record { get; init; }
    [Slice] public required string Article { get; init; }
    [Slice] public string? Topic { get; init; }
    [Slice] public string? Language { get; init; }
    public Instant Voted { get; init; }
    public bool IsUp { get; init; }
}
