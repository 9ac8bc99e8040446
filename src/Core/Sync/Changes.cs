using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;

namespace Deskmeter.Sync;

/// <summary>
/// Follows changed records into the units that they touch, and builds those again. What a record belonged to before it changed
/// is touched too.
/// </summary>
internal sealed class Changes(IRecordStore records, Conversations conversations, UnitBuilders builders, Units units, FactBatches rows)
{
    private readonly CustomerReader _customers = new(records, conversations, builders);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceRecord> _strangers = new(StringComparer.Ordinal);
    private readonly HashSet<(string Agent, LocalDate Day)> _days = [];

    /// <summary>Takes up a record that changed: what stands alone is built at once, the rest with <see cref="Build"/>.</summary>
    public void Take(SourceRecord record)
    {
        if (record is Ticket ticket) Renew(ticket);
        if (record is StatedRecord stated)
        {
            if (units.Add(FactUnit.Record, RecordKey.Of(stated).ToString())) rows.Add(builders.Record.Build(stated));
            foreach (var (agent, from, until) in RecordTies.SpansOf(stated)) TakeDays(agent, from, until);
        }

        // It may have stood alone before its customer was known, or stand alone now.
        _strangers[RecordKey.Of(record).ToString()] = record;
        if (RecordCustomer.Of(record) is { } word) TakeWord(word);
        if (record is Customer customer) _words.UnionWith(CustomerWord.All(customer));
    }

    /// <summary>Takes up what records belonged to before they changed.</summary>
    public void Take(LeftBehind left)
    {
        foreach (var word in left.Customers) TakeWord(word);
        foreach (var (agent, from, until) in left.Spans) TakeDays(agent, from, until);
    }

    /// <summary>Takes up a unit of a customer by its key: a word, or a record that stands alone.</summary>
    public void TakeCustomer(string unit)
    {
        if (RecordKey.TryParse(unit, out var key) && records.Find(key) is { } record) _strangers[unit] = record;
        else _words.Add(unit);
    }

    /// <summary>Takes up a record that stands for itself, by its key.</summary>
    public void TakeRecord(string unit)
    {
        if (RecordKey.TryParse(unit, out var key) && records.Find(key) is StatedRecord stated && units.Add(FactUnit.Record, unit))
            rows.Add(builders.Record.Build(stated));
    }

    /// <summary>Takes up one day of an agent.</summary>
    public void TakeDay(string agent, LocalDate day) => _days.Add((agent, day));

    /// <summary>Builds the customers and days that were touched.</summary>
    public void Build()
    {
        foreach (var (key, record) in _strangers)
        {
            if (units.Add(FactUnit.Customer, key) && _customers.OfRecord(record) is { } history) rows.Add(builders.Customer.Build(history));
        }

        var built = new HashSet<string>(StringComparer.Ordinal);
        foreach (var words in _words.Select(records.SameCustomer))
        {
            if (!built.Add(words[0])) continue;
            // Each word may have been a customer's unit before it was known to name the same one.
            foreach (var word in words) units.Add(FactUnit.Customer, word);
            if (_customers.OfWords(words) is { } history) rows.Add(builders.Customer.Build(history));
        }

        foreach (var (agent, day) in _days)
        {
            if (!units.Add(FactUnit.AgentDay, AgentDayBuilder.KeyOf(agent, day))) continue;
            var zone = builders.Context.Zone;
            var (from, until) = (zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
            rows.Add(builders.AgentDay.Build(agent, day, records.OfAgent(agent, from, until)));
        }

        _strangers.Clear();
        _words.Clear();
        _days.Clear();
    }

    /// <summary>Adds the rows of the conversation that a changed ticket is in, and names every unit whose rows they replace.</summary>
    private void Renew(Ticket ticket)
    {
        var root = conversations.RootOf(ticket);
        var children = conversations.ChildrenOf(root);
        // A child stood alone until its merge, or its parent, was known.
        foreach (var child in children)
        {
            units.Add(FactUnit.Conversation, ConversationBuilder.KeyOf(child));
            _strangers[RecordKey.Of(child).ToString()] = child;
        }

        if (!units.Add(FactUnit.Conversation, ConversationBuilder.KeyOf(root))) return;
        var facts = builders.Conversation.Build(root, children);
        rows.Add(facts);
        _strangers[RecordKey.Of(root).ToString()] = root;
        if (facts.Contact?.Customer is { } word) _words.Add(word);
    }

    /// <summary>A word for a customer, or the key of a ticket: then its conversation and its customer are meant.</summary>
    private void TakeWord(string word)
    {
        if (RecordKey.TryParse(word, out var key) && records.Find(key) is Ticket ticket) Renew(ticket);
        else _words.Add(word);
    }

    private void TakeDays(string agent, Instant from, Instant? until)
    {
        foreach (var day in builders.Context.DaysOf(from, until)) _days.Add((agent, day));
    }
}
