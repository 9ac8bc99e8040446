using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>All records of a small shop, and what is chosen there.</summary>
internal sealed class ReferenceShop
{
    private const long Margin = 400L * 86400;

    public ReferenceShop(
        IReadOnlyList<SourceRecord> records, DateTimeZone zone, IReadOnlyDictionary<string, BusinessCalendar> calendars, string? standard,
        IReadOnlyDictionary<string, string> ofTeams)
    {
        Records = records;
        Zone = zone;
        Customers = new ReferenceCustomers(Of<Customer>());
        People = new ReferencePeople(Of<Person>());
        var tickets = records.OfType<Ticket>().ToList();
        var seconds = tickets.SelectMany(ticket => ticket.Events).Select(happened => ReferenceLog.Second(happened.At)).ToList();
        var (first, last) = seconds.Count == 0 ? (0, 0) : (seconds.Min() - Margin, seconds.Max() + Margin);
        var byName = calendars.ToDictionary(pair => pair.Key, pair => new ReferenceCalendar(pair.Value, first, last));
        Calendar = standard is null ? null : byName[standard];
        Calendars = new ReferenceCalendars(byName, standard, ofTeams);
        Calls = [.. Of<Call>().Select(call => new ReferenceCall(this, call))];
        foreach (var ticket in tickets)
        {
            if (ticket.Events.Count == 0 && ticket.Profile?.CreatedAt is null) continue;
            if (RootOf(ticket, tickets) == ticket && !ReferenceLog.IsRemoved(ticket))
                Tickets.Add(new ReferenceTicket(ticket, [.. tickets.Where(child => child != ticket && RootOf(child, tickets) == ticket)], Calendars, zone));
        }
    }

    /// <summary>Each as it is known in all.</summary>
    public IReadOnlyList<SourceRecord> Records { get; }

    public ReferenceCustomers Customers { get; }

    public ReferencePeople People { get; }

    public DateTimeZone Zone { get; }

    /// <summary>Everybody's calendar; null: none.</summary>
    public ReferenceCalendar? Calendar { get; }

    /// <summary>The currency of its figures.</summary>
    public string? Currency { get; init; }

    public ReferenceCalendars Calendars { get; }

    /// <summary>Every call and live chat, those that nobody can place in time too.</summary>
    public List<ReferenceCall> Calls { get; }

    /// <summary>Every ticket that counts, with those merged into it.</summary>
    public List<ReferenceTicket> Tickets { get; } = [];

    /// <summary>The records of a kind that are still there.</summary>
    public IEnumerable<T> Of<T>() where T : StatedRecord => Records.OfType<T>().Where(record => !record.IsDeleted);

    /// <summary>The ticket of this id, or the one that goes on for it; null when it is in no figure.</summary>
    public ReferenceTicket? TicketOf(string source, string? id)
    {
        var tickets = Records.OfType<Ticket>().ToList();
        return tickets.Find(ticket => ticket.Source == source && ticket.Id == id) is { } named && RootOf(named, tickets) is { } root
            ? Tickets.Find(ticket => ticket.Ticket == root)
            : null;
    }

    /// <summary>The article on which a telephone number stands; null where it stands on several.</summary>
    public string? ArticleOfNumber(string? number)
    {
        string? Form(string? text) => text?.Trim() is { Length: > 0 } trimmed && trimmed.Any(char.IsAsciiDigit)
            ? $"{(trimmed[0] == '+' ? "+" : "")}{string.Concat(trimmed.Where(char.IsAsciiDigit))}"
            : null;
        return Form(number) is { } form && Of<Article>().Where(article => Form(article.Number) == form).ToList() is [var only] ? only.Id : null;
    }

    public LocalDateTime Local(long second) => Instant.FromUnixTimeSeconds(second).InZone(Zone).LocalDateTime;

    public long StartOf(LocalDate date) => Zone.AtStartOfDay(date).ToInstant().ToUnixTimeSeconds();

    /// <summary>The second at which a wall clock shows a time, the later of what it skips and the earlier of what it repeats.</summary>
    public long At(LocalDateTime local) => Zone.AtLeniently(local).ToInstant().ToUnixTimeSeconds();

    /// <summary>The ticket that goes on for one; null when it was merged into one that is not there.</summary>
    private static Ticket? RootOf(Ticket ticket, IReadOnlyList<Ticket> tickets)
    {
        var walked = new List<Ticket> { ticket };
        while (ReferenceLog.MergedInto(walked[^1]) is { } into)
        {
            var parent = tickets.FirstOrDefault(other => other.Source == ticket.Source && other.Id == into);
            if (parent is null) return null;
            if (walked.Contains(parent))
                return walked[walked.IndexOf(parent)..].MinBy(one => one.Id, StringComparer.Ordinal);
            walked.Add(parent);
        }

        return walked[^1];
    }
}
