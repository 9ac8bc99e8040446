using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// Turns money into the workspace's currency at the rate of a day: the rate as stated, else the inverse of the opposite one, else
/// over one third currency. Safe for concurrent use.
/// </summary>
public sealed class Exchange
{
    /// <summary>Banks publish no rates on weekends and holidays; a rate older than these days says nothing any more.</summary>
    public const int OldestDays = 7;

    private const decimal LargestAmount = 99_999_999_999_999.9999m;
    private readonly string? _own;
    private readonly Dictionary<(string From, string Into), List<ExchangeRate>> _rates = [];
    private readonly List<string> _codes;

    /// <summary>Sorts the rates.</summary>
    /// <param name="currency">The workspace's currency (ISO 4217); null: none is set, and only amounts that name none count.</param>
    /// <param name="rates">In any order; of two for the same pair and day that of the first source and id counts. Deleted ones do not.</param>
    public Exchange(string? currency, IEnumerable<ExchangeRate> rates)
    {
        _own = currency?.ToUpperInvariant();
        foreach (var rate in rates.OrderBy(rate => rate.On).ThenBy(rate => rate.Source, StringComparer.Ordinal).ThenBy(rate => rate.Id, StringComparer.Ordinal))
        {
            if (rate.IsDeleted || rate.Rate <= 0 || (rate.Into ?? _own) is not { } into) continue;
            var pair = (rate.Currency.ToUpperInvariant(), into.ToUpperInvariant());
            if (!_rates.TryGetValue(pair, out var known)) _rates[pair] = known = [];
            if (known.Count == 0 || known[^1].On < rate.On) known.Add(rate);
        }

        _codes = [.. _rates.Keys.SelectMany(pair => (string[])[pair.From, pair.Into]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>An amount in the workspace's currency, with four decimals, halves to the even one.</summary>
    /// <param name="amount">In <paramref name="currency"/>.</param>
    /// <param name="currency">Its currency (ISO 4217); null: the workspace's.</param>
    /// <param name="day">The local date whose rate counts: the latest on or before it, at most <see cref="OldestDays"/> days old.</param>
    /// <returns>Null without a rate, and for an amount of more than 14 digits before the point.</returns>
    public decimal? Convert(decimal amount, string? currency, LocalDate day)
    {
        var from = currency?.ToUpperInvariant() ?? _own;
        try
        {
            return (from == _own ? amount : _own is null ? null : Over(amount, from!, _own, day)) is { } converted ? Rounded(converted) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>What is left of an order after its refunds; null for more than a column holds.</summary>
    public static decimal? LeftOf(Order order)
    {
        try
        {
            var left = order.Amount - order.Refunds.Sum(refund => refund.Amount);
            return Rounded(left) is null ? null : left;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static decimal? Rounded(decimal amount) =>
        decimal.Round(amount, 4, MidpointRounding.ToEven) is var rounded && Math.Abs(rounded) <= LargestAmount ? rounded : null;

    private decimal? Over(decimal amount, string from, string into, LocalDate day)
    {
        if (Between(amount, from, into, day) is { } known) return known;
        foreach (var third in _codes)
        {
            if (Between(amount, from, third, day) is { } half && Between(half, third, into, day) is { } whole) return whole;
        }

        return null;
    }

    private decimal? Between(decimal amount, string from, string into, LocalDate day) =>
        RateOn(from, into, day) is { } rate ? amount * rate
        : RateOn(into, from, day) is { } inverse ? amount / inverse
        : null;

    private decimal? RateOn(string from, string into, LocalDate day)
    {
        if (!_rates.TryGetValue((from, into), out var rates)) return null;
        var (low, high) = (0, rates.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rates[middle].On <= day) low = middle + 1;
            else high = middle;
        }

        return low > 0 && rates[low - 1].On >= day.PlusDays(-OldestDays) ? rates[low - 1].Rate : null;
    }
}
