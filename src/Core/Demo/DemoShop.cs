using Deskmeter.Helpdesk;
using Deskmeter.Settings;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>
/// A fictional shop for outdoor gear and two years of its customer service. One seed gives the same tickets on every machine; each
/// ticket is made on its own, so that the work is linear in their number and can be shared out. Safe for concurrent use.
/// </summary>
public sealed class DemoShop
{
    public const string Source = "demo";
    private readonly int _seed;
    private readonly DemoDemand _demand;

    /// <param name="tickets">How many tickets there are; 20,000 is a small shop, from 150,000 on it has twice the people.</param>
    /// <param name="seed">Chooses the shop's history.</param>
    /// <param name="end">Nothing happened at or after this instant; <see cref="LastMidnight"/> gives whole days.</param>
    /// <param name="zone">The IANA zone of its days and hours.</param>
    /// <exception cref="UsageException">There are no tickets, or there is no such zone.</exception>
    public DemoShop(int tickets, int seed, Instant end, string zone = "Europe/Amsterdam")
    {
        if (tickets < 1) throw new UsageException($"A shop needs at least 1 ticket, not {tickets}.", "tickets");
        var where = Zone(zone);
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
    }

    public int Count { get; }

    /// <summary>Local midnight two years before the end.</summary>
    public Instant Start { get; }

    public Instant End { get; }

    /// <summary>The shop's zone, currency and calendars: what a workspace needs to show it.</summary>
    public WorkspaceSettings Settings { get; }

    internal DemoDemand Demand => _demand;

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

    internal DemoRandom Random(DemoDraw purpose, int index) => DemoRandom.For(_seed, purpose, index);

    private static DateTimeZone Zone(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)
        ?? throw Nearest.Unknown("time zone", zone, DateTimeZoneProviders.Tzdb.Ids, "zone");
}
