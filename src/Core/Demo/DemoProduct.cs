namespace Deskmeter.Demo;

/// <summary>What the shop sells, by the brand it sells it under.</summary>
/// <param name="Price">What an order of it costs, in the middle, in euros.</param>
internal sealed record DemoProduct(string Name, string Brand, double Share, double Price)
{
    public const string Stoves = "Stoves";

    private static readonly DemoProduct[] All =
    [
        new("Tents", "Outdoor", 0.16, 180), new("Backpacks", "Outdoor", 0.15, 95), new("Hiking boots", "Outdoor", 0.18, 130),
        new("Sleeping bags", "Outdoor", 0.09, 110), new(Stoves, "Outdoor", 0.06, 60), new("Rain jackets", "Outdoor", 0.12, 105),
        new("Ski wear", "Winter", 0.09, 150), new("Snowshoes", "Winter", 0.03, 140), new("Last season", "Outlet", 0.12, 55),
    ];

    private static readonly double[] Sums =
        [.. Enumerable.Range(1, All.Length).Select(count => All.Take(count).Sum(product => product.Share))];

    public static DemoProduct Draw(DemoRandom random) => All[random.Pick(Sums)];
}
