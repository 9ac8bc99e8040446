using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Sync;

/// <summary>Reads all that is known of one customer from the records, for the few whose units are built again.</summary>
internal sealed class CustomerReader(IRecordStore records, Conversations conversations, UnitBuilders builders)
{
    /// <summary>The history of the customer who goes by these words; null when they did nothing.</summary>
    /// <param name="words">Every word for the customer, in ordinal order.</param>
    public CustomerHistory? OfWords(IReadOnlyList<string> words)
    {
        var histories = new Histories(_ => words[0]);
        var (known, roots) = (words.ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var record in records.OfCustomer(words))
        {
            if (record is StatedRecord stated) histories.Add(stated);
            if (record is Call call && builders.Record.ContactOf(call) is { } called) histories.Add(called);
            if (record is not Ticket ticket) continue;
            var root = conversations.RootOf(ticket);
            // What was merged into somebody else's ticket is theirs now.
            if (roots.Add(RecordKey.Of(root).ToString()) && ContactOf(root) is { Customer: { } owner } contact && known.Contains(owner)) Add(histories, root, contact);
        }

        return histories.All.SingleOrDefault();
    }

    /// <summary>The history of what nobody known did; null when somebody is known, or the record is gone.</summary>
    /// <param name="record">The record that stands alone.</param>
    public CustomerHistory? OfRecord(SourceRecord record)
    {
        var histories = new Histories(word => word);
        switch (record)
        {
            case Ticket ticket:
                var root = conversations.RootOf(ticket);
                var contact = ContactOf(root);
                // What was merged into another ticket is in that one's history; surveys about one in no figure stand under its key.
                if (contact is null) histories.AddRange(SurveysAbout([ticket]));
                else if (root.Id == ticket.Id && contact.Customer is null) Add(histories, ticket, contact);
                break;
            case Call call when builders.Record.ContactOf(call) is { Customer: null } called:
                histories.Add(called);
                break;
            case StatedRecord stated when RecordCustomer.Of(stated) is null:
                histories.Add(stated);
                break;
        }

        return histories.All.SingleOrDefault();
    }

    /// <summary>What the customer's unit has to know of a ticket with all that was merged into it; null when it is in no figure.</summary>
    public CustomerContact? ContactOf(Ticket root) =>
        builders.Conversation.Build(root, conversations.ChildrenOf(root)).Contact;

    /// <summary>Adds a ticket, and the surveys about it that name nobody else.</summary>
    private void Add(Histories histories, Ticket root, CustomerContact contact)
    {
        histories.Add(contact);
        foreach (var survey in SurveysAbout([root, .. conversations.ChildrenOf(root)])) histories.Add(survey, contact);
    }

    /// <summary>The surveys that name one of these tickets and nobody.</summary>
    private IEnumerable<Survey> SurveysAbout(IReadOnlyList<Ticket> tickets) =>
        records.OfCustomer([.. tickets.Select(ticket => RecordKey.Of(ticket).ToString())]).OfType<Survey>();
}
