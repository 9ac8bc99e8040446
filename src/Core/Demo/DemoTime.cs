using NodaTime;

namespace Deskmeter.Demo;

/// <summary>Seconds since 1970, in which the shop's history is made.</summary>
internal static class DemoTime
{
    public const long Minute = 60;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    public static Instant At(long seconds) => Instant.FromUnixTimeSeconds(seconds);

    public static Instant? At(long? seconds) => seconds is { } known ? At(known) : null;

    /// <summary>The weekday in UTC, 0 being Monday; who works on it is near enough the same. 1970-01-01 was a Thursday.</summary>
    public static int Weekday(long seconds) => (int)((seconds / Day + 3) % 7);
}
