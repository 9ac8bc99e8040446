using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>
/// Both clocks of one ticket. The business clock runs on the ticket's own calendar, else on that of the team which has it, else on
/// the workspace's, piecewise as these change.
/// </summary>
internal sealed class TicketClock
{
    private readonly CalendarTimeline _calendars;

    private TicketClock(CalendarTimeline calendars, string? last) => (_calendars, LastCalendar) = (calendars, last);

    /// <summary>The name of the calendar that applied last.</summary>
    public string? LastCalendar { get; }

    public static TicketClock Of(TicketTimeline timeline, FactContext context)
    {
        List<CalendarPiece>? pieces = null;
        var calendar = context.Default;
        string? own = null, team = null;
        foreach (var entry in timeline.Entries)
        {
            if (entry.LeftOut is not null) continue;
            if (entry.Event is CalendarChanged changed) own = changed.Calendar;
            else if (entry.Event is Assigned assigned && context.HasTeamCalendars) team = assigned.Team;
            else continue;
            var next = own is null ? context.OfTeam(team) : context.Named(own);
            if (ReferenceEquals(next, calendar)) continue;
            pieces ??= [new CalendarPiece(Instant.MinValue, calendar.Hours)];
            pieces.Add(new CalendarPiece(entry.At, next.Hours));
            calendar = next;
        }

        return new TicketClock(pieces is null ? calendar.Alone : new CalendarTimeline(pieces), calendar.Name);
    }

    /// <summary>From one instant to a later one.</summary>
    public Elapsed Between(Instant from, Instant to) =>
        new(to.ToUnixTimeSeconds() - from.ToUnixTimeSeconds(), _calendars.Elapsed(from, to));

    /// <summary>The same, null where one of the two is not known.</summary>
    public Elapsed? Between(Instant? from, Instant? to) => from is { } start && to is { } end ? Between(start, end) : null;

    /// <summary>Seconds of one of the clocks; null on the business clock without a calendar.</summary>
    public long? Seconds(SlaClock clock, Instant from, Instant to) =>
        clock == SlaClock.Business ? _calendars.Elapsed(from, to) : to.ToUnixTimeSeconds() - from.ToUnixTimeSeconds();

    /// <summary>When so many seconds of a clock will have passed; null when they never do.</summary>
    public Instant? Deadline(SlaClock clock, Instant from, long seconds) =>
        clock == SlaClock.Business ? _calendars.Deadline(from, seconds) : from + Duration.FromSeconds(seconds);
}
