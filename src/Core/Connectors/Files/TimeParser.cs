using System.Globalization;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Deskmeter.Connectors.Files;

/// <summary>A time as read, and whether its local time exists twice or not at all in its zone.</summary>
internal readonly record struct ParsedTime(Instant At, bool IsSkipped, bool IsAmbiguous);

/// <summary>Reads times in the formats of a mapping. Times that state no offset are local times of the zone.</summary>
internal sealed class TimeParser
{
    private const int Remembered = 200_000;

    private readonly IReadOnlyList<Func<string, ParsedTime?>> _formats;
    private readonly DateTimeZone _zone;
    private readonly Dictionary<string, ParsedTime?> _seen = [];

    /// <exception cref="UsageException">A pattern or the zone is not known.</exception>
    public TimeParser(MappedTimes times, DateTimeZone fallback)
    {
        _zone = times.Zone is { } zone ? ZoneOf(zone) : fallback;
        _formats = [.. times.Formats.Select(Format)];
    }

    /// <summary>A zone by its IANA name, with the near match when there is none.</summary>
    public static DateTimeZone ZoneOf(string name) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? throw Nearest.Unknown($"time zone", name, DateTimeZoneProviders.Tzdb.Ids, "zone");

    /// <summary>Null when no format fits.</summary>
    public ParsedTime? Parse(string text)
    {
        if (_seen.TryGetValue(text, out var known)) return known;
        if (_seen.Count == Remembered) _seen.Clear();
        ParsedTime? parsed = null;
        foreach (var format in _formats)
        {
            if ((parsed = format(text)) is not null) break;
        }

        return _seen[text] = parsed;
    }

    private Func<string, ParsedTime?> Format(string name) => name switch
    {
        "iso" => Iso,
        "epoch" => text => Epoch(text, NodaConstants.NanosecondsPerSecond),
        "epoch_ms" => text => Epoch(text, NodaConstants.NanosecondsPerMillisecond),
        _ => Pattern(name),
    };

    private Func<string, ParsedTime?> Pattern(string pattern)
    {
        try
        {
            if (pattern.Contains("o<", StringComparison.Ordinal))
            {
                var withOffset = OffsetDateTimePattern.CreateWithInvariantCulture(pattern);
                return text => withOffset.Parse(text) is { Success: true, Value: var value } ? new ParsedTime(value.ToInstant(), false, false) : null;
            }

            var local = LocalDateTimePattern.CreateWithInvariantCulture(pattern);
            return text => local.Parse(text) is { Success: true, Value: var value } ? InZone(value) : null;
        }
        catch (InvalidPatternException error)
        {
            throw new UsageException(
                $"'{pattern}' is no time format: {error.Message} Use 'iso', 'epoch', 'epoch_ms' or a pattern such as 'd/M/yyyy HH:mm'.", "formats");
        }
    }

    private ParsedTime InZone(LocalDateTime local)
    {
        var mapping = _zone.MapLocal(local);
        return mapping.Count switch
        {
            1 => new ParsedTime(mapping.Single().ToInstant(), false, false),
            0 => new ParsedTime(Resolvers.LenientResolver(mapping).ToInstant(), true, false),
            _ => new ParsedTime(mapping.First().ToInstant(), false, true),
        };
    }

    private static ParsedTime? Epoch(string text, long unit)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || Math.Abs(value * unit) > 9_000_000_000_000_000_000m) return null;
        return new ParsedTime(Instant.FromUnixTimeTicks(0).PlusNanoseconds((long)(value * unit)), false, false);
    }

    /// <summary>ISO 8601 as exports write it: T or a space, seconds and their fraction optional, then Z, UTC, an offset, or none.</summary>
    private ParsedTime? Iso(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.Length < 10 || rest[4] != '-' || rest[7] != '-'
            || !Digits(rest[..4], out var year) || !Digits(rest[5..7], out var month) || !Digits(rest[8..10], out var day)
            || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        var local = new LocalDateTime(year, month, day, 0, 0);
        rest = rest[10..];
        if (rest.IsEmpty) return InZone(local);
        if (rest[0] is not ('T' or 't' or ' ') || !Clock(rest[1..], out var clock, out rest)) return null;
        local = local.PlusNanoseconds(clock);
        rest = rest.Trim();
        if (rest.IsEmpty) return InZone(local);
        return OffsetOf(rest) is { } offset ? new ParsedTime(local.WithOffset(offset).ToInstant(), false, false) : null;
    }

    private static bool Clock(ReadOnlySpan<char> text, out long nanoseconds, out ReadOnlySpan<char> rest)
    {
        nanoseconds = 0;
        rest = text;
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute)
            || hour > 23 || minute > 59) return false;
        nanoseconds = hour * NodaConstants.NanosecondsPerHour + minute * NodaConstants.NanosecondsPerMinute;
        rest = text[5..];
        if (rest.IsEmpty || rest[0] != ':') return true;
        if (rest.Length < 3 || !Digits(rest[1..3], out var second) || second > 59) return false;
        nanoseconds += second * NodaConstants.NanosecondsPerSecond;
        rest = rest[3..];
        if (rest.IsEmpty || rest[0] is not ('.' or ',')) return true;
        var unit = NodaConstants.NanosecondsPerSecond / 10;
        var length = 1;
        for (; length < rest.Length && char.IsAsciiDigit(rest[length]); length++, unit /= 10) nanoseconds += (rest[length] - '0') * unit;
        rest = rest[length..];
        return length > 1;
    }

    private static Offset? OffsetOf(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z" or "UTC" or "GMT") return Offset.Zero;
        var sign = text[0] == '+' ? 1 : text[0] == '-' ? -1 : 0;
        text = text[1..];
        if (sign == 0 || text.Length is not (2 or 4 or 5) || !Digits(text[..2], out var hours)) return null;
        var minutes = 0;
        if (text.Length > 2 && (!Digits(text[^2..], out minutes) || (text.Length == 5 && text[2] != ':'))) return null;
        return hours <= 18 && minutes <= 59 && hours * 60 + minutes <= 18 * 60
            ? Offset.FromSeconds(sign * (hours * 60 + minutes) * 60)
            : null;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            value = value * 10 + (digit - '0');
        }

        return true;
    }
}
