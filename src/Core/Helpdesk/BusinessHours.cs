using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>
/// A calendar made ready to measure with. An instant is open when the wall clock of the calendar's zone then reads a time within the
/// hours of the date that it shows. So durations are real elapsed seconds: hours that span a clock change are longer or shorter by
/// it, wall times that a change skips are never open, and those that it repeats are open both times. Safe for concurrent use.
/// </summary>
public sealed class BusinessHours
{
    // NodaTime ends with year 9999; a margin keeps local days inside.
    private const int FirstDay = -4_370_000;
    private const int LastDay = 2_930_000;

    // Longer spans than this (about 3,000 years) answer one odd question and are not kept.
    private const int KeptDays = 1_100_000;
    private readonly BusinessCalendarDays _days;
    private readonly DateTimeZone _zone;
    private volatile BusinessHoursSpan _span;

    /// <summary>Compiles a calendar; this takes microseconds, and years are filled in when they are first asked for.</summary>
    /// <exception cref="UsageException">The calendar's zone is not an IANA zone.</exception>
    public BusinessHours(BusinessCalendar calendar)
    {
        Calendar = calendar;
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.TimeZone)
            ?? throw Nearest.Unknown($"time zone", calendar.TimeZone, DateTimeZoneProviders.Tzdb.Ids, "time_zone");
        _days = new BusinessCalendarDays(calendar);
        _span = new BusinessHoursSpan(_days, _zone, 0, 0);
    }

    public BusinessCalendar Calendar { get; }

    /// <summary>Open seconds between two instants, given in seconds since 1970 (UTC); negative when the second is the earlier.</summary>
    public long Elapsed(long fromUnixSeconds, long toUnixSeconds)
    {
        var span = _span;
        if (!span.Covers(fromUnixSeconds) || !span.Covers(toUnixSeconds))
        {
            (fromUnixSeconds, toUnixSeconds) = (Clamp(fromUnixSeconds), Clamp(toUnixSeconds));
            span = Cover(fromUnixSeconds, toUnixSeconds);
        }

        return span.Before(toUnixSeconds) - span.Before(fromUnixSeconds);
    }

    /// <summary>Open seconds from one instant to another, both cut to whole seconds; negative when the second is the earlier.</summary>
    public long Elapsed(Instant from, Instant to) => Elapsed(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());

    /// <summary>
    /// The earliest instant from which, or to which, <paramref name="from"/> is so many open seconds away: <c>Elapsed(from, deadline)</c>
    /// is <paramref name="seconds"/>. An amount used up as the hours end is due at that close, not at the next opening; going back
    /// (a negative amount) it is the close before, when nothing is open between. An amount of 0 is due at once. Null when the calendar
    /// never has that much.
    /// </summary>
    public Instant? Deadline(Instant from, long seconds) =>
        seconds == 0 ? from
        : Earliest(from.ToUnixTimeSeconds(), seconds) is { } due ? Instant.FromUnixTimeSeconds(due) : null;

    /// <summary>What is open between two instants: maximal intervals in order, cut to the range.</summary>
    public IEnumerable<(Instant From, Instant To)> Open(Instant from, Instant to)
    {
        var (first, last) = (Clamp(from.ToUnixTimeSeconds()), Clamp(to.ToUnixTimeSeconds()));
        if (first >= last) yield break;
        var span = Cover(first, last);
        for (var index = span.IndexAt(first); index < span.Count && span[index].From < last; index++)
        {
            var (opens, closes) = span[index];
            yield return (Instant.FromUnixTimeSeconds(Math.Max(opens, first)), Instant.FromUnixTimeSeconds(Math.Min(closes, last)));
        }
    }

    /// <summary>The earliest instant so many open seconds away, where 0 leads back over closed time; null when there is none.</summary>
    internal long? Earliest(long from, long seconds)
    {
        var span = Cover(Clamp(from), Clamp(from));
        while (true)
        {
            var wanted = span.Before(Clamp(from)) + seconds;
            if (wanted > 0 && wanted <= span.Total) return span.Earliest(wanted);
            var (fromDay, toDay) = wanted > 0
                ? (span.FromDay, Math.Min(LastDay, _days.Last + 2 ?? LastDay))
                : (Math.Max(FirstDay, _days.First - 1 ?? FirstDay), span.ToDay);
            if (fromDay >= span.FromDay && toDay <= span.ToDay)
                return wanted != 0 ? null : span.Count > 0 ? Math.Min(from, span[0].From) : from;
            span = Widen(span, fromDay, toDay);
        }
    }

    private static long Clamp(long instant) =>
        Math.Clamp(instant, FirstDay * BusinessHoursSpan.Day, LastDay * BusinessHoursSpan.Day);

    private BusinessHoursSpan Cover(long from, long to)
    {
        var span = _span;
        if (span.Covers(from) && span.Covers(to)) return span;
        var fromDay = (int)BusinessHoursSpan.FloorDivide(Math.Min(from, to), BusinessHoursSpan.Day) - 366;
        var toDay = (int)BusinessHoursSpan.FloorDivide(Math.Max(from, to), BusinessHoursSpan.Day) + 366;
        return span.ToDay == span.FromDay ? Keep(fromDay, toDay) : Keep(Math.Min(fromDay, span.FromDay), Math.Max(toDay, span.ToDay));
    }

    /// <summary>Doubles a span, towards a limit.</summary>
    private BusinessHoursSpan Widen(BusinessHoursSpan span, int limitBefore, int limitAfter)
    {
        var length = span.ToDay - span.FromDay;
        return Keep(
            Math.Min(span.FromDay, Math.Max(limitBefore, span.FromDay - length)),
            Math.Max(span.ToDay, Math.Min(limitAfter, span.ToDay + length)));
    }

    // Spans are never changed, so that readers need no lock; when two threads widen at once, one span is used once and forgotten.
    private BusinessHoursSpan Keep(int fromDay, int toDay)
    {
        var span = new BusinessHoursSpan(_days, _zone, Math.Max(FirstDay, fromDay), Math.Min(LastDay, toDay));
        if (toDay - fromDay <= KeptDays) _span = span;
        return span;
    }
}
