using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>The paid orders of one customer in the order in which they were paid.</summary>
internal sealed class PaidOrders
{
    private readonly List<PaidOrder> _orders = [];
    private readonly CustomerHistory _history;
    private readonly FactContext _context;

    public PaidOrders(CustomerHistory history, FactContext context)
    {
        (_history, _context) = (history, context);
        foreach (var order in history.Orders)
        {
            if (order.PaidAt is not { } paid) continue;
            var at = Seconds.Whole(paid);
            var day = context.DayOf(at);
            _orders.Add(new PaidOrder(order, RecordKey.Of(order).ToString(), at, day, OrderMoney.Of(order, day, context)));
        }

        _orders.Sort();
    }

    public IReadOnlyList<PaidOrder> All => _orders;

    public IEnumerable<OrderFact> Rows()
    {
        PaidOrder? before = null;
        foreach (var paid in _orders)
        {
            var order = paid.Order;
            yield return new OrderFact
            {
                CustomerUnit = _history.Unit,
                Record = paid.Record,
                Channel = order.Channel,
                Brand = order.Brand,
                Country = order.Country,
                Product = order.Product,
                Segment = order.Segment,
                Customer = _history.IsKnown ? _history.Unit : null,
                Paid = paid.At,
                NetAmount = paid.Money.Net,
                Currency = order.Currency ?? _context.Reference.Currency,
                OriginalAmount = paid.Money.Original,
                PreviousPaidOn = before?.Day,
                IsFirst = _history.IsKnown ? before is null : null,
            };
            if (_history.IsKnown) before = paid;
        }
    }

    /// <summary>
    /// The order that each ticket led to. An order belongs to the newest ticket before it and to no other; a ticket that several
    /// orders belong to led to the first of them.
    /// </summary>
    /// <param name="contacts">In the order in which they began.</param>
    public Dictionary<CustomerContact, PaidOrder> Conversions(IReadOnlyList<CustomerContact> contacts)
    {
        var conversions = new Dictionary<CustomerContact, PaidOrder>(ReferenceEqualityComparer.Instance);
        if (!_history.IsKnown) return conversions;
        CustomerContact? newest = null;
        var next = 0;
        foreach (var order in _orders)
        {
            for (; next < contacts.Count && contacts[next].Started <= order.At; next++)
            {
                if (Contacts.IsTicket(contacts[next])) newest = contacts[next];
            }

            if (newest is not null) conversions.TryAdd(newest, order);
        }

        return conversions;
    }
}

/// <summary>One order that was paid.</summary>
internal sealed record PaidOrder(Order Order, string Record, Instant At, LocalDate Day, OrderMoney Money) : IComparable<PaidOrder>
{
    public int CompareTo(PaidOrder? other)
    {
        if (other is null) return 1;
        var order = At.CompareTo(other.At);
        return order == 0 ? string.CompareOrdinal(Record, other.Record) : order;
    }
}
