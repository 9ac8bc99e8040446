using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>Writes a customer's contacts with what followed each of them, and the issues that they are in.</summary>
internal sealed class ContactRows(CustomerHistory history, Contacts contacts, CustomerRules rules)
{
    public void Write(CustomerFacts facts, PaidOrders orders, ArticleReadings readings, SurveyRows surveys)
    {
        var (issues, ofContact) = Issue.Read(contacts, rules.IssueWindow);
        foreach (var issue in issues) facts.Issues.Add(issue.Row(history.Unit));
        var conversions = orders.Conversions(contacts.All);
        var resolutions = surveys.FirstContactResolutions();
        var next = SecondsToNextOfTopic();
        var own = 0;
        foreach (var contact in contacts.All)
        {
            var row = Row(contact) with
            {
                FcrByCustomer = resolutions.GetValueOrDefault(contact.Record) ?? contact.FcrByCustomer,
                Article = contact.Article ?? readings.LastBefore(contact),
            };
            if (conversions.TryGetValue(contact, out var order))
                row = row with { OrderAfterSeconds = Seconds.Between(contact.Started, order.At), OrderNet = order.Money.Net };
            if (own < contacts.Own.Count && ReferenceEquals(contact, contacts.Own[own]))
            {
                row = row with
                {
                    NextContactSeconds = next[own],
                    NextAnyContactSeconds = SecondsToNext(contact, own),
                    IssueId = ofContact[own].Id,
                };
                own++;
            }

            facts.Contacts.Add(row);
        }
    }

    private ContactFact Row(CustomerContact contact) => new()
    {
        CustomerUnit = history.Unit,
        Record = contact.Record,
        Kind = contact.Kind,
        TicketId = contact.TicketId,
        Slices = contact.Slices,
        Opener = contact.Opener,
        Resolver = contact.Resolver,
        Customer = history.IsKnown ? history.Unit : null,
        IsKnown = history.IsKnown,
        Started = contact.Started,
        Resolved = contact.Resolved,
        HandleSeconds = contact.HandleSeconds,
        CustomerContacts = contact.CustomerContacts,
        ReopenAfterSeconds = contact.CustomerContacts is null ? null : contact.ReopenAfterSeconds,
        FcrByAgent = contact.FcrByAgent,
        FcrBySource = contact.FcrBySource,
    };

    /// <summary>A contact that began before this one was resolved followed it at once: the customer had to ask again.</summary>
    private long?[] SecondsToNextOfTopic()
    {
        var seconds = new long?[contacts.Own.Count];
        var next = new Dictionary<string, Instant>(StringComparer.Ordinal);
        for (var index = seconds.Length - 1; index >= 0; index--)
        {
            var contact = contacts.Own[index];
            if (contact.Slices.Topic is not { } topic) continue;
            if (contact.Resolved is { } resolved && next.TryGetValue(topic, out var started)) seconds[index] = Math.Max(0, Seconds.Between(resolved, started));
            next[topic] = contact.Started;
        }

        return seconds;
    }

    private long? SecondsToNext(CustomerContact contact, int place)
    {
        if (contact.Resolved is not { } resolved) return null;
        var next = Math.Max(contacts.FirstFrom(resolved), place + 1);
        return next < contacts.Own.Count ? Seconds.Between(resolved, contacts.Own[next].Started) : null;
    }
}
