using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// Costs that overlap, in foreign money, of single days and of stretches that do not divide; and rates that are missing on many days, stated
/// twice, the wrong way round, over a third currency, or not above 0. One seed gives the same ones.
/// </summary>
internal sealed class NastyMoney(int seed, LocalDate start, int days)
{
    private static readonly string[] Sources = ["nasty", "another"];
    private readonly NastyDice _dice = new(seed);

    public IEnumerable<SourceRecord> Make(int costs) => [.. Enumerable.Range(0, costs).Select(Cost), .. Rates()];

    private Cost Cost(int index)
    {
        var from = start.PlusDays(_dice.Between(-40, days));
        return new Cost(_dice.Pick(Sources), $"K{index}")
        {
            Version = 2,
            FromOn = from,
            UntilOn = from.PlusDays(_dice.Pick([-2, 0, 1, 7, 30, 31, 90])),
            Category = _dice.Pick(Enum.GetValues<CostCategory>()),
            Amount = _dice.Chance(3) ? 100_000_000_000_000m : _dice.Chance(8) ? _dice.Below(9) * 0.0001m : _dice.Between(-10_000, 300_000) / 700m,
            Currency = _dice.Chance(60) ? null : _dice.Pick(["EUR", "GBP", "usd", "SEK", "JPY", "XXX"]),
            Channel = _dice.Maybe(["email", "chat", "phone", "fax"]),
            Team = _dice.Maybe(["north", "south"]),
            IsDeleted = _dice.Chance(5),
        };
    }

    /// <summary>Pounds as stated, dollars the wrong way round, kronor over pounds, yen once and never again.</summary>
    private IEnumerable<ExchangeRate> Rates()
    {
        for (var day = start.PlusDays(-60); day < start.PlusDays(days); day = day.PlusDays(1))
        {
            foreach (var source in Sources)
            {
                if (_dice.Chance(12)) yield return Rate(source, day, "GBP", null, 1.1m);
                if (_dice.Chance(12)) yield return Rate(source, day, "eur", "USD", 1.05m);
                if (_dice.Chance(3)) yield return Rate(source, day, "USD", "EUR", 0.9m);
                if (_dice.Chance(12)) yield return Rate(source, day, "SEK", "GBP", 0.07m);
                if (_dice.Chance(3)) yield return Rate(source, day, "SEK", "USD", 0.09m);
            }
        }

        yield return Rate("nasty", start.PlusDays(20), "JPY", "EUR", 0.006m);
    }

    private ExchangeRate Rate(string source, LocalDate on, string currency, string? into, decimal rate) =>
        new(source, $"{currency}-{into}-{on.Year}-{on.DayOfYear}")
        {
            On = on,
            Currency = currency,
            Into = into,
            Rate = _dice.Chance(5) ? 0 : rate * (1000 + _dice.Below(200)) / 1000,
            IsDeleted = _dice.Chance(5),
        };
}
