using NodaTime;

namespace Deskmeter.Facts;

/// <summary>Facts know whole seconds only, so that durations are exact integers.</summary>
internal static class Seconds
{
    public static Instant Whole(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    /// <summary>Negative where the end lies before the start.</summary>
    public static long Between(Instant start, Instant end) => end.ToUnixTimeSeconds() - start.ToUnixTimeSeconds();
}
