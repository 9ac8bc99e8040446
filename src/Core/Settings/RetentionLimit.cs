using NodaTime;

namespace Deskmeter.Settings;

/// <summary>How long records are kept, and what that means on a day.</summary>
public static class RetentionLimit
{
    /// <summary>The least months that can be kept.</summary>
    public const int Fewest = 1;

    /// <summary>The most months that can be kept, if not everything is.</summary>
    public const int Most = 240;

    /// <summary>What is offered first, in months.</summary>
    public static IReadOnlyList<int> Usual { get; } = [6, 12, 13, 24, 36, 60];

    /// <summary>The instant before which nothing is kept: the start of the local day so many months ago.</summary>
    public static Instant Of(int months, Instant now, DateTimeZone zone) => zone.AtStartOfDay(now.InZone(zone).Date.PlusMonths(-months)).ToInstant();

    /// <summary>Reads what somebody wrote: a number of months, or <c>everything</c>, which is null.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static int? Read(string text)
    {
        var word = text.Trim();
        if (word.Equals("everything", StringComparison.OrdinalIgnoreCase)) return null;
        return int.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out var months) && months is >= Fewest and <= Most
            ? months
            : throw new UsageException($"'{word}' is no time to keep records for: write a number of months from {Fewest} to {Most}, or everything.", "retention", "everything");
    }
}
