using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>What customer service cost, month by month, and what pounds and dollars were worth.</summary>
internal static class DemoMoney
{
    private static readonly double[] TeamShares = [0.42, 0.30, 0.16, 0.12];
    private static readonly (string Currency, double Worth)[] Currencies = [("GBP", 1.163), ("USD", 0.912)];

    /// <summary>The costs of a month, in proportion to the shop; the first and the last month may be parts.</summary>
    public static IEnumerable<Cost> CostsOf(DemoShop shop, int month)
    {
        var first = new LocalDate(shop.FirstDay.Year, shop.FirstDay.Month, 1).PlusMonths(month);
        var from = first < shop.FirstDay ? shop.FirstDay : first;
        var until = first.PlusMonths(1) <= shop.LastDay.PlusDays(1) ? first.PlusMonths(1) : shop.LastDay.PlusDays(1);
        if (from >= until) yield break;
        var passed = month / 24.0;
        var whole = Period.DaysBetween(from, until) / (double)first.Calendar.GetDaysInMonth(first.Year, first.Month);
        // What a month's tickets cost, in euros a ticket of the mean month.
        var tickets = shop.Count / 24.0 * whole;
        var random = shop.Random(DemoDraw.Cost, month);
        for (var team = 0; team < TeamShares.Length; team++)
            yield return Spent($"salary-{team}", CostCategory.Salary, 8.6 * TeamShares[team] * (1 + 0.06 * passed)) with { Team = DemoTeam.Names[team] };
        yield return Spent("overhead", CostCategory.Overhead, random.Around(2.1, 0.08));
        yield return Spent("desk", CostCategory.Technology, 1.1) with { Currency = "USD" };
        yield return Spent("lines", CostCategory.Technology, random.Around(0.35, 0.1)) with { Channel = "phone" };
        if (passed >= 0.36) yield return Spent("bot", CostCategory.Automation, 0.3) with { Channel = "chat" };

        Cost Spent(string what, CostCategory category, double perTicket) => new(DemoShop.Source, $"{from.Year}-{from.Month:00}-{what}")
        {
            FromOn = from,
            UntilOn = until,
            Category = category,
            Amount = (long)(perTicket * tickets * 100) / 100m,
        };
    }

    /// <summary>The rates of a day; there are none on Saturdays and Sundays.</summary>
    /// <param name="day">Days since a week before the first.</param>
    public static IEnumerable<ExchangeRate> RatesOf(DemoShop shop, int day)
    {
        var date = shop.FirstDay.PlusDays(day - 7);
        if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday || date > shop.LastDay) yield break;
        for (var which = 0; which < Currencies.Length; which++)
        {
            var (currency, worth) = Currencies[which];
            var rate = worth * (1 + 0.035 * Drift(shop, day, 90, which) + 0.012 * Drift(shop, day, 11, which + 2));
            yield return new ExchangeRate(DemoShop.Source, $"{currency}-{date.Year}-{date.Month:00}-{date.Day:00}")
            {
                On = date,
                Currency = currency,
                Rate = (long)(rate * 10_000) / 10_000m,
            };
        }
    }

    /// <summary>Straight lines between chance heights, -1 to 1, so many days apart: a day's value needs no other day's.</summary>
    private static double Drift(DemoShop shop, int day, int apart, int which)
    {
        double Height(int place) => 2 * shop.Random(DemoDraw.Rate, place * 4 + which).Unit() - 1;
        var within = day % apart / (double)apart;
        return Height(day / apart) * (1 - within) + Height(day / apart + 1) * within;
    }
}
