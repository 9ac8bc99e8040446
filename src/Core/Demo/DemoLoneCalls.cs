using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>Calls that made no ticket: answered at once, or not at all.</summary>
internal static class DemoLoneCalls
{
    private const double ClosedToo = 0.12;

    /// <summary>How many there are.</summary>
    public static int CountOf(DemoShop shop) => (int)(shop.Count * 0.17);

    /// <summary>One of them; null when it would lie past the end.</summary>
    public static Call? Of(DemoShop shop, int index)
    {
        var random = shop.Random(DemoDraw.LoneCall, index);
        var part = (index + random.Unit()) / CountOf(shop);
        var at = shop.Demand.At(part);
        // Callers know the hours; a few try all the same.
        if (!shop.IsOpen(at) && !random.Chance(ClosedToo)) at = shop.DeskHours.Earliest(at, 1 + random.Below(9 * 3600)) ?? at;
        var isPhone = !shop.IsOpen(at) || random.Chance(0.85);
        var isOutbound = isPhone && shop.IsOpen(at) && random.Chance(0.06);
        var customer = random.Chance(0.86) ? DemoCustomer.Anybody(shop, part, random) : null;
        var topic = shop.Fault.Topic(shop, at, random);
        var agent = shop.People.ForCalls(isPhone ? DemoTopic.All[topic].Team : DemoTeam.Chat, at, random);
        var (outcome, legs) = isOutbound ? Outbound(agent, at, random) : Inbound(shop, agent, isPhone, at, random);
        var last = legs[^1];
        var ended = (last.EndedAt!.Value.ToUnixTimeSeconds()) + (last.WrapSeconds ?? 0);
        if (ended >= shop.EndsAt) return null;

        var product = DemoProduct.Draw(random);
        var article = isOutbound || !random.Chance(0.04) ? null : DemoArticles.About(topic, customer?.Language ?? 0, random);
        var caller = customer ?? DemoCustomer.Of(shop, ~index);
        return new Call(DemoShop.Source, $"K{90_000_000 + index}")
        {
            Version = ended,
            Medium = isPhone ? CallMedium.Phone : CallMedium.Chat,
            Direction = isOutbound ? CallDirection.Outbound : CallDirection.Inbound,
            Customer = isPhone ? customer?.Phone ?? customer?.Id : customer?.Id,
            Number = isOutbound || !isPhone ? null : article?.Number ?? DemoCalls.MainNumber,
            Article = isPhone ? null : article?.Id,
            Brand = product.Brand,
            Language = caller.LanguageName,
            Country = caller.Country,
            Product = shop.Fault.IsKnown(at) && topic == DemoTopic.Warranty ? DemoProduct.Stoves : product.Name,
            Topic = DemoTopic.All[topic].Name,
            Segment = customer?.Segment,
            Outcome = outcome,
            Legs = legs,
        };
    }

    private static (CallOutcome?, CallLeg[]) Outbound(DemoAgent agent, long at, DemoRandom random)
    {
        var answered = at + 4 + random.Below(25);
        var leg = Answered("1", agent, at, at, answered, answered + (long)random.Around(150, 0.6), random) with { Queue = null, QueuedAt = null };
        // One in six does not pick up.
        return random.Chance(0.16)
            ? (CallOutcome.NotReached, [leg with { AnsweredAt = null, EndedAt = DemoTime.At(answered), WrapSeconds = null }])
            : (null, [leg]);
    }

    private static (CallOutcome?, CallLeg[]) Inbound(DemoShop shop, DemoAgent agent, bool isPhone, long at, DemoRandom random)
    {
        var menu = isPhone ? 8 + random.Below(25) : 0;
        var queued = at + menu;
        CallLeg Left(long seconds) => new("1", DemoTime.At(at))
        {
            Queue = DemoCalls.LineOf(agent.Team),
            QueuedAt = DemoTime.At(queued),
            EndedAt = DemoTime.At(queued + seconds),
        };

        var isOpen = shop.IsOpen(at);
        if (isPhone && random.Chance(isOpen ? 0.012 : 0.4))
            return (CallOutcome.AbandonedIvr, [new CallLeg("1", DemoTime.At(at)) { EndedAt = DemoTime.At(at + 3 + random.Below(menu)) }]);
        if (isPhone && random.Chance(isOpen ? 0.005 : 1)) return (CallOutcome.Voicemail, [Left(20 + random.Below(70))]);
        if (random.Chance(0.008)) return (CallOutcome.AbandonedQueue, [Left(1 + random.Below(4))]);
        var wait = Math.Max(1, (long)DemoCalls.Wait(shop, at, random));
        var patience = Math.Max(6, (long)random.Around(170, 0.8));
        if (wait > patience) return (null, [Left(patience)]);

        var answered = queued + wait;
        var talk = random.Around(isPhone ? 230 : 420, 0.6) * agent.Speed * agent.Learning(shop.Demand.Passed(at));
        var ended = answered + Math.Max(20, (long)talk);
        var leg = Answered("1", agent, at, queued, answered, ended, random);
        if (!isPhone) return (null, [leg]);
        if (ended - answered > 100 && random.Chance(0.008))
        {
            var hold = new HoldSegment(DemoTime.At(ended - 60), null);
            return (CallOutcome.AbandonedHold, [leg with { Holds = [hold] }]);
        }

        leg = DemoCalls.WithHolds(leg, shop, random);
        if (!random.Chance(0.07)) return (null, [leg]);
        var colleague = shop.People.ForCalls(DemoTeam.Products, at, random);
        var taken = ended + 5 + random.Below(40);
        var second = Answered("2", colleague, ended, ended, taken, taken + (long)random.Around(200, 0.5), random);
        return (null, [leg with { WrapSeconds = 0 }, second]);
    }

    private static CallLeg Answered(string key, DemoAgent agent, long offered, long queued, long answered, long ended, DemoRandom random) =>
        new(key, DemoTime.At(offered))
        {
            Queue = DemoCalls.LineOf(agent.Team),
            QueuedAt = DemoTime.At(queued),
            AnsweredAt = DemoTime.At(answered),
            EndedAt = DemoTime.At(ended),
            Agent = agent.Name,
            Team = DemoTeam.Names[agent.Team],
            WrapSeconds = (long)random.Around(45, 0.5),
        };
}
