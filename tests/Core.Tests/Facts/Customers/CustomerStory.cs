using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

/// <summary>What one customer did, told as a story. Times are those of <see cref="TicketStory"/>.</summary>
public sealed class CustomerStory
{
    private readonly CustomerHistory _history;

    private CustomerStory(CustomerHistory history) => _history = history;

    public static CustomerStory Known() => new(new CustomerHistory { Unit = "carl", IsKnown = true });

    public static CustomerStory Unknown() => new(new CustomerHistory { Unit = "order/s/1" });

    public CustomerHistory History => _history;

    public CustomerStory Ticket(
        string id, string started, string? resolved = null, string? topic = "billing", Func<CustomerContact, CustomerContact>? change = null) =>
        Contact("ticket", id, started, resolved, topic, change);

    public CustomerStory Call(
        string id, string started, string? ended = null, string? topic = "billing", Func<CustomerContact, CustomerContact>? change = null) =>
        Contact("call", id, started, ended, topic, change);

    public CustomerStory Order(string id, string paid, decimal amount = 100, string? currency = null, params decimal[] refunds)
    {
        _history.Orders.Add(new Order("s", id)
        {
            PaidAt = When(paid),
            Amount = amount,
            Currency = currency,
            Refunds = [.. refunds.Select((refund, index) => new OrderRefund($"{index}", When(paid) + Duration.FromDays(40), refund))],
        });
        return this;
    }

    public CustomerFacts Facts(FactContext? context = null) => new CustomerBuilder(context ?? FactContext.WithoutCalendars).Build(_history);

    public static LocalDate Day(string date) => LocalDatePattern.Iso.Parse(date).Value;

    private CustomerStory Contact(
        string kind, string id, string started, string? resolved, string? topic, Func<CustomerContact, CustomerContact>? change)
    {
        var end = resolved is null ? (Instant?)null : When(resolved);
        var contact = new CustomerContact
        {
            Record = $"{kind}/s/{id}",
            Kind = kind,
            TicketId = kind == "ticket" ? id : null,
            Customer = _history.IsKnown ? "carl" : null,
            Slices = new TicketSlices { Topic = topic },
            Started = When(started),
            Resolved = end,
            Ended = end,
            CustomerContacts = 1,
        };
        _history.Contacts.Add(change is null ? contact : change(contact));
        return this;
    }
}
