using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>A help article: what its readings, votes and calls do not say themselves.</summary>
[RecordKind("article", "articles")]
public sealed record Article(string Source, string Id) : StatedRecord(Source, Id)
{
    public string? Title { get; init; }

    public string? Topic { get; init; }

    public string? Language { get; init; }

    /// <summary>Words of text; at 200 a minute they are the expected time of reading.</summary>
    public long? Words { get; init; }

    /// <summary>Seconds that its pictures and films add to the expected time.</summary>
    public long? MediaSeconds { get; init; }

    /// <summary>The telephone number that stands on this article alone.</summary>
    public string? Number { get; init; }
}

/// <summary>One reading of an article.</summary>
[RecordKind("article_view", "articles")]
public sealed record ArticleView(string Source, string Id) : StatedRecord(Source, Id)
{
    public required string Article { get; init; }

    /// <summary>When the page was opened (UTC).</summary>
    public required Instant ViewedAt { get; init; }

    /// <summary>The customer, or a word for one reader whom nobody knows by name; null: unknown.</summary>
    public string? Reader { get; init; }

    /// <summary>Seconds in which the page was visible and in focus; null when not measured.</summary>
    public long? ActiveSeconds { get; init; }

    /// <summary>Seconds that reading it should take; without it the article's words say.</summary>
    public long? ExpectedSeconds { get; init; }

    /// <summary>A crawler, or a page fetched ahead of need.</summary>
    public bool IsBot { get; init; }

    /// <summary>Somebody of the team.</summary>
    public bool IsAgent { get; init; }

    public string? Topic { get; init; }

    public string? Language { get; init; }
}

/// <summary>A reader's word on whether an article helped.</summary>
[RecordKind("article_vote", "articles")]
public sealed record ArticleVote(string Source, string Id) : StatedRecord(Source, Id)
{
    public required string Article { get; init; }

    /// <summary>When (UTC).</summary>
    public required Instant VotedAt { get; init; }

    public required bool IsUp { get; init; }

    public string? Reader { get; init; }

    public string? Topic { get; init; }

    public string? Language { get; init; }
}

/// <summary>A search in the help centre. The words searched for are not kept.</summary>
[RecordKind("article_search", "articles")]
public sealed record ArticleSearch(string Source, string Id) : StatedRecord(Source, Id)
{
    /// <summary>When (UTC).</summary>
    public required Instant SearchedAt { get; init; }

    /// <summary>How many articles were found.</summary>
    public required long ResultCount { get; init; }

    public string? Reader { get; init; }

    public string? Topic { get; init; }

    public string? Language { get; init; }
}
