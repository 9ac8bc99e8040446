using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// The customers of nasty tickets, as no shop would like them: known by many words that overlap in chains, with orders that were given back
/// in parts and memberships that rested, were tried and begun again. One seed gives the same ones.
/// </summary>
/// <param name="start">The first day of what they did.</param>
internal sealed class NastyCustomers(int seed, LocalDate start, int days)
{
    private const string Source = "nasty";
    private static readonly string[] Currencies = ["EUR", "eur", "GBP", "usd", "SEK", "JPY", "XXX"];
    private static readonly string[] Plans = ["basic", "full"];
    private static readonly string[] Segments = ["home", "trade"];
    private static readonly string[] Countries = ["NL", "BE"];
    private static readonly string[] Products = ["tent", "stove"];
    private readonly NastyDice _dice = new(seed);

    /// <summary>Every word for one of forty customers; of some several name the same one.</summary>
    public static string WordOf(int customer, int which) => (which % 6) switch
    {
        0 or 1 => $"C{customer}",
        2 => $"  C{customer} ",
        3 => $"Nasty.{customer}@Example.com",
        4 => $"+31 (0)6-000 {customer:000}",
        _ => $"shop-{customer}",
    };

    public IEnumerable<SourceRecord> Make(int orders, int subscriptions) =>
        [.. Profiles(), .. Enumerable.Range(0, orders).Select(Order), .. Enumerable.Range(0, subscriptions).Select(Subscription)];

    /// <summary>Some are one by an address, some in a chain of three; one that was removed joins nobody.</summary>
    private IEnumerable<Customer> Profiles()
    {
        for (var index = 0; index < 40; index++)
        {
            yield return new Customer("crm", $"C{index}")
            {
                Emails = _dice.Chance(70) ? [$"nasty.{index}@example.com"] : [],
                Phones = _dice.Chance(70) ? [$"+3106000{index:000}"] : [],
                Aliases = _dice.Chance(70) ? [$"shop-{index}"] : [],
                Segment = _dice.Maybe(Segments),
                Country = _dice.Maybe(Countries),
            };
        }

        yield return new Customer("crm", "one") { Emails = ["NASTY.1@example.com", "nasty.2@example.com"] };
        yield return new Customer("another", "two") { Phones = ["+31-06-000-003"], Aliases = ["C4"], Segment = "trade" };
        yield return new Customer("another", "three") { Aliases = ["C4", "C5"], Emails = ["nasty.6@example.com"] };
        yield return new Customer("another", "gone") { Aliases = ["C7", "C8"], IsDeleted = true };
    }

    private Order Order(int index)
    {
        var paid = At();
        var amount = _dice.Chance(3) ? 123_456_789_012_345_678m : _dice.Chance(10) ? 0 : _dice.Between(-500, 50_000) / 100m;
        return new Order(Source, $"O{index}")
        {
            Version = 2,
            Customer = Customer(),
            PaidAt = _dice.Chance(92) ? paid : null,
            IsDeleted = _dice.Chance(4),
            Amount = amount + (_dice.Chance(20) ? 0.00005m : 0),
            Currency = _dice.Chance(50) ? null : _dice.Pick(Currencies),
            Channel = _dice.Maybe(["web", "shop"]),
            Country = _dice.Maybe(Countries),
            Product = _dice.Maybe(Products),
            Segment = _dice.Maybe(Segments),
            Refunds =
            [
                .. Enumerable.Range(0, _dice.Chance(70) ? 0 : _dice.Between(1, 4))
                    .Select(part => new OrderRefund($"{part}", paid + Duration.FromDays(_dice.Below(40)), _dice.Below(20_000) / 300m) { Version = 2 }),
            ],
        };
    }

    private Subscription Subscription(int index)
    {
        var from = Day().PlusDays(-_dice.Below(300));
        var end = from.PlusDays(_dice.Pick([1, 20, 30, 31, 60, 100, 250, 400]));
        return new Subscription(_dice.Chance(80) ? Source : "another", $"S{index}")
        {
            Version = 2,
            Customer = Customer() ?? "nobody else",
            StartedOn = from,
            EndedOn = _dice.Chance(70) ? OnMonth(end) : null,
            IsVoluntary = _dice.Chance(30) ? null : _dice.Chance(50),
            TrialUntil = _dice.Chance(65) ? null : from.PlusDays(_dice.Pick([-5, 0, 14, 30, 100])),
            IsDeleted = _dice.Chance(4),
            Plan = _dice.Maybe(Plans),
            Segment = _dice.Chance(50) ? null : _dice.Pick(Segments),
            Country = _dice.Maybe(Countries),
            Pauses = _dice.Chance(50) ? [] : [.. Enumerable.Range(0, _dice.Between(1, 4)).Select(part => Pause(part, from))],
        };
    }

    /// <summary>
    /// Of about the length that ends a time as a customer; some before the first day, some that meet, some that have no end or end before
    /// they begin.
    /// </summary>
    private SubscriptionPause Pause(int part, LocalDate from)
    {
        var began = OnMonth(from.PlusDays(_dice.Between(-10, 200)));
        var ended = began.PlusDays(_dice.Pick([-3, 0, 1, 10, 29, 30, 31, 45, 90]));
        return new SubscriptionPause($"{part}", began) { Version = 2, UntilOn = _dice.Chance(15) ? null : ended };
    }

    private string? Customer() => _dice.Chance(90) ? WordOf(_dice.Below(40), _dice.Below(6)) : _dice.Chance(50) ? null : " ";

    /// <summary>Often around local midnight, where the day is another than in UTC.</summary>
    private Instant At() => start.AtMidnight().InUtc().ToInstant() + Duration.FromDays(_dice.Below(days))
        + (_dice.Chance(30) ? Duration.FromMinutes(_dice.Between(-150, 10)) : Duration.FromSeconds(_dice.Below(86_400)));

    private LocalDate Day() => start.PlusDays(_dice.Below(days));

    /// <summary>Many things begin and end with a month.</summary>
    private LocalDate OnMonth(LocalDate day) => _dice.Chance(40) ? day.With(DateAdjusters.StartOfMonth) : day;
}
