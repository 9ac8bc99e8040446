using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>Telephone calls and live chats that tickets tell of, and the calls back to customers who were not content.</summary>
internal static class DemoCalls
{
    public const string MainNumber = "+31 000 800 1000";

    private const long LiveWithin = 20 * DemoTime.Minute;

    /// <summary>The words of a team's line.</summary>
    public static string LineOf(int team) => $"{DemoTeam.Names[team]} line";

    /// <summary>Seconds in the queue: a few on a quiet day, more when many call.</summary>
    public static double Wait(DemoShop shop, long at, DemoRandom random)
    {
        var slowness = shop.Demand.SlownessAt(at);
        return random.Around(8, 0.95) * slowness * slowness;
    }

    /// <summary>The call or chat in which a ticket came; null when it did not come live.</summary>
    public static Call? Of(DemoStory story)
    {
        if (!story.IsUsual || story.TakenAt is not { } taken || story.RepliedAt is not { } replied) return null;
        var isPhone = story.Origin.Channel == DemoChannel.Phone;
        if (!isPhone && story.Origin.Channel != DemoChannel.Chat) return null;
        var offered = story.HandedOverAt ?? story.Origin.At;
        if (taken < offered || replied - offered > LiveWithin || !story.Shop.IsOpen(offered)) return null;
        var ended = isPhone ? replied : EndOfChat(story.Ticket, replied);
        if (ended <= taken || ended >= story.Shop.EndsAt) return null;

        var random = story.Shop.Random(DemoDraw.TicketCall, story.Origin.Index);
        // The menu, or the form before a chat, takes what the queue does not.
        var waited = Math.Clamp((long)Wait(story.Shop, offered, random), 1, taken - offered);
        var agent = story.Taker!;
        var leg = new CallLeg("1", DemoTime.At(offered))
        {
            Queue = LineOf(agent.Team),
            QueuedAt = DemoTime.At(taken - waited),
            AnsweredAt = DemoTime.At(taken),
            EndedAt = DemoTime.At(ended),
            Agent = agent.Name,
            Team = DemoTeam.Names[agent.Team],
            WrapSeconds = (long)random.Around(isPhone ? 45 : 25, 0.5),
        };
        return new Call(DemoShop.Source, $"K{story.Ticket.Id}")
        {
            Version = ended,
            Medium = isPhone ? CallMedium.Phone : CallMedium.Chat,
            Customer = story.Origin.Customer.Phone is { } phone && isPhone ? phone : story.Origin.Customer.Id,
            Ticket = story.Ticket.Id,
            Number = isPhone ? MainNumber : null,
            Article = !isPhone && random.Chance(0.03) ? DemoArticles.About(story.Origin.Topic, story.Origin.Customer.Language, random).Id : null,
            Legs = [isPhone ? WithHolds(leg, story.Shop, random) : leg],
        };
    }

    /// <summary>The call back about a bad answer to the survey of a ticket.</summary>
    public static Call? FollowUp(DemoStory story, long at)
    {
        var random = story.Shop.Random(DemoDraw.TicketCall, ~story.Origin.Index);
        var answered = at + 5 + random.Below(20);
        var ended = answered + (long)random.Around(200, 0.4);
        if (ended >= story.Shop.EndsAt || (story.Solver ?? story.Taker) is not { } agent) return null;
        return new Call(DemoShop.Source, $"K{story.Ticket.Id}-back")
        {
            Version = ended,
            Direction = CallDirection.Outbound,
            Customer = story.Origin.Customer.Phone ?? story.Origin.Customer.Id,
            Ticket = story.Ticket.Id,
            Legs =
            [
                new CallLeg("1", DemoTime.At(at))
                {
                    AnsweredAt = DemoTime.At(answered),
                    EndedAt = DemoTime.At(ended),
                    Agent = agent.Name,
                    Team = DemoTeam.Names[agent.Team],
                    HoldSeconds = 0,
                    WrapSeconds = 60,
                },
            ],
        };
    }

    /// <summary>A leg with what its customer spent on hold: the old telephone system told the sum, the new one each time.</summary>
    public static CallLeg WithHolds(CallLeg leg, DemoShop shop, DemoRandom random)
    {
        var (from, until) = (leg.AnsweredAt!.Value.ToUnixTimeSeconds(), leg.EndedAt!.Value.ToUnixTimeSeconds());
        if (until - from < 120 || !random.Chance(0.24)) return leg with { HoldSeconds = 0 };
        var begin = from + 30 + random.Below(30);
        var first = Math.Clamp((long)random.Around(40, 0.7), 5, until - begin - 30);
        if (shop.Demand.Passed(from) < 0.3) return leg with { HoldSeconds = first };
        var holds = new List<HoldSegment> { new(DemoTime.At(begin), DemoTime.At(begin + first)) };
        var rest = until - begin - first;
        if (rest > 120 && random.Chance(0.25)) holds.Add(new(DemoTime.At(until - rest / 2), DemoTime.At(until - rest / 2 + 20)));
        return leg with { Holds = holds };
    }

    /// <summary>Both are silent for ten minutes: then the chat had ended.</summary>
    private static long EndOfChat(Ticket ticket, long replied)
    {
        var last = replied;
        foreach (var message in ticket.Events.OfType<MessageSent>())
        {
            var at = message.At.ToUnixTimeSeconds();
            if (at > last && at - last <= 10 * DemoTime.Minute && message.IsPublic) last = at;
        }

        return last + 20;
    }
}
