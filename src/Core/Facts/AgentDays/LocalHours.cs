using NodaTime;

namespace Deskmeter.Facts.AgentDays;

/// <summary>The hours that a wall clock shows: 23 or 25 of them on a day on which it changes, and parts of hours where it changes by less.</summary>
internal static class LocalHours
{
    private const long HourSeconds = 3600;

    /// <summary>From one instant to another, both in seconds since 1970, each hour with its end.</summary>
    public static IEnumerable<(long From, long Until)> Between(long from, long until, DateTimeZone zone)
    {
        while (from < until)
        {
            var local = from + zone.GetUtcOffset(Instant.FromUnixTimeSeconds(from)).Seconds;
            var intoHour = ((local % HourSeconds) + HourSeconds) % HourSeconds;
            var next = Math.Min(until, from + HourSeconds - intoHour);
            yield return (from, next);
            from = next;
        }
    }
}
