using System.Text.Json;
using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>Writes a calendar as the YAML that <see cref="BusinessCalendarFile"/> reads; equal calendars give equal texts.</summary>
public static class BusinessCalendarText
{
    public static string Write(BusinessCalendar calendar)
    {
        var versions = calendar.Versions.OrderBy(version => version.From ?? LocalDate.MinIsoValue).ToList();
        List<string> lines = [$"name: {Quoted(calendar.Name)}", $"time_zone: {calendar.TimeZone}", "hours:"];
        if (versions.Count > 0) lines.AddRange(Week(versions[0], "  "));
        if (calendar.Holidays.Count > 0)
            lines.Add($"holidays: [{string.Join(", ", calendar.Holidays.Order().Select(BusinessCalendarWords.Of))}]");
        lines.AddRange([.. Days("openings", calendar.Openings), .. Days("breaks", calendar.Breaks)]);
        if (versions.Count > 1) lines.Add("versions:");
        foreach (var version in versions.Skip(1))
        {
            lines.AddRange([$"  - from: {BusinessCalendarWords.Of(version.From ?? LocalDate.MinIsoValue)}", "    hours:"]);
            lines.AddRange(Week(version, "      "));
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static IEnumerable<string> Week(CalendarVersion version, string indent) => version.Hours
        .Where(day => day.Value.Count > 0)
        .OrderBy(day => day.Key)
        .Select(day => $"{indent}{BusinessCalendarWords.Of(day.Key)}: {Intervals(day.Value)}");

    private static IEnumerable<string> Days(string key, IReadOnlyDictionary<LocalDate, IReadOnlyList<OpenInterval>> days)
    {
        IEnumerable<string> entries = days.OrderBy(day => day.Key)
            .Select(day => $"  {BusinessCalendarWords.Of(day.Key)}: {Intervals(day.Value)}");
        return days.Count == 0 ? [] : entries.Prepend($"{key}:");
    }

    private static string Intervals(IReadOnlyList<OpenInterval> intervals) =>
        $"[{string.Join(", ", BusinessCalendarDays.InOrder(intervals).Select(interval => $"\"{BusinessCalendarWords.Of(interval)}\""))}]";

    // A JSON string is a YAML string too.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
