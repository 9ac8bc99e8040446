using Deskmeter.Helpdesk;

namespace Deskmeter.Facts;

/// <summary>What facts look up in records that are no event themselves: rates of exchange and articles. Safe for concurrent use.</summary>
public sealed class ReferenceData
{
    private readonly Dictionary<(string Source, string Id), Article> _articles = [];

    /// <param name="exchange">The rates, and the workspace's currency.</param>
    /// <param name="articles">Every article; deleted ones are passed over.</param>
    public ReferenceData(Exchange exchange, IEnumerable<Article> articles)
    {
        Exchange = exchange;
        foreach (var article in articles)
        {
            if (!article.IsDeleted) _articles[(article.Source, article.Id)] = article;
        }
    }

    /// <summary>No rate, no article.</summary>
    public static ReferenceData None { get; } = new(new Exchange(null, []), []);

    public Exchange Exchange { get; }

    /// <summary>The article of this id, or null.</summary>
    public Article? ArticleOf(string source, string id) => _articles.GetValueOrDefault((source, id));
}
