using NodaTime;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Helpdesk;

/// <summary>
/// Reads a calendar from YAML: <c>name</c>, <c>time_zone</c>, weekly <c>hours</c>, <c>holidays</c>, <c>openings</c>, <c>breaks</c> and
/// <c>versions</c> of the hours by date. Every error names file, line and the nearest right thing.
/// </summary>
public sealed class BusinessCalendarFile
{
    private static readonly string[] Keys = ["name", "time_zone", "hours", "holidays", "openings", "breaks", "versions"];
    private readonly string _file;
    private readonly YamlText _yaml;

    private BusinessCalendarFile(string file) => (_file, _yaml) = (file, new YamlText(file));

    /// <summary>Reads a file; a calendar without a name takes the file's.</summary>
    /// <exception cref="UsageException">There is no such file, or it is no calendar.</exception>
    public static BusinessCalendar Load(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The calendar {path} cannot be read: {error.Message}", "calendar");
        }
    }

    /// <summary>Reads a text; <paramref name="file"/> is how errors name it.</summary>
    /// <exception cref="UsageException">The text is no calendar.</exception>
    public static BusinessCalendar Read(string text, string file) => new BusinessCalendarFile(file).Parse(text);

    private BusinessCalendar Parse(string text)
    {
        var root = _yaml.Fields(_yaml.Root(text, $"calendar"), $"a calendar", Keys);
        var hours = root.GetValueOrDefault("hours");
        var versions = root.GetValueOrDefault("versions");
        if (hours is null && versions is null && !root.ContainsKey("openings"))
            throw _yaml.Wrong(1, $"a calendar needs 'hours', such as hours: {{mon: [\"09:00-17:00\"]}}", "hours");
        return new BusinessCalendar
        {
            Name = root.TryGetValue("name", out var name) ? _yaml.Text(name, "name") : Path.GetFileNameWithoutExtension(_file),
            TimeZone = root.TryGetValue("time_zone", out var zone) ? Zone(zone)
                : throw _yaml.Wrong(1, $"a calendar needs 'time_zone', such as time_zone: Europe/Amsterdam", "time_zone"),
            Versions = Versions(hours, versions),
            Holidays = root.TryGetValue("holidays", out var holidays) ? Dates(holidays) : new HashSet<LocalDate>(),
            Openings = Days(root.GetValueOrDefault("openings"), "openings"),
            Breaks = Days(root.GetValueOrDefault("breaks"), "breaks"),
        };
    }

    private IReadOnlyList<CalendarVersion> Versions(YamlNode? hours, YamlNode? versions)
    {
        // Before the first date of versions without hours above them there is no work.
        List<CalendarVersion> all = [new(null, hours is null ? new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>>() : Week(hours))];
        foreach (var node in versions is null ? [] : _yaml.List(versions, "versions"))
        {
            var version = _yaml.Fields(node, $"a version", ["from", "hours"]);
            if (!version.TryGetValue("from", out var from)) throw _yaml.Wrong(node, $"a version needs 'from', the date it starts on", "from");
            if (!version.TryGetValue("hours", out var week)) throw _yaml.Wrong(node, $"a version needs 'hours'", "hours");
            var date = BusinessCalendarWords.Date(from, _yaml);
            if (all.Any(other => other.From == date)) throw _yaml.Wrong(from, $"two versions start on {BusinessCalendarWords.Of(date)}", "from");
            all.Add(new CalendarVersion(date, Week(week)));
        }

        return [.. all.OrderBy(version => version.From ?? LocalDate.MinIsoValue)];
    }

    private Dictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>> Week(YamlNode node) => _yaml.Map(node, "hours")
        .ToDictionary(pair => BusinessCalendarWords.Weekday(pair.Key, _yaml), pair => Intervals(pair.Value, _yaml.Text(pair.Key, "a day")));

    private Dictionary<LocalDate, IReadOnlyList<OpenInterval>> Days(YamlNode? node, string what)
    {
        var days = new Dictionary<LocalDate, IReadOnlyList<OpenInterval>>();
        if (node is null) return days;
        foreach (var (key, value) in _yaml.Map(node, what))
        {
            var date = BusinessCalendarWords.Date(key, _yaml);
            if (!days.TryAdd(date, Intervals(value, BusinessCalendarWords.Of(date))))
                throw _yaml.Wrong(key, $"{BusinessCalendarWords.Of(date)} is there twice in '{what}'", what);
        }

        return days;
    }

    private HashSet<LocalDate> Dates(YamlNode node)
    {
        var dates = new HashSet<LocalDate>();
        foreach (var item in _yaml.List(node, "holidays"))
        {
            var date = BusinessCalendarWords.Date(item, _yaml);
            if (!dates.Add(date)) throw _yaml.Wrong(item, $"{BusinessCalendarWords.Of(date)} is there twice in 'holidays'", "holidays");
        }

        return dates;
    }

    private IReadOnlyList<OpenInterval> Intervals(YamlNode node, string day)
    {
        List<OpenInterval> intervals = [];
        foreach (var item in _yaml.List(node, day))
        {
            var interval = BusinessCalendarWords.Interval(item, _yaml);
            var clash = intervals.FindIndex(other => interval.FromMinute < other.ToMinute && other.FromMinute < interval.ToMinute);
            if (clash >= 0)
                throw _yaml.Wrong(
                    item, $"'{BusinessCalendarWords.Of(interval)}' overlaps '{BusinessCalendarWords.Of(intervals[clash])}' on {day}", day);
            intervals.Add(interval);
        }

        return [.. intervals.OrderBy(interval => interval.FromMinute)];
    }

    private string Zone(YamlNode node)
    {
        var id = _yaml.Text(node, "time_zone");
        var ids = DateTimeZoneProviders.Tzdb.Ids;
        if (ids.Contains(id)) return id;
        var near = ids.FirstOrDefault(known => string.Equals(known, id, StringComparison.OrdinalIgnoreCase))
            ?? ids.FirstOrDefault(known => known.EndsWith('/' + id.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase))
            ?? Nearest.To(id, ids);
        throw _yaml.Wrong(node, $"there is no IANA time zone '{id}'", "time_zone", near);
    }
}
