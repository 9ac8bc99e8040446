using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>The shop's memberships: free for the first month, rested in winter, ended, and sometimes begun again.</summary>
internal static class DemoSubscriptions
{
    private static readonly (string Plan, decimal Value)[] Plans = [("Trail care", 4.90m), ("Trail care plus", 8.90m), ("Club", 14.50m)];

    /// <summary>The memberships of a customer, one after the other.</summary>
    /// <param name="part">How much of all tickets had come when they were first a customer.</param>
    public static IEnumerable<Subscription> Of(DemoShop shop, DemoCustomer customer, double part)
    {
        var random = shop.Random(DemoDraw.Subscription, customer.Index);
        if (!random.Chance(customer.Segment == "member" ? 0.7 : 0.075)) yield break;
        var (plan, value) = Plans[customer.Segment == "business" ? 2 : random.Below(2)];
        var start = shop.DateAt(shop.Demand.At(Math.Min(part, 0.999))).PlusDays(random.Below(20));
        // Some were members before the two years began.
        if (random.Chance(0.3)) start = shop.FirstDay.PlusDays(-random.Below(500));
        for (var number = 1; number <= 3 && start <= shop.LastDay; number++)
        {
            var isTrial = number == 1 && random.Chance(0.7);
            var isLeftInTrial = isTrial && random.Chance(0.15);
            var days = isLeftInTrial ? 10 + random.Below(20) : 30 + (int)random.Around(900, 0.9);
            var ended = start.PlusDays(days);
            var isVoluntary = random.Unit() switch { < 0.66 => true, < 0.94 => false, _ => (bool?)null };
            var isOver = ended <= shop.LastDay;
            yield return new Subscription(DemoShop.Source, $"M{customer.ShopId}-{number}")
            {
                Version = number,
                Customer = customer.ShopId,
                StartedOn = start,
                EndedOn = isOver ? ended : null,
                IsVoluntary = isOver ? isVoluntary : null,
                TrialUntil = isTrial ? start.PlusDays(30) : null,
                Plan = plan,
                MonthlyValue = value,
                Currency = customer.Country == "GB" ? "GBP" : null,
                Segment = customer.Segment,
                Country = customer.Country,
                Pauses = Pauses(start, isOver ? ended : shop.LastDay.PlusDays(1), shop, random),
            };
            if (!random.Chance(0.3)) yield break;
            start = ended.PlusDays(20 + random.Below(120));
        }
    }

    /// <summary>A rest of some weeks, once in a while; short ones end nobody's membership.</summary>
    private static List<SubscriptionPause> Pauses(LocalDate start, LocalDate until, DemoShop shop, DemoRandom random)
    {
        var pauses = new List<SubscriptionPause>();
        if (!random.Chance(0.12)) return pauses;
        var from = start.PlusDays(45 + random.Below(200));
        var to = from.PlusDays(random.Chance(0.6) ? 10 + random.Below(20) : 40 + random.Below(60));
        if (from >= until || from > shop.LastDay) return pauses;
        pauses.Add(new SubscriptionPause("1", from) { UntilOn = to < until ? to : null });
        return pauses;
    }
}
