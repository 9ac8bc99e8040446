using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>Conversations with the bot, and flows in the portal: handed over to a ticket, completed, or left.</summary>
internal static class DemoSessions
{
    private const string Bot = "Trail bot";

    /// <summary>The bot came to the shop when this part of the two years had passed.</summary>
    private const double BotFrom = 0.38;

    private static readonly string[] Flows = ["Returns portal", "Order tracker", "Warranty claims"];

    /// <summary>How many there are besides those of tickets.</summary>
    public static int LoneCountOf(DemoShop shop) => (int)(shop.Count * 0.13);

    /// <summary>The session with which a ticket began; null when it began with people. Where the bot had the answer, the ticket is its own and nobody else's.</summary>
    public static Session? Of(DemoStory story)
    {
        var origin = story.Origin;
        if (story.HandedOverAt is { } handed) return Begun(story, origin.At, Bot) with { HandedOverAt = DemoTime.At(handed), EndedAt = DemoTime.At(handed) };
        if (story is { IsSolvedByBot: true, SolvedAt: { } solved })
            return Begun(story, origin.At, Bot) with { CompletedAt = DemoTime.At(solved), EndedAt = DemoTime.At(solved) };

        var random = story.Shop.Random(DemoDraw.TicketSession, origin.Index);
        if (!story.IsUsual || story.Channel.Name != "form" || !random.Chance(0.3)) return null;
        var began = Math.Max(story.Shop.StartsAt, origin.At - (long)random.Around(180, 0.6));
        var at = DemoTime.At(origin.At);
        return Begun(story, began, FlowOf(origin.Topic)) with { Kind = SessionKind.Portal, HandedOverAt = at, EndedAt = at };
    }

    /// <summary>A session that led to no ticket.</summary>
    public static Session Lone(DemoShop shop, int index)
    {
        var random = shop.Random(DemoDraw.LoneSession, index);
        var part = (index + random.Unit()) / LoneCountOf(shop);
        var at = shop.Demand.At(part);
        var isBot = shop.Demand.Passed(at) >= BotFrom && random.Chance(0.55);
        var customer = random.Chance(0.6) ? DemoCustomer.Anybody(shop, part, random) : null;
        var visitor = customer ?? DemoCustomer.Of(shop, ~index);
        var topic = shop.Fault.Topic(shop, at, random);
        // On slow days more people try, and more give up.
        var isCompleted = random.Chance((isBot ? 0.68 : 0.84) - 0.10 * (shop.Demand.SlownessAt(at) - 1));
        var ended = at + Math.Max(10, (long)random.Around(isCompleted ? 150 : 70, 0.6));
        var end = ended < shop.EndsAt ? DemoTime.At(ended) : (Instant?)null;
        var product = DemoProduct.Draw(random);
        return new Session(DemoShop.Source, $"B{90_000_000 + index}")
        {
            Version = Math.Min(ended, shop.EndsAt - 1),
            Kind = isBot ? SessionKind.Bot : SessionKind.Portal,
            StartedAt = DemoTime.At(at),
            CompletedAt = isCompleted ? end : null,
            EndedAt = end,
            Customer = customer?.ShopId,
            Tool = isBot ? Bot : FlowOf(topic),
            Channel = isBot ? "chat" : "portal",
            Brand = product.Brand,
            Language = visitor.LanguageName,
            Country = visitor.Country,
            Product = product.Name,
            Topic = DemoTopic.All[topic].Name,
            Segment = customer?.Segment,
        };
    }

    private static string FlowOf(int topic) => topic switch
    {
        DemoTopic.Return or DemoTopic.Damaged => Flows[0],
        DemoTopic.Warranty => Flows[2],
        _ => Flows[1],
    };

    private static Session Begun(DemoStory story, long at, string tool) => new(DemoShop.Source, $"B{story.Ticket.Id}")
    {
        Version = story.Origin.At,
        Kind = SessionKind.Bot,
        StartedAt = DemoTime.At(at),
        Ticket = story.Ticket.Id,
        Customer = story.Origin.Customer.Id,
        Tool = tool,
        Channel = story.Channel.Name,
        Brand = story.Ticket.Profile!.Brand,
        Language = story.Origin.Customer.LanguageName,
        Country = story.Origin.Customer.Country,
        Product = story.Ticket.Profile.Product,
        Topic = story.TopicName,
        Segment = story.Origin.Customer.Segment,
    };
}
