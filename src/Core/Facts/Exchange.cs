using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>Brings money into the workspace's currency, at the rate of its day. Safe for concurrent use.</summary>
public sealed class Exchange
{
    private readonly Dictionary<string, List<ExchangeRate>> _rates = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="currency">The workspace's (ISO 4217); null: not chosen, so that only amounts that name none count.</param>
    /// <param name="rates">Rates into it, in any order; rates into another currency are passed over.</param>
    public Exchange(string? currency, IEnumerable<ExchangeRate> rates)
    {
        Currency = currency;
        foreach (var rate in rates)
        {
            if (rate.IsDeleted || (rate.Into is { } into && !IsSame(into, currency))) continue;
            if (!_rates.TryGetValue(rate.Currency, out var known)) _rates.Add(rate.Currency, known = []);
            known.Add(rate);
        }

        foreach (var known in _rates.Values)
        {
            // Two rates of one day: the larger source and id wins, whatever came first.
            known.Sort((left, right) =>
            {
                var order = left.On.CompareTo(right.On);
                if (order == 0) order = string.CompareOrdinal(left.Source, right.Source);
                return order == 0 ? string.CompareOrdinal(left.Id, right.Id) : order;
            });
        }
    }

    /// <summary>The workspace's currency; null: not chosen.</summary>
    public string? Currency { get; }

    /// <summary>The amount in the workspace's currency; null when no rate is known for that day or before.</summary>
    /// <param name="currency">The amount's; null: the workspace's.</param>
    /// <param name="day">The local date of the amount.</param>
    public decimal? Convert(decimal amount, string? currency, LocalDate day)
    {
        if (currency is null || IsSame(currency, Currency)) return amount;
        if (!_rates.TryGetValue(currency, out var rates)) return null;
        var (low, high) = (0, rates.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rates[middle].On <= day) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : decimal.Round(amount * rates[low - 1].Rate, 4, MidpointRounding.ToEven);
    }

    private static bool IsSame(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
