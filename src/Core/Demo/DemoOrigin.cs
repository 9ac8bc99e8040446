namespace Deskmeter.Demo;

/// <summary>What becomes of a ticket that is not like the others.</summary>
internal enum DemoFate
{
    Usual,
    Spam,
    Test,
    Deleted,
    Restored,

    /// <summary>The same customer had just written; both are one.</summary>
    Merged,

    /// <summary>An agent wrote first.</summary>
    AgentStarted,

    /// <summary>Left lying for months.</summary>
    Forgotten,
}

/// <summary>Where a ticket comes from: when, who, on which channel, about what. Needs no other ticket's history, only its origin.</summary>
internal readonly record struct DemoOrigin
{
    public required int Index { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long At { get; init; }
    public required DemoFate Fate { get; init; }
    public required int Channel { get; init; }
    public required int Topic { get; init; }

    public required DemoCustomer Customer { get; init; }

    public bool IsReturning => Customer.Index != Index;

    public static DemoOrigin Of(DemoShop shop, int index)
    {
        var at = AtOf(shop, index);
        var random = shop.Random(DemoDraw.Fate, index);
        return new DemoOrigin
        {
            Index = index,
            At = at,
            Fate = FateOf(shop, index),
            Channel = shop.Demand.Channel(at, random),
            Topic = TopicOf(shop, index),
            Customer = DemoCustomer.Of(shop, CustomerOf(shop, index)),
        };
    }

    /// <summary>Tickets come in order; each stands somewhere in its own part of all arrivals.</summary>
    private static long AtOf(DemoShop shop, int index) =>
        shop.Demand.At((index + shop.Random(DemoDraw.Arrival, index).Unit()) / shop.Count);

    public static DemoFate FateOf(DemoShop shop, int index)
    {
        var drawn = Drawn(shop, index);
        return drawn == DemoFate.Merged && (index == 0 || Drawn(shop, index - 1) != DemoFate.Usual) ? DemoFate.Usual : drawn;
    }

    private static DemoFate Drawn(DemoShop shop, int index)
    {
        var random = shop.Random(DemoDraw.Fate, ~index);
        return random.Unit() switch
        {
            < 0.012 => DemoFate.Spam,
            < 0.013 => DemoFate.Test,
            < 0.016 => DemoFate.Deleted,
            < 0.017 => DemoFate.Restored,
            < 0.029 => DemoFate.Merged,
            < 0.054 => DemoFate.AgentStarted,
            < 0.081 => DemoFate.Forgotten,
            _ => DemoFate.Usual,
        };
    }

    /// <summary>The customer's first ticket, which stands for the customer.</summary>
    public static int CustomerOf(DemoShop shop, int index)
    {
        while (Earlier(shop, index, out _) is { } earlier) index = earlier;
        return index;
    }

    /// <summary>Somebody who comes back soon mostly does so about the same thing.</summary>
    private static int TopicOf(DemoShop shop, int index)
    {
        while (Earlier(shop, index, out var isSameMatter) is { } earlier && isSameMatter) index = earlier;
        var random = shop.Random(DemoDraw.Topic, index);
        return shop.Demand.Topic(AtOf(shop, index), random);
    }

    /// <summary>The customer's ticket before this one; null for a new customer.</summary>
    private static int? Earlier(DemoShop shop, int index, out bool isSameMatter)
    {
        isSameMatter = true;
        if (FateOf(shop, index) == DemoFate.Merged) return index - 1;
        var random = shop.Random(DemoDraw.Return, index);
        if (!random.Chance(0.36)) return null;
        var isSoon = random.Chance(0.22);
        isSameMatter = isSoon && random.Chance(0.65);
        var earlier = index - 1 - random.Below(Math.Max(1, (int)(shop.Count * (isSoon ? 8L : 500L) / 731)));
        return earlier < 0 || FateOf(shop, earlier) is DemoFate.Spam or DemoFate.Test ? null : earlier;
    }
}
