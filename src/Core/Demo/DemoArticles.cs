using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>The help centre: twenty subjects, each in Dutch and in English.</summary>
internal static class DemoArticles
{
    // Two subjects a topic, in the order of the topics: nl, en, nl, en.
    private static readonly string[][] Titles =
    [
        ["Uw bestelling volgen", "Tracking your order", "Wat de statussen betekenen", "What the tracking states mean"],
        ["Als een pakket te laat is", "When a parcel is late", "Levertijden per land", "Delivery times by country"],
        ["Een artikel terugsturen", "Sending an item back", "Wanneer u uw geld terugkrijgt", "When you get your money back"],
        ["Schade melden", "Reporting damage", "Er ontbreekt iets in de doos", "Something is missing in the box"],
        ["De juiste tent kiezen", "Choosing the right tent", "Lagen voor elk weer", "Layers for every weather"],
        ["Uw maat bepalen", "Finding your size", "Wandelschoenen passen", "Fitting hiking boots"],
        ["Betaalwijzen", "Ways to pay", "Een betaling is mislukt", "A payment failed"],
        ["Wat de garantie dekt", "What the warranty covers", "Uw brander nakijken", "Checking your stove"],
        ["Een adres wijzigen", "Changing an address", "Een bestelling annuleren", "Cancelling an order"],
        ["Een wachtwoord herstellen", "Resetting a password", "Uw gegevens inzien", "Seeing your data"],
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Article> All { get; } = [.. Titles.SelectMany((titles, topic) => titles.Select((title, place) => Make(topic, place, title)))];

    /// <summary>An article about a topic, in the reader's language or else in English.</summary>
    public static Article About(int topic, int language, DemoRandom random) => All[topic * 4 + (random.Chance(0.65) ? 0 : 2) + (language == 0 ? 0 : 1)];

    /// <summary>Seconds that reading it should take.</summary>
    public static long ExpectedSeconds(Article article) => article.Words!.Value * 60 / 200 + (article.MediaSeconds ?? 0);

    private static Article Make(int topic, int place, string title)
    {
        var number = topic * 4 + place;
        return new Article(DemoShop.Source, $"A-{101 + number}")
        {
            Title = title,
            Topic = DemoTopic.All[topic].Name,
            Language = place % 2 == 0 ? "nl" : "en",
            Words = 220 + number * 53 % 610,
            MediaSeconds = place >= 2 && topic % 3 == 1 ? 45 + topic * 10 : null,
            // Half of the subjects have a number of their own, so that a call tells where it came from.
            Number = place < 2 ? $"+31 000 800 2{number:000}" : null,
        };
    }
}
