using NodaTime;

namespace Deskmeter.Facts;

/// <summary>One reading of a help article.</summary>
[FactTable("article_view", FactUnit.Customer)]
public sealed record ArticleViewFact
{
    public required string CustomerUnit { get; init; }
    public required string Record { get; init; }
    [Slice] public required string Article { get; init; }
    [Slice] public string? Topic { get; init; }
    [Slice] public string? Language { get; init; }

    /// <summary>The customer, or the word for an unknown reader; null: nobody can tell readers apart.</summary>
    public string? Reader { get; init; }
    public Instant Viewed { get; init; }

    /// <summary>Neither a crawler nor somebody of the team.</summary>
    public bool IsHuman { get; init; }
    public long? ActiveSeconds { get; init; }

    /// <summary>Stated, else the article's words at 200 a minute and its media; null when nothing says.</summary>
    public long? ExpectedSeconds { get; init; }

    /// <summary>
    /// Viewed to the reader's next ticket, call or chat, of the last human view before it; null otherwise. A contact that names its
    /// article itself, as a call to the article's own number does, follows no view.
    /// </summary>
    public long? ContactAfterSeconds { get; init; }
}
