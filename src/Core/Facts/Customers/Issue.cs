using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>
/// A chain of contacts of one customer about one topic. It goes on while one of its tickets is open, and for a window after the
/// last of them ended.
/// </summary>
internal sealed class Issue
{
    private readonly CustomerContact _first;
    private Instant _end;
    private Instant? _resolved;
    private bool _isOpen;
    private long _contacts;
    private long _calls;
    private long _chases;

    private Issue(CustomerContact first)
    {
        _first = first;
        _end = first.Started;
        Add(first);
    }

    /// <summary>The first contact's record.</summary>
    public string Id => _first.Record;

    /// <summary>When its last contact ended with a resolve; null while a ticket is open, or when nobody resolved the last.</summary>
    private Instant? Resolved => _isOpen ? null : _resolved;

    /// <summary>The issues of a customer in the order in which they began, and which of them each own contact is in.</summary>
    public static (List<Issue> Issues, Issue[] OfContact) Read(Contacts contacts, Duration window)
    {
        List<Issue> issues = [];
        var ofContact = new Issue[contacts.Own.Count];
        var last = new Dictionary<string, Issue>(StringComparer.Ordinal);
        for (var index = 0; index < ofContact.Length; index++)
        {
            var contact = contacts.Own[index];
            var topic = contact.Slices.Topic;
            if (topic is not null && last.TryGetValue(topic, out var issue) && issue.GoesOnAt(contact.Started, window))
            {
                issue.Add(contact);
            }
            else
            {
                issues.Add(issue = new Issue(contact));
                if (topic is not null) last[topic] = issue;
            }

            ofContact[index] = issue;
        }

        return (issues, ofContact);
    }

    public IssueFact Row(string unit)
    {
        long? elapsed = Resolved is { } resolved ? Seconds.Between(_first.Started, resolved) : null;
        return new IssueFact
        {
            CustomerUnit = unit,
            Record = Id,
            Slices = _first.Slices,
            Customer = unit,
            Started = _first.Started,
            Resolved = Resolved,
            Contacts = _contacts,
            Calls = _calls,
            Chases = _chases,
            ElapsedSeconds = elapsed,
            EffortPoints = elapsed is { } seconds ? Fractions.Of(Effort(seconds)) : null,
        };
    }

    private bool GoesOnAt(Instant started, Duration window) => _isOpen || started - _end <= window;

    private void Add(CustomerContact contact)
    {
        _contacts += contact.CustomerContacts!.Value;
        if (contact.IsCall || contact.Kind == "call") _calls += contact.CustomerContacts.Value;
        _chases += contact.Chases;
        var ended = contact.Ended ?? contact.Resolved;
        if (ended is null && Contacts.IsTicket(contact))
        {
            _isOpen = true;
            return;
        }

        // A call that still runs has not settled anything yet.
        var end = ended ?? contact.Started;
        if (end < _end) return;
        _resolved = end == _end ? _resolved ?? contact.Resolved : contact.Resolved;
        _end = end;
    }

    /// <summary>0 to 100: five contacts, three chases and three days are each a full third.</summary>
    private double Effort(long seconds)
    {
        const double MostContacts = 4, MostChases = 3, MostSeconds = 72 * 3600;
        return (Math.Min((_contacts - 1) / MostContacts, 1) + Math.Min(_chases / MostChases, 1) + Math.Min(seconds / MostSeconds, 1)) * 100 / 3;
    }
}
