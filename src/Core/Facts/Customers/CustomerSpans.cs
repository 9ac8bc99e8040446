using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>The times in which somebody is a customer, by subscriptions and orders together. They never meet.</summary>
internal sealed class CustomerSpans
{
    private readonly CustomerHistory _history;
    private readonly List<CustomerSpanFact> _rows = [];

    /// <param name="orders">A subscription's payments are no orders; where a shop lists them as such, both make a customer.</param>
    public CustomerSpans(CustomerHistory history, PaidOrders orders, CustomerRules rules)
    {
        _history = history;
        // Nobody known is nobody's customer: a guest may be anybody.
        if (!history.IsKnown) return;
        List<CustomerStretch> stretches =
        [
            .. history.Subscriptions.SelectMany(held => CustomerStretch.Of(held, rules)),
            .. orders.All.Select(paid => CustomerStretch.Of(paid, rules)),
        ];
        List<CustomerStretch> met = [];
        var end = LocalDate.MinIsoValue;
        foreach (var stretch in stretches.OrderBy(stretch => stretch.From).ThenBy(stretch => stretch.End)
            .ThenBy(stretch => RecordKey.Of(stretch.Record).ToString(), StringComparer.Ordinal))
        {
            if (met.Count > 0 && stretch.From > end)
            {
                _rows.Add(Row(met));
                met.Clear();
            }

            met.Add(stretch);
            end = met.Count == 1 ? stretch.End : LocalDate.Max(end, stretch.End);
        }

        if (met.Count > 0) _rows.Add(Row(met));
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<CustomerSpanFact> Rows => _rows;

    /// <summary>Stretches that meet, in the order in which they began, as one.</summary>
    private CustomerSpanFact Row(List<CustomerStretch> met)
    {
        var end = met.Max(stretch => stretch.End);
        var last = met.FindAll(stretch => stretch.End == end);
        var held = met.Select(stretch => stretch.Record).OfType<Subscription>().LastOrDefault();
        var order = met.Select(stretch => stretch.Record).OfType<Order>().LastOrDefault();
        var profiles = _history.Profiles.OrderBy(profile => profile.Source, StringComparer.Ordinal).ThenBy(profile => profile.Id, StringComparer.Ordinal).ToList();
        return new CustomerSpanFact
        {
            CustomerUnit = _history.Unit,
            Customer = _history.Unit,
            Plan = held?.Plan,
            Segment = held?.Segment ?? profiles.Select(profile => profile.Segment).FirstOrDefault(segment => segment is not null) ?? order?.Segment,
            Country = held?.Country ?? profiles.Select(profile => profile.Country).FirstOrDefault(country => country is not null) ?? order?.Country,
            ActiveFrom = met[0].From,
            ActiveUntil = last[0].Until,
            IsFirst = _rows.Count == 0,
            IsVoluntary = last.Select(stretch => stretch.IsVoluntary).FirstOrDefault(isVoluntary => isVoluntary is not null),
        };
    }
}
