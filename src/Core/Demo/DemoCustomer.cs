using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>
/// Somebody who buys in the shop, and the words they go by: the help desk's id on tickets, the shop's on orders, a mail address on
/// surveys, a telephone number on calls. Those who wrote are known by their first ticket, the others come after all tickets.
/// </summary>
internal readonly record struct DemoCustomer
{
    private static readonly double[] Languages = [0.52, 0.76, 0.85, 0.95, 1.0];

    private static readonly string[] LanguageNames = ["nl", "en", "hu", "tr", "ms"];

    private static readonly string[][] Countries =
        [["NL", "NL", "NL", "BE"], ["GB", "IE", "DE", "SE", "GB"], ["HU"], ["TR", "TR", "NL"], ["MY"]];

    private static readonly Dictionary<string, int> DiallingCodes = new()
    {
        ["NL"] = 31,
        ["BE"] = 32,
        ["GB"] = 44,
        ["IE"] = 353,
        ["DE"] = 49,
        ["SE"] = 46,
        ["HU"] = 36,
        ["TR"] = 90,
        ["MY"] = 60,
    };

    private static readonly double[] Segments = [0.86, 0.94, 1.0];

    private static readonly string[] SegmentNames = ["consumer", "business", "member"];

    public required int Index { get; init; }

    /// <summary>Their id at the help desk; of somebody who never wrote, the shop's.</summary>
    public required string Id { get; init; }
    public required int Language { get; init; }
    public required string Country { get; init; }
    public required string Segment { get; init; }

    /// <summary>0 to 1: decides which words are known.</summary>
    private double Ways { get; init; }

    public string ShopId => $"S-{500_000 + Index}";

    public string Email => $"customer{Index}@example.com";

    /// <summary>Null: they never told it. No subscriber's number begins with 000.</summary>
    public string? Phone => Ways < 0.7 ? $"+{DiallingCodes[Country]} 000 {1_000_000 + Index}" : null;

    public string LanguageName => LanguageNames[Language];

    public static DemoCustomer Of(DemoShop shop, int index)
    {
        var random = shop.Random(DemoDraw.Person, index);
        var language = random.Pick(Languages);
        var countries = Countries[language];
        return new DemoCustomer
        {
            Index = index,
            Id = index < shop.Count ? $"C-{104_000 + index}" : $"S-{500_000 + index}",
            Language = language,
            Country = countries[random.Below(countries.Length)],
            Segment = SegmentNames[random.Pick(Segments)],
            Ways = random.Unit(),
        };
    }

    /// <summary>Somebody who was a customer already; null: nobody who can be named.</summary>
    /// <param name="part">How much of all tickets had come.</param>
    public static DemoCustomer? Anybody(DemoShop shop, double part, DemoRandom random)
    {
        if (random.Chance(0.3) && (int)(part * shop.Buyers) is > 0 and var buyers) return Of(shop, shop.Count + random.Below(buyers));
        var index = DemoOrigin.CustomerOf(shop, random.Below((int)(part * shop.Count)));
        return DemoOrigin.FateOf(shop, index) == DemoFate.Spam ? null : Of(shop, index);
    }

    /// <summary>What the help desk and the shop know of them: mostly in one record, of some in two that share an address.</summary>
    public IEnumerable<Customer> Records()
    {
        var stated = new Customer(DemoShop.Source, Id) { Segment = Segment, Country = Country, Language = LanguageName };
        var second = $"c.{Index}@example.org";
        var phones = Phone is { } phone ? new[] { phone } : [];
        if (Id != ShopId && Ways % 0.1 < 0.006)
        {
            yield return stated with { Emails = [second, Email] };
            yield return stated with { Id = ShopId, Emails = [$"Customer{Index}@Example.com"], Phones = phones };
            yield break;
        }

        yield return stated with
        {
            Emails = Ways % 0.1 < 0.02 ? [Email, second] : [Email],
            Phones = phones,
            Aliases = Id == ShopId ? [] : [ShopId],
        };
    }
}
