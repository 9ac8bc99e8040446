using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>
/// The events of a ticket and its merged children in the order in which they count: cut to whole seconds, nothing before the
/// creation, states turned into changes.
/// </summary>
internal sealed class TicketTimeline
{
    private static readonly TicketProfile Unknown = new();
    private readonly List<TimelineEntry> _entries;

    private TicketTimeline(Ticket ticket, IReadOnlyList<Ticket> children, Instant created, int capacity)
    {
        Ticket = ticket;
        Children = children;
        Profile = ticket.Profile ?? Unknown;
        Created = created;
        _entries = new List<TimelineEntry>(capacity);
    }

    public Ticket Ticket { get; }

    public IReadOnlyList<Ticket> Children { get; }

    public TicketProfile Profile { get; }

    public Instant Created { get; }

    /// <summary>In order; the first is the creation.</summary>
    public List<TimelineEntry> Entries => _entries;

    /// <summary>The source's own word for the status, the last it said.</summary>
    public string? StatusName { get; private set; }

    /// <summary>Reads a conversation.</summary>
    /// <param name="unseen">Changes that the source states in columns and never showed.</param>
    /// <returns>Null for a ticket without any instant: it cannot be placed in time.</returns>
    public static TicketTimeline? Read(Ticket ticket, IReadOnlyList<Ticket> children, IReadOnlyList<StatusChanged> unseen)
    {
        if (CreatedAt(ticket) is not { } created) return null;
        var told = new List<Told>(ticket.Events.Count + unseen.Count);
        foreach (var happened in UnitedStates.Of(ticket.Events)) told.Add(new Told(happened, null));
        foreach (var stated in unseen) told.Add(new Told(stated, null));
        foreach (var child in children)
        {
            foreach (var happened in child.Events) told.Add(new Told(happened, child));
        }

        Order(told);
        var timeline = new TicketTimeline(ticket, children, created, told.Count + 4);
        var opener = TicketCustomer.OpenerOf(timeline.Profile, told.Where(each => each.From is null).Select(each => each.Event));
        timeline._entries.Add(new TimelineEntry(created, EntryKind.Created, null, opener));
        var states = new ObservedStates();
        foreach (var each in told) timeline.Add(each, states);
        foreach (var entry in timeline._entries)
        {
            if (unseen.Count > 0 && entry.Event is StatusChanged status && unseen.Contains(status)) entry.MoveTo(entry.At);
        }

        timeline.StatusName = states.StatusName;
        return timeline;
    }

    /// <summary>When the ticket was created, in whole seconds: as its source states, else its first event.</summary>
    public static Instant? CreatedAt(Ticket ticket)
    {
        if (ticket.Profile?.CreatedAt is { } stated) return WholeSeconds(stated);
        Instant? first = null;
        foreach (var happened in ticket.Events)
        {
            if (first is not { } known || happened.At < known) first = happened.At;
        }

        return first is { } at ? WholeSeconds(at) : null;
    }

    public static Instant WholeSeconds(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    /// <summary>The order in which events are read: instant, sequence, id.</summary>
    public static int Compare(TicketEvent left, TicketEvent right)
    {
        var order = left.At.CompareTo(right.At);
        if (order == 0) order = left.Sequence.CompareTo(right.Sequence);
        return order == 0 ? string.CompareOrdinal(left.Id, right.Id) : order;
    }

    /// <summary>Brings entries back into order after some of them moved to stated instants.</summary>
    public void Reorder()
    {
        // Nearly sorted, and entries of one second must keep their order: insertion.
        for (var index = 1; index < _entries.Count; index++)
        {
            var entry = _entries[index];
            var place = index;
            while (place > 0 && _entries[place - 1].At > entry.At) _entries[place] = _entries[--place];
            _entries[place] = entry;
        }
    }

    private static void Order(List<Told> told)
    {
        for (var index = 1; index < told.Count; index++)
        {
            if (Told.Compare(told[index - 1], told[index]) <= 0) continue;
            told.Sort(Told.Compare);
            return;
        }
    }

    private void Add(Told told, ObservedStates states)
    {
        var (happened, from) = told;
        var at = Instant.Max(Created, WholeSeconds(happened.At));
        if (from is not null)
        {
            _entries.Add(new TimelineEntry(at, KindOf(happened), happened, happened.By, from.Id) { LeftOut = LeftOutOfMerged(happened) });
            return;
        }

        if (happened is StateObserved state)
        {
            var before = _entries.Count;
            foreach (var change in states.ChangesTo(state)) _entries.Add(new TimelineEntry(at, KindOf(change), change, change.By) { IsFirstSeen = at == Created && states.IsFirstStatus });
            if (_entries.Count > before) return;
            _entries.Add(new TimelineEntry(at, EntryKind.State, state, state.By) { LeftOut = EntryReason.NoChange });
            return;
        }

        states.Saw(happened);
        // A rating is read where surveys are; it says nothing of the ticket itself, not even that its author touched it.
        var entry = new TimelineEntry(at, KindOf(happened), happened, happened.By);
        if (entry.Kind == EntryKind.Rating) entry.LeftOut = EntryReason.NoChange;
        _entries.Add(entry);
    }

    private static EntryReason? LeftOutOfMerged(TicketEvent happened) => happened switch
    {
        MessageSent or WorkLogged => null,
        Rated => EntryReason.NoChange,
        _ => EntryReason.MergedTicket,
    };

    private static EntryKind KindOf(TicketEvent happened) => happened switch
    {
        MessageSent => EntryKind.Message,
        StatusChanged => EntryKind.Status,
        Assigned => EntryKind.Assignment,
        PriorityChanged => EntryKind.Priority,
        TagsChanged => EntryKind.Tags,
        CalendarChanged => EntryKind.Calendar,
        SlaApplied => EntryKind.Sla,
        Merged => EntryKind.Merge,
        Removed => EntryKind.Removal,
        HandedOver => EntryKind.HandOver,
        WorkLogged => EntryKind.Work,
        Rated => EntryKind.Rating,
        _ => EntryKind.State,
    };

    /// <summary>An event and the merged child that it came from.</summary>
    private readonly record struct Told(TicketEvent Event, Ticket? From)
    {
        public static int Compare(Told left, Told right)
        {
            var order = TicketTimeline.Compare(left.Event, right.Event);
            return order == 0 ? string.CompareOrdinal(left.From?.Id, right.From?.Id) : order;
        }
    }
}
