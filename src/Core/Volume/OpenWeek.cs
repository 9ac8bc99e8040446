using Deskmeter.Helpdesk;
using Deskmeter.Settings;
using NodaTime;

namespace Deskmeter.Volume;

/// <summary>When one can be reached: how many open hours of a range fall into each hour of each day of the week, by the default calendar.</summary>
public sealed class OpenWeek
{
    private const double HourSeconds = 3600;
    private readonly double[,] _open = new double[8, 24];
    private readonly double[,] _all = new double[8, 24];

    private OpenWeek()
    {
    }

    /// <summary>Open hours of the whole range.</summary>
    public double Hours { get; private set; }

    /// <summary>The hours between two instants, by the local time of a zone; null where there is no calendar: then nothing is ever closed.</summary>
    public static OpenWeek? Of(WorkspaceSettings settings, DateTimeZone zone, Instant from, Instant to)
    {
        if (settings.DefaultCalendar is not { } name || !settings.Calendars.TryGetValue(name, out var calendar)) return null;
        var week = new OpenWeek();
        foreach (var (opens, closes) in new BusinessHours(calendar).Open(from, to)) week.Hours += Add(week._open, zone, opens, closes);
        Add(week._all, zone, from, to);
        return week;
    }

    /// <summary>An hour (0-23) of a day of the week (1 is Monday) counts as open when it was so for at least half of the time.</summary>
    public bool IsOpen(int weekday, int hour) => _open[weekday, hour] > 0 && _open[weekday, hour] * 2 >= _all[weekday, hour];

    /// <summary>An hour of the day counts as open when it is so on most days that are open at all.</summary>
    public bool IsOpen(int hour)
    {
        var days = Enumerable.Range(1, 7).Where(day => Enumerable.Range(0, 24).Any(other => IsOpen(day, other))).ToList();
        return days.Count > 0 && days.Count(day => IsOpen(day, hour)) * 2 > days.Count;
    }

    private static double Add(double[,] hours, DateTimeZone zone, Instant from, Instant to)
    {
        for (var at = from; at < to;)
        {
            var local = at.InZone(zone);
            var next = at + Duration.FromSeconds(HourSeconds - (local.Minute * 60) - local.Second);
            var end = next < to ? next : to;
            hours[(int)local.DayOfWeek, local.Hour] += (end - at).TotalSeconds / HourSeconds;
            at = end;
        }

        return from < to ? (to - from).TotalSeconds / HourSeconds : 0;
    }
}
