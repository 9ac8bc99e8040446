using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Records;

/// <summary>Instants as ISO 8601 in UTC, such as <c>2016-02-29T01:23:00Z</c>; reading takes any offset and up to nine decimals.</summary>
internal static class InstantText
{
    /// <summary>The bytes that an instant takes at most.</summary>
    public const int MaxLength = 30;

    private const int WholeLength = 20;
    private static readonly Instant Earliest = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <summary>It lies in the years in which a source's instants can be meant.</summary>
    public static bool IsWithinReason(Instant instant) => instant >= Earliest && instant < Latest;

    /// <summary>An instant as a text.</summary>
    public static string Of(Instant instant)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(instant, text)]);
    }

    /// <summary>Reads an instant that names its offset; false when it is something else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Instant instant)
    {
        if (TryParseWhole(text, out instant)) return true;
        if (text.Length > 40) return false;
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(Encoding.UTF8.GetString(text));
        if (parsed.Success) instant = parsed.Value.ToInstant();
        return parsed.Success;
    }

    /// <summary>Writes an instant and says how many bytes it took; decimals only where there is a part of a second.</summary>
    public static int Format(Instant instant, Span<byte> text)
    {
        var seconds = instant.ToUnixTimeSeconds();
        DateTime.UnixEpoch.AddSeconds(seconds).Deconstruct(out DateOnly date, out _);
        var (year, month, day) = date;
        var second = (int)(((seconds % 86_400) + 86_400) % 86_400);
        Put(text[..4], year);
        Put(text[5..7], month);
        Put(text[8..10], day);
        Put(text[11..13], second / 3600);
        Put(text[14..16], second / 60 % 60);
        Put(text[17..19], second % 60);
        (text[4], text[7], text[10], text[13], text[16]) = ((byte)'-', (byte)'-', (byte)'T', (byte)':', (byte)':');
        var length = 19 + PutFraction(text[19..], (instant - Instant.FromUnixTimeSeconds(seconds)).SubsecondNanoseconds);
        text[length] = (byte)'Z';
        return length + 1;
    }

    // The shape of nearly every instant is read without a string: whole seconds in UTC.
    private static bool TryParseWhole(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (text.Length != WholeLength || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || text[19] != 'Z') return false;
        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
        var (hour, minute, second) = (Number(text[11..13]), Number(text[14..16]), Number(text[17..19]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 59) return false;
        instant = Instant.FromUnixTimeTicks(new DateTime(year, month, day, hour, minute, second).Ticks - DateTime.UnixEpoch.Ticks);
        return true;
    }

    /// <summary>A number of digits alone; -1 when there is anything else.</summary>
    private static int Number(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if ((uint)(digit - '0') > 9) return -1;
            number = number * 10 + digit - '0';
        }

        return number;
    }

    private static void Put(Span<byte> text, int number)
    {
        for (var place = text.Length - 1; place >= 0; place--, number /= 10) text[place] = (byte)('0' + number % 10);
    }

    private static int PutFraction(Span<byte> text, int nanoseconds)
    {
        if (nanoseconds == 0) return 0;
        text[0] = (byte)'.';
        Put(text[1..10], nanoseconds);
        return text[..10].TrimEnd((byte)'0').Length;
    }
}
