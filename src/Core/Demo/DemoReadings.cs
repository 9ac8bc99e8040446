using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>Who read what in the help centre, what they searched for in vain, and whether it helped.</summary>
internal static class DemoReadings
{
    public static int CountOf(DemoShop shop) => (int)(shop.Count * 1.92);

    /// <summary>What the customer of a ticket had read just before; null when they wrote at once.</summary>
    public static ArticleView? Before(DemoStory story)
    {
        var random = story.Shop.Random(DemoDraw.TicketView, story.Origin.Index);
        var at = story.Origin.At - 90 - (long)random.Around(6 * DemoTime.Minute, 0.6);
        if (!story.IsUsual || !random.Chance(0.06) || at < story.Shop.StartsAt) return null;
        var article = DemoArticles.About(story.Origin.Topic, story.Origin.Customer.Language, random);
        return View($"V{story.Ticket.Id}", article, at, random) with { Reader = story.Origin.Customer.ShopId };
    }

    /// <summary>A reading, with the search that led to it and the vote that followed.</summary>
    public static IEnumerable<SourceRecord> Of(DemoShop shop, int index)
    {
        var random = shop.Random(DemoDraw.Reading, index);
        var part = (index + random.Unit()) / CountOf(shop);
        var at = shop.Demand.At(part);
        var topic = shop.Fault.Topic(shop, at, random);
        var customer = random.Chance(0.35) ? DemoCustomer.Anybody(shop, part, random) : null;
        var reader = customer?.ShopId ?? (random.Chance(0.85) ? $"visitor-{random.Below(CountOf(shop) / 2)}" : null);
        var visitor = customer ?? DemoCustomer.Of(shop, ~index);
        var article = DemoArticles.About(topic, visitor.Language, random);
        var id = $"{90_000_000 + index}";
        if (random.Chance(0.12) && at - 20 >= shop.StartsAt)
        {
            // The help centre has no articles in Hungarian, Turkish and Malay.
            var isFound = random.Chance(visitor.Language < 2 ? 0.93 : 0.7);
            yield return new ArticleSearch(DemoShop.Source, $"F{id}")
            {
                SearchedAt = DemoTime.At(at - 20),
                ResultCount = isFound ? 1 + random.Below(9) : 0,
                Reader = reader,
                Topic = DemoTopic.All[topic].Name,
                Language = visitor.LanguageName,
            };
        }

        var isBot = random.Chance(0.06);
        var isAgent = !isBot && random.Chance(0.04);
        yield return View($"V{id}", article, at, random) with { Reader = isBot || isAgent ? null : reader, IsBot = isBot, IsAgent = isAgent };
        if (isBot || isAgent || !random.Chance(0.05) || at + 900 >= shop.EndsAt) yield break;
        yield return new ArticleVote(DemoShop.Source, $"T{id}")
        {
            Article = article.Id,
            VotedAt = DemoTime.At(at + 30 + random.Below(800)),
            IsUp = random.Chance(shop.Fault.IsKnown(at) && topic == DemoTopic.Warranty ? 0.3 : 0.66 + 0.12 * shop.Demand.Passed(at)),
            Reader = reader,
        };
    }

    private static ArticleView View(string id, Article article, long at, DemoRandom random)
    {
        var expected = DemoArticles.ExpectedSeconds(article);
        var active = Math.Max(1, (long)random.Around(0.6 * expected, 0.8));
        return new ArticleView(DemoShop.Source, id)
        {
            Article = article.Id,
            ViewedAt = DemoTime.At(at),
            // A few readers left the tab open; of a few nothing was measured.
            ActiveSeconds = random.Unit() switch { < 0.006 => active + 2 * DemoTime.Hour, < 0.02 => null, _ => active },
        };
    }
}
