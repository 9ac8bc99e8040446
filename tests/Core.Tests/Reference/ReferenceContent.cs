using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What help articles are read for, and whether they help.</summary>
internal static class ReferenceContent
{
    private const decimal WordsAMinute = 200;
    private const long Window = 30 * 60;

    public static void Add(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        Readings(keys, shop, everybody);
        keys.Flow("article_helpful_rate", () =>
            from vote in shop.Of<ArticleVote>()
            let article = everybody.Articles.Of(vote.Source, vote.Article)
            let at = ReferenceLog.Second(vote.VotedAt)
            select Of(shop, at, vote.Article, vote.Topic ?? article?.Topic, vote.Language ?? article?.Language) with { Yes = vote.IsUp },
            ReferenceMeasures.Share);
        keys.Flow("search_no_result_rate", () =>
            from search in shop.Of<ArticleSearch>()
            select Of(shop, ReferenceLog.Second(search.SearchedAt), null, search.Topic, search.Language) with { Yes = search.ResultCount == 0 },
            ReferenceMeasures.Share);
        keys.Flow(
            "calls_to_article",
            () => shop.Calls.Where(call => call.IsOver && call.Article is not null).Select(call => ReferenceCalls.Row(shop, call)),
            ReferenceMeasures.Count);
        keys.Formula(
            "self_service_ratio",
            question => keys.Of("article_readers", question) / keys.Of("contacts_started", question),
            "article_readers", "contacts_started");
        keys.Formula(
            "article_contact_rate",
            question => (keys.Of("views_followed", question) + keys.Of("calls_to_article", question)) / keys.Of("article_views", question),
            "views_followed", "calls_to_article", "article_views");
    }

    private static void Readings(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        IEnumerable<ReferenceRow> Views(Func<ReferenceCustomer, ArticleView, ReferenceRow, ReferenceRow> with) =>
            from customer in everybody.All
            from view in customer.Views
            where !view.IsBot && !view.IsAgent
            let article = everybody.Articles.Of(view.Source, view.Article)
            let row = Of(shop, ReferenceLog.Second(view.ViewedAt), view.Article, view.Topic ?? article?.Topic, view.Language ?? article?.Language)
            select with(customer, view, row);
        keys.Flow("article_views", () => Views((_, _, row) => row), ReferenceMeasures.Count);
        keys.Flow("article_readers", () => Views((customer, _, row) => row with { Word = customer.Name }), ReferenceMeasures.Distinct);
        keys.Flow("article_read_time", () => Views((_, view, row) => row with { Number = view.ActiveSeconds }), ReferenceMeasures.Median);
        keys.Flow("read_through", () => Views((_, view, row) => row with
        {
            Number = (double?)view.ActiveSeconds / Expected(view, everybody.Articles.Of(view.Source, view.Article)),
        }), ReferenceMeasures.Median);
        keys.Flow(
            "views_followed",
            () => Views((customer, view, row) => row with { Yes = customer.ContactAfter(view) <= Window }),
            rows => ReferenceMeasures.Count([.. rows.Where(row => row.Yes == true)]),
            Window);
    }

    /// <summary>What reading should take: as stated, else the words at 200 a minute and the media; an article that takes no time says nothing.</summary>
    private static double? Expected(ArticleView view, Article? article)
    {
        var words = article?.Words is { } count ? Math.Round(count * 60 / WordsAMinute, MidpointRounding.AwayFromZero) : (decimal?)null;
        return (view.ExpectedSeconds ?? words + (article?.MediaSeconds ?? 0)) is > 0 and var seconds ? (double)seconds : null;
    }

    private static ReferenceRow Of(ReferenceShop shop, long at, string? article, string? topic, string? language) => new(at, slice => slice switch
    {
        "article" => [article],
        "topic" => [topic],
        "language" => [language],
        _ => [ReferenceSlices.OfTime(shop, at, slice)],
    });
}
