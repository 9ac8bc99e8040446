using Deskmeter.Helpdesk;
using Deskmeter.Settings;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>
/// A fictional shop for outdoor gear and two years of its customer service, with every kind of record. One seed gives the same records
/// on every machine; each ticket, customer, call or day is made on its own, so that the work is linear in their number and can be
/// shared out. Safe for concurrent use.
/// </summary>
public sealed class DemoShop
{
    public const string Source = "demo";
    private readonly int _seed;
    private readonly DemoDemand _demand;
    private readonly DateTimeZone _zone;
    private readonly DemoPart[] _parts;

    /// <param name="tickets">How many tickets there are, and all else in proportion; 20,000 is a small shop, from 150,000 on it has twice the people.</param>
    /// <param name="seed">Chooses the shop's history.</param>
    /// <param name="end">Nothing happened at or after this instant; <see cref="LastMidnight"/> gives whole days.</param>
    /// <param name="zone">The IANA zone of its days and hours.</param>
    /// <exception cref="UsageException">There are no tickets, or there is no such zone.</exception>
    public DemoShop(int tickets, int seed, Instant end, string zone = "Europe/Amsterdam")
    {
        if (tickets < 1) throw new UsageException($"A shop needs at least 1 ticket, not {tickets}.", "tickets");
        var where = _zone = Zone(zone);
        var to = end.InZone(where).Date;
        var start = where.AtStartOfDay(to.PlusYears(-2)).ToInstant();
        var desk = DemoCalendars.ServiceDesk(zone, to.PlusYears(-2), to);
        var returns = DemoCalendars.ReturnsTeam(zone, to.PlusYears(-2), to);
        (Count, _seed, Start, End) = (tickets, seed, start, end);
        _demand = new DemoDemand(seed, start, end, desk);
        DeskHours = new BusinessHours(desk);
        ReturnsHours = new BusinessHours(returns);
        Team = new DemoTeam(tickets);
        Settings = new WorkspaceSettings
        {
            Zone = zone,
            Currency = "EUR",
            Calendars = new Dictionary<string, BusinessCalendar> { [desk.Name] = desk, [returns.Name] = returns },
            DefaultCalendar = desk.Name,
            TeamCalendars = new Dictionary<string, string> { [DemoTeam.Names[DemoTeam.Returns]] = returns.Name },
        };
        (StartsAt, EndsAt, Buyers) = (start.ToUnixTimeSeconds(), end.ToUnixTimeSeconds(), tickets / 8);
        (FirstDay, LastDay) = (to.PlusYears(-2), DateAt(EndsAt - 1));
        (Fault, People) = (new DemoFault(end), new DemoPeople(this));
        _parts = [.. Parts()];
    }

    public int Count { get; }

    /// <summary>Local midnight two years before the end.</summary>
    public Instant Start { get; }

    public Instant End { get; }

    /// <summary>The shop's zone, currency and calendars: what a workspace needs to show it.</summary>
    public WorkspaceSettings Settings { get; }

    /// <summary>How many customers never wrote.</summary>
    internal int Buyers { get; }

    /// <summary>The beginning and the end in seconds since 1970, and the first and the last local date between them.</summary>
    internal long StartsAt { get; }
    internal long EndsAt { get; }
    internal LocalDate FirstDay { get; }
    internal LocalDate LastDay { get; }

    internal DemoDemand Demand => _demand;

    internal DemoFault Fault { get; }

    internal DemoPeople People { get; }

    internal DemoTeam Team { get; }

    internal BusinessHours DeskHours { get; }

    internal BusinessHours ReturnsHours { get; }

    /// <summary>The last local midnight before an instant: up to it there are whole days only.</summary>
    /// <exception cref="UsageException">There is no such zone.</exception>
    public static Instant LastMidnight(Instant now, string zone = "Europe/Amsterdam")
    {
        var where = Zone(zone);
        return where.AtStartOfDay(now.InZone(where).Date).ToInstant();
    }

    /// <summary>All tickets, in the order in which they were created.</summary>
    public IEnumerable<Ticket> Tickets() => Enumerable.Range(0, Count).Select(Ticket);

    /// <summary>One ticket, 0 being the first that was created.</summary>
    public Ticket Ticket(int index) => new DemoConversation(this, DemoOrigin.Of(this, index), Random(DemoDraw.Conversation, index)).Write();

    /// <summary>How many places there are, each with records of its own.</summary>
    public int Places => _parts.Sum(part => part.Count);

    /// <summary>Every record of every kind, place by place; made on every core, and handed over in order.</summary>
    public IEnumerable<SourceRecord> Records() =>
        ParallelEnumerable.Range(0, Places).AsOrdered().WithMergeOptions(ParallelMergeOptions.AutoBuffered).SelectMany(RecordsAt);

    /// <summary>About how many records there are: a sample of the places says.</summary>
    public long RecordsInAll()
    {
        var apart = Math.Max(1, Places / 500);
        return Enumerable.Range(0, Places / apart).Sum(number => (long)RecordsAt(number * apart).Count()) * apart;
    }

    /// <summary>What a place holds: a ticket with all that came of it, a customer with what they bought, a day's rates, and so on; it may be empty.</summary>
    public IEnumerable<SourceRecord> RecordsAt(int place)
    {
        foreach (var part in _parts)
        {
            if (place < part.Count) return part.At(place);
            place -= part.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(place));
    }

    internal DemoRandom Random(DemoDraw purpose, int index) => DemoRandom.For(_seed, purpose, index);

    /// <summary>The service desk is open.</summary>
    internal bool IsOpen(long at) => DeskHours.Elapsed(at, at + 1) > 0;

    internal LocalDate DateAt(long at) => DemoTime.At(at).InZone(_zone).Date;

    /// <summary>The beginning of a local hour in seconds since 1970.</summary>
    internal long SecondsAt(LocalDate date, int hour) => (date + new LocalTime(hour, 0)).InZoneLeniently(_zone).ToInstant().ToUnixTimeSeconds();

    private IEnumerable<DemoPart> Parts()
    {
        var days = Period.DaysBetween(FirstDay, LastDay) + 1;
        yield return new(Count, TicketWithAll);
        yield return new(Count + Buyers, CustomerWithAll);
        yield return new(DemoLoneCalls.CountOf(this), index => DemoLoneCalls.Of(this, index) is { } call ? [call] : []);
        yield return new(DemoSessions.LoneCountOf(this), index => [DemoSessions.Lone(this, index)]);
        yield return new(DemoReadings.CountOf(this), index => DemoReadings.Of(this, index));
        yield return new(DemoArticles.All.Count, index => [DemoArticles.All[index]]);
        yield return new(People.All.Count, index => [DemoPeople.RecordOf(People.All[index])]);
        yield return new(People.All.Count * days, index => DemoRoster.Of(this, index / days, index % days));
        yield return new(25, month => [.. DemoMoney.CostsOf(this, month), .. DemoPulse.OfTeam(this, month)]);
        yield return new(days + 7, day => DemoMoney.RatesOf(this, day));
    }

    private IEnumerable<SourceRecord> TicketWithAll(int index)
    {
        var story = new DemoStory(this, index);
        yield return story.Ticket;
        if (DemoReadings.Before(story) is { } view) yield return view;
        if (DemoSessions.Of(story) is { } session) yield return session;
        if (DemoCalls.Of(story) is { } call) yield return call;
        foreach (var record in DemoSurveys.Of(story)) yield return record;
        foreach (var review in DemoReviews.Of(story)) yield return review;
        foreach (var order in DemoOrders.Of(story)) yield return order;
    }

    /// <summary>Tickets stand for the customers whose first they are; those who never wrote come after all tickets.</summary>
    private IEnumerable<SourceRecord> CustomerWithAll(int index)
    {
        var isBuyer = index >= Count;
        if (!isBuyer && (DemoOrigin.FateOf(this, index) == DemoFate.Spam || DemoOrigin.CustomerOf(this, index) != index)) yield break;
        var customer = DemoCustomer.Of(this, index);
        // Who wrote had bought before, some of them long before.
        var part = isBuyer ? (index - Count + 0.5) / Buyers : (index + 0.5) / Count * (0.4 + 0.6 * Random(DemoDraw.CustomerOrder, ~index).Unit());
        foreach (var record in customer.Records()) yield return record;
        foreach (var order in DemoOrders.Of(this, customer, part)) yield return order;
        foreach (var subscription in DemoSubscriptions.Of(this, customer, part)) yield return subscription;
        foreach (var survey in DemoPulse.OfCustomer(this, customer, Demand.At(part))) yield return survey;
    }

    private static DateTimeZone Zone(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)
        ?? throw Nearest.Unknown($"time zone", zone, DateTimeZoneProviders.Tzdb.Ids, "zone");

    /// <summary>A row of places that are made in one way.</summary>
    private sealed record DemoPart(int Count, Func<int, IEnumerable<SourceRecord>> At);
}
