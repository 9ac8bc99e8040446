using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>
/// What facts depend on besides their own records: the calendars, and whose tickets run on which; the workspace's zone; rates,
/// articles and rules. Safe for concurrent use.
/// </summary>
public sealed class FactContext
{
    private static readonly NamedCalendar None = new(null, null);
    private readonly Dictionary<string, NamedCalendar> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedCalendar> _byTeam = new(StringComparer.Ordinal);

    /// <summary>Compiles the calendars.</summary>
    /// <param name="calendars">The calendars known by name.</param>
    /// <param name="defaultCalendar">That of tickets that have no other; null: they have no business time.</param>
    /// <param name="teamCalendars">Calendars of teams' tickets, by team.</param>
    public FactContext(
        IReadOnlyDictionary<string, BusinessCalendar> calendars,
        string? defaultCalendar = null,
        IReadOnlyDictionary<string, string>? teamCalendars = null)
    {
        foreach (var (name, calendar) in calendars) _byName[name] = new NamedCalendar(name, new BusinessHours(calendar));
        foreach (var (team, calendar) in teamCalendars ?? new Dictionary<string, string>()) _byTeam[team] = Named(calendar);
        Default = defaultCalendar is null ? None : Named(defaultCalendar);
    }

    /// <summary>No calendar at all: every business duration is null.</summary>
    public static FactContext WithoutCalendars { get; } = new(new Dictionary<string, BusinessCalendar>());

    /// <summary>The workspace's zone, in which instants become local dates.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>What is looked up in other records: rates, people and articles.</summary>
    public ReferenceData Reference { get; init; } = ReferenceData.None;

    public CustomerRules Rules { get; init; } = new();

    /// <summary>
    /// Customers' months are written up to this day, not included: who is a customer for good has no last one. Whoever keeps the
    /// facts sets it well after the newest event, and builds again when that comes near. Null: no months.
    /// </summary>
    public LocalDate? Horizon { get; init; }

    /// <summary>The local date of an instant in the workspace's zone.</summary>
    public LocalDate DayOf(Instant at) => at.InZone(Zone).Date;

    /// <summary>The local dates that a stretch of time lies in; of one that still runs, the first.</summary>
    public IEnumerable<LocalDate> DaysOf(Instant from, Instant? until)
    {
        var last = ShiftEnd.Of(from, until) is { } end && end > from ? DayOf(end - Duration.Epsilon) : DayOf(from);
        for (var day = DayOf(from); day <= last; day = day.PlusDays(1)) yield return day;
    }

    /// <summary>Somebody's team at an instant, by the people's records.</summary>
    public string? TeamOf(string? person, Instant at) => Reference.TeamOf(person, DayOf(at));

    internal NamedCalendar Default { get; }

    internal bool HasTeamCalendars => _byTeam.Count > 0;

    /// <summary>A calendar by its name; one that nobody defined has no hours, so its business time is null and not some other's.</summary>
    internal NamedCalendar Named(string name) => _byName.GetValueOrDefault(name) ?? new NamedCalendar(name, null);

    /// <summary>The calendar of a team's tickets.</summary>
    internal NamedCalendar OfTeam(string? team) => team is not null && _byTeam.TryGetValue(team, out var calendar) ? calendar : Default;
}

/// <summary>A calendar with the name it goes by in facts, and the timeline of a ticket that ran on nothing else.</summary>
internal sealed class NamedCalendar(string? name, BusinessHours? hours)
{
    public string? Name { get; } = name;

    public BusinessHours? Hours { get; } = hours;

    public CalendarTimeline Alone { get; } = new(hours);
}
