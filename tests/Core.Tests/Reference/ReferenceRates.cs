using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What money was worth in the workspace's currency, by decision 16.</summary>
/// <param name="home">The workspace's currency; null: none.</param>
internal sealed class ReferenceRates(IEnumerable<ExchangeRate> rates, string? home)
{
    private const int DaysOld = 7;
    private const decimal Largest = 99_999_999_999_999.9999m;

    /// <summary>Those that say something, of one pair and day the first by source and id.</summary>
    private readonly List<(string From, string Into, LocalDate On, decimal Rate)> _rates =
    [
        .. from rate in rates.OrderBy(rate => rate.Source, StringComparer.Ordinal).ThenBy(rate => rate.Id, StringComparer.Ordinal)
           where rate.Rate > 0 && (rate.Into ?? home) is not null
           let one = (From: rate.Currency.ToUpperInvariant(), Into: (rate.Into ?? home)!.ToUpperInvariant(), rate.On, rate.Rate)
           group one by (one.From, one.Into, one.On) into same
           select same.First(),
    ];

    /// <summary>With four decimals; null without a rate, and for more than fourteen digits before the point.</summary>
    public decimal? Convert(decimal amount, string? currency, LocalDate on)
    {
        var own = home?.ToUpperInvariant();
        var from = currency?.ToUpperInvariant() ?? own;
        var converted = from == own ? amount : own is null ? null : Direct(amount, from!, own, on) ?? OverThird(amount, from!, own, on);
        return converted is { } known && decimal.Round(known, 4, MidpointRounding.ToEven) is var rounded && Math.Abs(rounded) <= Largest ? rounded : null;
    }

    private decimal? OverThird(decimal amount, string from, string into, LocalDate on)
    {
        foreach (var third in _rates.SelectMany(rate => (string[])[rate.From, rate.Into]).Distinct().Order(StringComparer.Ordinal))
            if (Direct(amount, from, third, on) is { } half && Direct(half, third, into, on) is { } whole) return whole;
        return null;
    }

    private decimal? Direct(decimal amount, string from, string into, LocalDate on) => amount * Stated(from, into, on) ?? amount / Stated(into, from, on);

    private decimal? Stated(string from, string into, LocalDate on)
    {
        var known = _rates.FindAll(rate => rate.From == from && rate.Into == into && rate.On <= on && rate.On >= on.PlusDays(-DaysOld));
        return known.Count == 0 ? null : known.MaxBy(rate => rate.On).Rate;
    }
}
