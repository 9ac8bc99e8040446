using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Helpdesk;

/// <summary>The words of a calendar's text, both ways: days of the week, dates and intervals such as <c>09:00-12:30</c>.</summary>
internal static partial class BusinessCalendarWords
{
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] WeekdayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static string Of(IsoDayOfWeek day) => Weekdays[(int)day - 1];

    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Of(OpenInterval interval) => $"{Time(interval.FromMinute)}-{Time(interval.ToMinute)}";

    public static IsoDayOfWeek Weekday(YamlNode node, YamlText file)
    {
        var word = file.Text(node, "a day");
        var index = Array.IndexOf(Weekdays, word);
        if (index >= 0) return (IsoDayOfWeek)(index + 1);
        var near = Nearest.To(word, [.. Weekdays, .. WeekdayNames])?[..3];
        throw file.Wrong(node, $"there is no day '{word}' (they are {string.Join(", ", Weekdays)})", word, near);
    }

    public static LocalDate Date(YamlNode node, YamlText file)
    {
        var word = file.Text(node, "a date");
        var parsed = LocalDatePattern.Iso.Parse(word);
        return parsed.Success ? parsed.Value : throw file.Wrong(node, $"'{word}' is no date, which is written 2024-12-31", "date");
    }

    public static OpenInterval Interval(YamlNode node, YamlText file)
    {
        var word = file.Text(node, "hours");
        var match = IntervalPattern().Match(word);
        if (!match.Success) throw file.Wrong(node, $"'{word}' are no hours, which are written 09:00-17:30", "hours");
        var from = Minute(match.Groups["from"].Value, node, file);
        var to = Minute(match.Groups["to"].Value, node, file);
        if (from < to) return new OpenInterval(from, to);
        throw file.Wrong(
            node,
            $"'{word}' ends before it starts; past midnight write '{Time(from)}-24:00' that day and '00:00-{Time(to)}' on the next",
            "hours");
    }

    private static int Minute(string time, YamlNode node, YamlText file)
    {
        var colon = time.IndexOf(':', StringComparison.Ordinal);
        var hour = int.Parse(time.AsSpan(0, colon), CultureInfo.InvariantCulture);
        var minute = int.Parse(time.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        return minute < 60 && hour * 60 + minute <= 24 * 60
            ? hour * 60 + minute
            : throw file.Wrong(node, $"'{time}' is no time of day, which is 00:00 to 24:00", "hours", hour == 24 ? "24:00" : null);
    }

    private static string Time(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    [GeneratedRegex(@"^\s*(?<from>[0-9]{1,2}:[0-9]{2})\s*[-–]\s*(?<to>[0-9]{1,2}:[0-9]{2})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex IntervalPattern();
}
