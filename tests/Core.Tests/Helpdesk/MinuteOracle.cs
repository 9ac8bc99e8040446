using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Helpdesk;

/// <summary>Business time counted the slow way: minute by minute, asking for each what the wall clock reads.</summary>
internal sealed class MinuteOracle(BusinessCalendar calendar)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[calendar.TimeZone];
    private readonly Dictionary<LocalDate, bool[]> _days = [];

    public long Elapsed(long from, long to)
    {
        long sum = 0;
        for (var minute = from - Modulo(from, 60); minute < to; minute += 60)
        {
            if (IsOpen(Instant.FromUnixTimeSeconds(minute))) sum += Math.Min(to, minute + 60) - Math.Max(from, minute);
        }

        return sum;
    }

    public bool IsOpen(Instant instant)
    {
        var wall = instant.InZone(_zone).LocalDateTime;
        if (!_days.TryGetValue(wall.Date, out var minutes)) _days[wall.Date] = minutes = Minutes(wall.Date);
        return minutes[wall.Hour * 60 + wall.Minute];
    }

    private bool[] Minutes(LocalDate date)
    {
        var version = calendar.Versions[0];
        foreach (var next in calendar.Versions.Skip(1))
        {
            if (next.From <= date) version = next;
        }

        IReadOnlyList<OpenInterval> hours = [];
        if (calendar.Openings.TryGetValue(date, out var openings)) hours = openings;
        else if (!calendar.Holidays.Contains(date)) hours = version.Hours.GetValueOrDefault(date.DayOfWeek) ?? [];
        var breaks = calendar.Breaks.GetValueOrDefault(date) ?? [];
        bool Within(IReadOnlyList<OpenInterval> intervals, int minute) => intervals.Any(i => i.FromMinute <= minute && minute < i.ToMinute);
        return [.. Enumerable.Range(0, 1440).Select(minute => Within(hours, minute) && !Within(breaks, minute))];
    }

    private static long Modulo(long value, long by) => (value % by + by) % by;
}
