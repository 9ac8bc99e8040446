namespace Deskmeter.Demo;

/// <summary>What the shop sells, by the brand it sells it under.</summary>
internal sealed record DemoProduct(string Name, string Brand, double Share)
{
    private static readonly DemoProduct[] All =
    [
        new("Tents", "Outdoor", 0.16), new("Backpacks", "Outdoor", 0.15), new("Hiking boots", "Outdoor", 0.18),
        new("Sleeping bags", "Outdoor", 0.09), new("Stoves", "Outdoor", 0.06), new("Rain jackets", "Outdoor", 0.12),
        new("Ski wear", "Winter", 0.09), new("Snowshoes", "Winter", 0.03), new("Last season", "Outlet", 0.12),
    ];

    private static readonly double[] Sums =
        [.. Enumerable.Range(1, All.Length).Select(count => All.Take(count).Sum(product => product.Share))];

    public static DemoProduct Draw(DemoRandom random) => All[random.Pick(Sums)];
}
