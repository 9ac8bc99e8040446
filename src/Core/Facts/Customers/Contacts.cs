using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>The contacts of one customer in the order in which they began; those of one second in the order of their records.</summary>
internal sealed class Contacts
{
    private const string TicketKind = "ticket";
    private Dictionary<string, CustomerContact>? _byRecord;
    private ILookup<string, CustomerContact>? _byTicket;

    public Contacts(CustomerHistory history)
    {
        var all = history.Contacts.ToArray();
        Array.Sort(all, Compare);
        All = all;
        Own = history.IsKnown ? Array.FindAll(all, contact => contact.CustomerContacts is not null) : [];
    }

    public IReadOnlyList<CustomerContact> All { get; }

    /// <summary>Those in which a known customer turned to the team; what follows what is asked of them alone.</summary>
    public IReadOnlyList<CustomerContact> Own { get; }

    public static bool IsTicket(CustomerContact contact) => contact.Kind == TicketKind;

    /// <summary>The place in <see cref="Own"/> of the first that began at an instant or later.</summary>
    public int FirstFrom(Instant at)
    {
        var (low, high) = (0, Own.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Own[middle].Started < at) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>
    /// The ticket that a record of the customer's names: of the record's own source, else the only one of that id, because survey
    /// tools and bots are sources of their own.
    /// </summary>
    public CustomerContact? Ticket(string source, string? id)
    {
        if (id is null || All.Count == 0) return null;
        _byRecord ??= All.Where(IsTicket).ToDictionary(contact => contact.Record, StringComparer.Ordinal);
        if (_byRecord.TryGetValue(RecordKey.Of<Ticket>(source, id).ToString(), out var own)) return own;
        _byTicket ??= All.Where(IsTicket).ToLookup(contact => contact.TicketId!, StringComparer.Ordinal);
        return _byTicket[id].Take(2).ToList() is [var only] ? only : null;
    }

    private static int Compare(CustomerContact left, CustomerContact right)
    {
        var order = left.Started.CompareTo(right.Started);
        return order == 0 ? string.CompareOrdinal(left.Record, right.Record) : order;
    }
}
