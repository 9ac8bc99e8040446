using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>What customers bought: what a ticket is about, what they bought after asking, and all the rest.</summary>
internal static class DemoOrders
{
    private const int MostOrders = 12;
    private static readonly double[] Channels = [0.68, 0.85, 0.95, 1];
    private static readonly string[] ChannelNames = ["web shop", "app", "marketplace", "store"];

    /// <summary>The order that a ticket is about, and the one that it led to.</summary>
    public static IEnumerable<Order> Of(DemoStory story)
    {
        if (!story.IsUsual) yield break;
        var random = story.Shop.Random(DemoDraw.TicketOrder, story.Origin.Index);
        var days = DaysBefore(story.Origin.Topic);
        var before = story.Origin.At - (long)random.Around(days * DemoTime.Day, 0.4);
        if (days > 0 && random.Chance(0.5) && before >= story.Shop.StartsAt)
        {
            var order = Paid(story.Origin.Customer, $"O{story.Ticket.Id}", before, random);
            var chance = story.Origin.Topic switch { DemoTopic.Return => 0.8, DemoTopic.Damaged => 0.4, _ => 0.03 };
            var back = (story.RepliedAt ?? story.Origin.At) + (long)random.Around(6 * DemoTime.Day, 0.5);
            yield return random.Chance(chance) ? GivenBack(order, back, story.Shop, random) : order;
        }

        // Who got a slow answer bought elsewhere.
        var slowness = story.Shop.Demand.SlownessAt(story.Origin.At);
        var after = (story.RepliedAt ?? story.Origin.At) + (long)random.Around(16 * DemoTime.Hour, 0.9);
        var isPresale = story.Origin.Topic is DemoTopic.ProductAdvice or DemoTopic.SizeAndFit;
        if (random.Chance((isPresale ? 0.30 : 0.045) * (1.3 - 0.3 * slowness)) && after < story.Shop.EndsAt)
            yield return Paid(story.Origin.Customer, $"O{story.Ticket.Id}-after", after, random);
    }

    /// <summary>What a customer bought of their own accord, over and over again or once.</summary>
    /// <param name="part">How much of all tickets had come when they bought first.</param>
    public static IEnumerable<Order> Of(DemoShop shop, DemoCustomer customer, double part)
    {
        var random = shop.Random(DemoDraw.CustomerOrder, customer.Index);
        // One in four buys once; the others come back every few months.
        var goesOn = random.Chance(0.25) ? 0 : 0.88;
        for (var number = 1; part < 1 && number <= MostOrders; number++)
        {
            var order = Paid(customer, $"O{customer.ShopId}-{number}", shop.Demand.At(part), random);
            if (customer.Index >= shop.Count && random.Chance(0.03)) order = order with { Customer = null };
            if (random.Chance(0.006)) order = order with { PaidAt = null };
            var at = order.PaidAt?.ToUnixTimeSeconds() ?? 0;
            var isFaulty = order.Product == DemoProduct.Stoves && shop.Fault.HasBatch(at);
            yield return at > 0 && random.Chance(isFaulty ? 0.4 : 0.05)
                ? GivenBack(order, at + (long)random.Around(14 * DemoTime.Day, 0.4), shop, random)
                : order;
            if (!random.Chance(goesOn)) yield break;
            part += random.Around(0.26, 0.5);
        }
    }

    private static double DaysBefore(int topic) => topic switch
    {
        DemoTopic.WhereIsMyOrder => 4,
        DemoTopic.LateDelivery => 8,
        DemoTopic.Return => 12,
        DemoTopic.Damaged => 5,
        DemoTopic.Payment => 0.05,
        DemoTopic.Warranty => 120,
        DemoTopic.OrderChange => 0.15,
        _ => 0,
    };

    private static Order Paid(DemoCustomer customer, string id, long at, DemoRandom random)
    {
        var product = DemoProduct.Draw(random);
        var (currency, rate) = customer.Country switch { "GB" => ("GBP", 0.86), "MY" => ("USD", 1.1), _ => (null, 1.0) };
        return new Order(DemoShop.Source, id)
        {
            Version = at,
            Customer = customer.ShopId,
            PaidAt = DemoTime.At(at),
            Amount = Cents(random.Around(product.Price * rate, 0.35)),
            Currency = currency,
            Channel = ChannelNames[random.Pick(Channels)],
            Brand = product.Brand,
            Country = customer.Country,
            Product = product.Name,
            Segment = customer.Segment,
        };
    }

    /// <summary>All of the money, or a part, or a part and the rest later; nothing when that lies past the end.</summary>
    private static Order GivenBack(Order order, long at, DemoShop shop, DemoRandom random)
    {
        var part = random.Chance(0.6) ? order.Amount : Cents((double)order.Amount * (0.2 + 0.5 * random.Unit()));
        var rest = part < order.Amount && random.Chance(0.2) ? order.Amount - part : 0;
        var later = at + DemoTime.Day * (2 + random.Below(6));
        if (at >= shop.EndsAt) return order;
        var refunds = new List<OrderRefund> { new("1", DemoTime.At(at), part) };
        if (rest > 0 && later < shop.EndsAt) refunds.Add(new("2", DemoTime.At(later), rest));
        return order with { Version = refunds[^1].At.ToUnixTimeSeconds(), Refunds = refunds };
    }

    private static decimal Cents(double amount) => (long)(amount * 100) / 100m;
}
