namespace Deskmeter.Core.Tests.Reference;

/// <summary>What customers bought after a ticket (decision 23).</summary>
internal static class ReferenceConversions
{
    private const long Window = 5 * 86400;

    public static void Add(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        IEnumerable<ReferenceRow> Tickets() =>
            from customer in everybody.All
            from contact in customer.Contacts
            where contact.Ticket is not null
            let order = customer.OrderOf(contact)
            let isConverted = order is not null && order.At - contact.Started <= Window
            select ReferenceContacts.Row(shop, customer, contact, contact.Started, contact.Resolver) with
            {
                Yes = isConverted,
                Amount = isConverted ? order.Net : null,
            };
        keys.Flow("tickets_converted", Tickets, rows => ReferenceMeasures.Count([.. rows.Where(row => row.Yes == true)]), Window);
        keys.Flow("conversion_rate", Tickets, ReferenceMeasures.Share, Window);
        keys.Flow("support_revenue", Tickets, ReferenceMeasures.Money, Window);
    }
}
