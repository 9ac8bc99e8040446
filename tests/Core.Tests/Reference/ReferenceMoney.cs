using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What support costs, and what customers pay.</summary>
internal static class ReferenceMoney
{
    private const decimal Smallest = 0.0001m;
    private const decimal Largest = 99_999_999_999_999.9999m;

    public static void Add(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        Costs(keys, shop, everybody);
        Orders(keys, shop, everybody);
        Machines(keys, shop);
        keys.Formula("support_cost_ratio", question => keys.Of("support_cost", question) / keys.Of("net_revenue", question), "support_cost", "net_revenue");
        foreach (var (key, of) in ((string, string)[])[
            ("cost_per_ticket", "tickets_created"), ("cost_per_resolution_all", "tickets_created"), ("cost_per_resolution", "tickets_resolved")])
        {
            keys.Formula(key, question => ReferenceSharing.Shared(keys, question) / keys.Of(of, question), "support_cost", of);
        }

        keys.Formula(
            "automation_saving",
            question =>
            {
                var costOfOne = keys.Of("human_support_cost", question) / keys.Of("human_resolutions", question);
                return (keys.Of("automated_resolutions_confirmed", question) * costOfOne) - keys.Of("automation_cost", question);
            },
            "automated_resolutions_confirmed", "human_support_cost", "human_resolutions", "automation_cost");
    }

    private static void Costs(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        IEnumerable<ReferenceRow> CostDays(Func<Cost, bool> which) =>
            from cost in shop.Of<Cost>()
            where which(cost)
            from part in Spread(cost)
            select new ReferenceRow(shop.StartOf(part.On), slice => slice switch
            {
                "channel" => [cost.Channel],
                "team" or "owner_team" => [cost.Team],
                "agent" or "owner" => [null],
                "category" => [ReferenceSlices.Word(cost.Category)],
                "currency" => [cost.Currency ?? shop.Currency],
                _ => throw new ArgumentException($"A cost has no slice '{slice}'.", nameof(slice)),
            })
            {
                Amount = Math.Abs(cost.Amount) > Largest ? null : everybody.Rates.Convert(part.Amount, cost.Currency, part.On),
            };
        keys.Flow("support_cost", () => CostDays(_ => true), ReferenceMeasures.Money);
        keys.Flow("automation_cost", () => CostDays(cost => cost.Category == CostCategory.Automation), ReferenceMeasures.Money);
        keys.Flow("human_support_cost", () => CostDays(cost => cost.Category != CostCategory.Automation), ReferenceMeasures.Money);
    }

    /// <summary>Evenly over the days; what does not divide goes to the first days, a ten-thousandth each (decision 16).</summary>
    private static IEnumerable<(LocalDate On, decimal Amount)> Spread(Cost cost)
    {
        var days = Math.Max(1, Period.DaysBetween(cost.FromOn, cost.UntilOn));
        var amount = decimal.Round(cost.Amount, 4, MidpointRounding.ToEven);
        var part = decimal.Truncate(amount / days / Smallest) * Smallest;
        var left = amount - (part * days);
        for (var day = 0; day < days; day++)
        {
            var more = left > 0 ? Smallest : left < 0 ? -Smallest : 0;
            left -= more;
            yield return (cost.FromOn.PlusDays(day), part + more);
        }
    }

    private static void Orders(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        IEnumerable<ReferenceRow> Rows() =>
            from customer in everybody.All
            from paid in customer.Orders
            let order = paid.Order
            let before = customer.IsKnown ? customer.Orders.TakeWhile(other => other != paid).LastOrDefault() : null
            select new ReferenceRow(paid.At, slice => slice switch
            {
                "channel" => [order.Channel],
                "brand" => [order.Brand],
                "country" => [order.Country],
                "product" => [order.Product],
                "segment" => [order.Segment],
                "currency" => [order.Currency ?? shop.Currency],
                _ => [ReferenceSlices.OfTime(shop, paid.At, slice)],
            })
            {
                Amount = paid.Net,
                Word = customer.Name,
                Number = before is null ? null : shop.StartOf(before.On),
            };
        keys.Flow("orders_paid", Rows, ReferenceMeasures.Count);
        keys.Flow("net_revenue", Rows, ReferenceMeasures.Money);
        // The order before lies in the period too.
        keys.Flow("repeat_purchase_rate", Rows, (rows, question) =>
            ReferenceMeasures.DistinctShare([.. rows.Select(row => row with { Yes = row.Number >= question.Start })]));
    }

    /// <summary>Resolves by machines that the customer confirmed, and those by people.</summary>
    private static void Machines(ReferenceKeys keys, ReferenceShop shop)
    {
        IEnumerable<ReferenceRow> Resolves(string how) =>
            from ticket in shop.Tickets
            from cycle in ticket.Stages.Cycles
            where ticket.Automation(cycle) == how
            let who = ticket.Resolver(cycle)
            select new ReferenceRow(cycle.Resolved, slice => slice switch
            {
                "resolver" => [who.Agent],
                "resolver_team" => [who.Team],
                "ticket" => [ticket.Ticket.Id],
                "hour" or "weekday" => [ReferenceSlices.OfTime(shop, cycle.Resolved, slice)],
                _ => ticket.Slice(slice),
            });
        keys.Flow("automated_resolutions_confirmed", () => Resolves("confirmed"), ReferenceMeasures.Count, 72 * 3600);
        keys.Flow("human_resolutions", () => Resolves("human"), ReferenceMeasures.Count);
    }
}
