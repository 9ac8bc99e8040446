using System.Diagnostics;
using System.Globalization;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>
/// Business intervals a second on one core: the compiled calendar against the obvious way with NodaTime (walk the days of the interval,
/// map each opening to instants, add the overlaps). Both give the same answers, which is checked.
/// </summary>
internal static class BusinessTime
{
    private const int Intervals = 1_000_000;
    private const int WalkedIntervals = 20_000;

    private const string Calendar = """
        name: Service desk
        time_zone: Europe/Amsterdam
        hours: {mon: ["09:00-12:30", "13:30-18:00"], tue: ["09:00-12:30", "13:30-18:00"], wed: ["09:00-18:00"], thu: ["09:00-21:00"], fri: ["09:00-17:00"], sun: ["00:00-05:00"]}
        holidays: [2023-04-10, 2023-04-27, 2023-12-25, 2023-12-26, 2024-01-01, 2024-04-01, 2024-05-09, 2024-12-25]
        openings: {2024-02-10: ["10:00-14:00"], 2024-12-26: ["10:00-16:00"]}
        breaks: {2024-02-12: ["12:00-13:00"]}
        versions: [{from: 2024-03-01, hours: {mon: ["08:00-18:00"], tue: ["08:00-18:00"], wed: ["08:00-18:00"], thu: ["08:00-18:00"], sun: ["00:00-05:00"]}}]
        """;

    public static void Run(TextWriter output)
    {
        var calendar = BusinessCalendarFile.Read(Calendar, "bench");
        var (from, to) = Questions();
        var hours = new BusinessHours(calendar);
        Check(calendar, hours, from, to);
        List<double> ours = [], peers = [];
        for (var round = 0; round < 7; round++)
        {
            ours.Add(Rate(Intervals, count => Compiled(hours, from, to, count)));
            peers.Add(Rate(WalkedIntervals, count => Walked(calendar, from, to, count)));
        }

        var (fast, slow) = (Median(ours), Median(peers));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"business time, one core: {fast / 1e6:0.0} M intervals/s; walking days with NodaTime {slow / 1e6:0.000} M/s; ratio {fast / slow:0}x"));
    }

    private static (long[] From, long[] To) Questions()
    {
        var random = new Random(1);
        var start = Instant.FromUtc(2023, 1, 1, 0, 0).ToUnixTimeSeconds();
        long[] from = [.. Enumerable.Range(0, Intervals).Select(_ => start + random.NextInt64(2 * 365 * 86_400L))];
        return (from, [.. from.Select(instant => instant + random.NextInt64(10 * 86_400L))]);
    }

    private static void Check(BusinessCalendar calendar, BusinessHours hours, long[] from, long[] to)
    {
        if (Compiled(hours, from, to, WalkedIntervals) != Walked(calendar, from, to, WalkedIntervals))
            throw new InvalidOperationException("The two ways to count business time differ.");
    }

    private static long Compiled(BusinessHours hours, long[] from, long[] to, int count)
    {
        long sum = 0;
        for (var i = 0; i < count; i++) sum += hours.Elapsed(from[i], to[i]);
        return sum;
    }

    private static long Walked(BusinessCalendar calendar, long[] from, long[] to, int count)
    {
        var zone = DateTimeZoneProviders.Tzdb[calendar.TimeZone];
        long sum = 0;
        for (var i = 0; i < count; i++) sum += Walk(calendar, zone, from[i], to[i]);
        return sum;
    }

    private static long Walk(BusinessCalendar calendar, DateTimeZone zone, long from, long to)
    {
        var last = Instant.FromUnixTimeSeconds(to).InZone(zone).Date;
        long sum = 0;
        for (var date = Instant.FromUnixTimeSeconds(from).InZone(zone).Date; date <= last; date = date.PlusDays(1))
        {
            foreach (var open in On(calendar, date))
            {
                var opens = At(zone, date, open.FromMinute);
                var closes = At(zone, date, open.ToMinute);
                sum += Math.Max(0, Math.Min(to, closes) - Math.Max(from, opens));
            }
        }

        return sum;
    }

    private static IReadOnlyList<OpenInterval> On(BusinessCalendar calendar, LocalDate date)
    {
        if (calendar.Openings.TryGetValue(date, out var opening)) return opening;
        if (calendar.Holidays.Contains(date)) return [];
        var version = calendar.Versions.Last(version => version.From is not { } from || from <= date);
        var hours = version.Hours.GetValueOrDefault(date.DayOfWeek) ?? [];
        if (!calendar.Breaks.TryGetValue(date, out var breaks)) return hours;
        return [.. hours.SelectMany(open => breaks.SelectMany(pause => new[]
        {
            new OpenInterval(open.FromMinute, Math.Min(open.ToMinute, pause.FromMinute)),
            new OpenInterval(Math.Max(open.FromMinute, pause.ToMinute), open.ToMinute),
        })).Where(open => open.FromMinute < open.ToMinute)];
    }

    private static long At(DateTimeZone zone, LocalDate date, int minute) =>
        date.PlusDays(minute / 1440).At(LocalTime.FromMinutesSinceMidnight(minute % 1440)).InZoneLeniently(zone).ToInstant().ToUnixTimeSeconds();

    private static double Rate(int count, Func<int, long> measure)
    {
        var started = Stopwatch.GetTimestamp();
        GC.KeepAlive(measure(count));
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
