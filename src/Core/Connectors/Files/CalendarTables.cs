using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Files;

/// <summary>Gathers calendars from tables that hold an interval of the local week, or a holiday, per row.</summary>
internal sealed class CalendarTables(ImportContext context)
{
    private const int Day = 24 * 60;
    private const int Week = 7 * Day;

    private readonly List<string> _names = [];
    private readonly Dictionary<string, string> _zones = [];
    private readonly Dictionary<string, List<(int From, int To)>> _minutes = [];
    private readonly Dictionary<string, HashSet<LocalDate>> _holidays = [];

    /// <summary>Reads one file of intervals or of holidays.</summary>
    public IEnumerable<ImportItem> Read(MappingInput input, MappedRows rows)
    {
        var values = new ValueCompiler(rows.Columns, context.Mapping.Times, context.Zone, context.Lookups);
        var skip = values.Conditions(input.File.Skip);
        var read = input.File.Calendar is { } calendar ? Interval(calendar, values) : Holiday(input.File.Holiday!, values);
        while (rows.Next())
        {
            if (skip is null || !skip(rows.Row)) read(rows.Row);
            foreach (var finding in rows.Findings()) yield return finding;
        }
    }

    /// <summary>The calendars, in the order in which the tables named them.</summary>
    public IEnumerable<ImportItem.Calendar> Calendars() => _names.Select(name => new ImportItem.Calendar(new BusinessCalendar
    {
        Name = name,
        TimeZone = _zones[name],
        Versions = [new CalendarVersion(null, Hours(_minutes[name]))],
        Holidays = _holidays.GetValueOrDefault(name) ?? [],
    }));

    private Action<Row> Interval(MappedCalendar mapped, ValueCompiler values)
    {
        var (name, zone, from, to) = (values.Text(mapped.Name), values.Text(mapped.TimeZone), values.Number(mapped.From), values.Number(mapped.To));
        var first = mapped.WeekStart == IsoDayOfWeek.Sunday ? 6 * Day : 0;
        return row =>
        {
            if (name(row) is not { } calendar || zone(row) is not { } zoneName || from(row) is not { } start || to(row) is not { } end)
            {
                row.Fail($"An interval of a calendar needs a name, a time zone, a start and an end.");
                return;
            }

            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneName) is null)
            {
                row.Fail(Nearest.Unknown($"time zone", zoneName, DateTimeZoneProviders.Tzdb.Ids).Said);
                return;
            }

            if (start < 0 || end > 2 * Week || end <= start)
            {
                row.Fail($"{start} to {end} is no stretch of a week in minutes.");
                return;
            }

            if (_zones.TryAdd(calendar, zoneName)) (_minutes[calendar], _) = ([], 0);
            if (!_names.Contains(calendar)) _names.Add(calendar);
            _minutes[calendar].Add((first + (int)start, first + (int)end));
        };
    }

    private Action<Row> Holiday(MappedHoliday mapped, ValueCompiler values)
    {
        var (name, first, last) = (values.Text(mapped.Calendar), values.Date(mapped.First), values.Date(mapped.Last));
        return row =>
        {
            if (row.Problem is not null) return;
            if (name(row) is not { } calendar || first(row) is not { } from)
            {
                row.Fail($"A holiday needs a calendar that is known, and a date.");
                return;
            }

            var until = last(row) ?? from;
            if (!_holidays.TryGetValue(calendar, out var days)) _holidays[calendar] = days = [];
            for (var day = from; day <= until; day = day.PlusDays(1)) days.Add(day);
        };
    }

    /// <summary>Stretches of the week, from Monday, cut at midnight and joined where they touch.</summary>
    private static Dictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>> Hours(IEnumerable<(int From, int To)> stretches)
    {
        var days = Enumerable.Range(0, 7).ToDictionary(day => day, _ => new List<OpenInterval>());
        foreach (var (from, to) in stretches)
        {
            for (var start = from; start < to; start = (start / Day + 1) * Day)
            {
                var midnight = start / Day * Day;
                days[start / Day % 7].Add(new OpenInterval(start - midnight, Math.Min(to - midnight, Day)));
            }
        }

        return days.Where(day => day.Value.Count > 0).ToDictionary(day => (IsoDayOfWeek)(day.Key + 1), day => (IReadOnlyList<OpenInterval>)Joined(day.Value));
    }

    private static List<OpenInterval> Joined(IEnumerable<OpenInterval> intervals)
    {
        var joined = new List<OpenInterval>();
        foreach (var next in intervals.OrderBy(interval => interval.FromMinute))
        {
            if (joined.Count > 0 && next.FromMinute <= joined[^1].ToMinute)
            {
                joined[^1] = joined[^1] with { ToMinute = Math.Max(joined[^1].ToMinute, next.ToMinute) };
            }
            else
            {
                joined.Add(next);
            }
        }

        return joined;
    }
}
