using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What is known of help articles.</summary>
internal sealed class ReferenceArticles(IEnumerable<Article> articles)
{
    private readonly List<Article> _articles = [.. articles.OrderBy(article => article.Source, StringComparer.Ordinal)];

    /// <summary>The source's own of this id, else that of the first source that has one.</summary>
    public Article? Of(string source, string id)
    {
        var named = _articles.FindAll(article => article.Id == id);
        return named.Find(article => article.Source == source) ?? named.FirstOrDefault();
    }
}
