using System.Globalization;
using System.Text.RegularExpressions;

namespace Deskmeter.App.Hours;

/// <summary>Reads amounts of business time: <c>90s</c>, <c>480m</c>, <c>8h</c>, sums such as <c>1h30m</c>, and <c>-8h</c>.</summary>
public static partial class BusinessAmount
{
    /// <returns>Seconds.</returns>
    /// <exception cref="UsageException">It is no amount; days and weeks are none, because calendars differ in how long they are.</exception>
    public static long Parse(string text)
    {
        var match = Pattern().Match(text);
        if (match.Success)
        {
            var seconds = Part(match, "h", 3600) + Part(match, "m", 60) + Part(match, "s", 1);
            if (seconds <= long.MaxValue / 4) return (long)(match.Groups["sign"].Value == "-" ? -seconds : seconds);
        }

        throw new UsageException($"'{text}' is no amount of business time, which is written 90s, 480m, 8h, 1h30m or -8h.", "--add");
    }

    private static decimal Part(Match match, string unit, int seconds) =>
        match.Groups[unit] is { Success: true, Value: var digits } ? decimal.Parse(digits, CultureInfo.InvariantCulture) * seconds : 0;

    [GeneratedRegex(
        "^(?<sign>[+-]?)(?=[0-9])(?:(?<h>[0-9]{1,18})h)?(?:(?<m>[0-9]{1,18})m)?(?:(?<s>[0-9]{1,18})s)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
