using Deskmeter.Facts;
using Deskmeter.Helpdesk;

namespace Deskmeter.Sync;

/// <summary>Puts what happened to customers together, whoever is asked for.</summary>
internal sealed class Histories(Func<string, string> unitOf)
{
    private readonly Dictionary<string, CustomerHistory> _byUnit = new(StringComparer.Ordinal);

    public IReadOnlyCollection<CustomerHistory> All => _byUnit.Values;

    /// <summary>The history of what nobody known did; null when it belongs to no customer's unit.</summary>
    public static CustomerHistory? Alone(StatedRecord record)
    {
        var histories = new Histories(word => word);
        histories.Add(record);
        return histories.All.SingleOrDefault();
    }

    public void Add(CustomerContact contact) => Of(contact.Customer, contact.Record).Contacts.Add(contact);

    /// <summary>Adds a record that belongs to a customer's unit; others, and deleted ones, do nothing.</summary>
    public void Add(StatedRecord record)
    {
        if (record.IsDeleted) return;
        switch (record)
        {
            case Call call when RecordCustomer.Of(call) is not null && RecordBuilder.SpokenIn(call) is { } spoken: Of(call).Spoken.Add(spoken); break;
            case Session session: Of(session).Sessions.Add(session); break;
            case Survey survey: Of(survey).Surveys.Add(survey); break;
            case ArticleView view: Of(view).Views.Add(view); break;
            case Order order: Of(order).Orders.Add(order); break;
            case Subscription subscription: Of(subscription).Subscriptions.Add(subscription); break;
            case Customer customer: Of(customer).Profiles.Add(customer); break;
        }
    }

    public void AddRange(IEnumerable<StatedRecord> records)
    {
        foreach (var record in records) Add(record);
    }

    /// <summary>Adds a survey to the history of the ticket that it is about.</summary>
    public void Add(Survey survey, CustomerContact about)
    {
        if (!survey.IsDeleted) Of(about.Customer, about.Record).Surveys.Add(survey with { Ticket = about.TicketId });
    }

    /// <summary>A survey that names only a ticket stands under that ticket's key where no contact says whose it is: nobody is known.</summary>
    private CustomerHistory Of(StatedRecord record) => record is Survey survey && RecordCustomer.TicketOf(survey) is { } ticket
        ? Under(ticket, isKnown: false)
        : Of(RecordCustomer.Of(record), RecordKey.Of(record).ToString());

    /// <summary>The history of a customer; what nobody known did stands alone, under its own key.</summary>
    private CustomerHistory Of(string? customer, string record) =>
        customer is null ? Under(record, isKnown: false) : Under(unitOf(customer), isKnown: true);

    private CustomerHistory Under(string unit, bool isKnown)
    {
        if (_byUnit.TryGetValue(unit, out var history)) return history;
        history = new CustomerHistory { Unit = unit, IsKnown = isKnown };
        _byUnit.Add(unit, history);
        return history;
    }
}
