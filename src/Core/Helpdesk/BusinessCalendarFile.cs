using NodaTime;
using YamlDotNet.Core;
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

    private BusinessCalendarFile(string file) => _file = file;

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
        var root = Fields(Root(text), "a calendar", Keys);
        var hours = root.GetValueOrDefault("hours");
        var versions = root.GetValueOrDefault("versions");
        if (hours is null && versions is null && !root.ContainsKey("openings"))
            throw Wrong(1, "a calendar needs 'hours', such as hours: {mon: [\"09:00-17:00\"]}", "hours");
        return new BusinessCalendar
        {
            Name = root.TryGetValue("name", out var name) ? Text(name, "name") : Path.GetFileNameWithoutExtension(_file),
            TimeZone = root.TryGetValue("time_zone", out var zone) ? Zone(zone)
                : throw Wrong(1, "a calendar needs 'time_zone', such as time_zone: Europe/Amsterdam", "time_zone"),
            Versions = Versions(hours, versions),
            Holidays = root.TryGetValue("holidays", out var holidays) ? Dates(holidays) : new HashSet<LocalDate>(),
            Openings = Days(root.GetValueOrDefault("openings"), "openings"),
            Breaks = Days(root.GetValueOrDefault("breaks"), "breaks"),
        };
    }

    private YamlNode Root(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents.Count == 1) return stream.Documents[0].RootNode;
        }
        catch (YamlException error)
        {
            throw Wrong(error.Start.Line, error.InnerException?.Message ?? error.Message, null);
        }
        catch (InvalidOperationException)
        {
            // The parser's own answer to a bracket that is never closed.
            throw Wrong(parser.Current?.End.Line ?? 1, "the text is no YAML from here on; a bracket may be open", null);
        }

        throw Wrong(1, "one calendar is expected", null);
    }

    private IReadOnlyList<CalendarVersion> Versions(YamlNode? hours, YamlNode? versions)
    {
        // Before the first date of versions without hours above them there is no work.
        List<CalendarVersion> all = [new(null, hours is null ? new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>>() : Week(hours))];
        foreach (var node in versions is null ? [] : List(versions, "versions"))
        {
            var version = Fields(node, "a version", ["from", "hours"]);
            if (!version.TryGetValue("from", out var from)) throw Wrong(node, "a version needs 'from', the date it starts on", "from");
            if (!version.TryGetValue("hours", out var week)) throw Wrong(node, "a version needs 'hours'", "hours");
            var date = BusinessCalendarWords.Date(from, this);
            if (all.Any(other => other.From == date)) throw Wrong(from, $"two versions start on {BusinessCalendarWords.Of(date)}", "from");
            all.Add(new CalendarVersion(date, Week(week)));
        }

        return [.. all.OrderBy(version => version.From ?? LocalDate.MinIsoValue)];
    }

    private Dictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>> Week(YamlNode node) => Map(node, "hours")
        .ToDictionary(pair => BusinessCalendarWords.Weekday(pair.Key, this), pair => Intervals(pair.Value, Text(pair.Key, "a day")));

    private Dictionary<LocalDate, IReadOnlyList<OpenInterval>> Days(YamlNode? node, string what)
    {
        var days = new Dictionary<LocalDate, IReadOnlyList<OpenInterval>>();
        if (node is null) return days;
        foreach (var (key, value) in Map(node, what))
        {
            var date = BusinessCalendarWords.Date(key, this);
            if (!days.TryAdd(date, Intervals(value, BusinessCalendarWords.Of(date))))
                throw Wrong(key, $"{BusinessCalendarWords.Of(date)} is there twice in '{what}'", what);
        }

        return days;
    }

    private HashSet<LocalDate> Dates(YamlNode node)
    {
        var dates = new HashSet<LocalDate>();
        foreach (var item in List(node, "holidays"))
        {
            var date = BusinessCalendarWords.Date(item, this);
            if (!dates.Add(date)) throw Wrong(item, $"{BusinessCalendarWords.Of(date)} is there twice in 'holidays'", "holidays");
        }

        return dates;
    }

    private IReadOnlyList<OpenInterval> Intervals(YamlNode node, string day)
    {
        List<OpenInterval> intervals = [];
        foreach (var item in List(node, day))
        {
            var interval = BusinessCalendarWords.Interval(item, this);
            var clash = intervals.FindIndex(other => interval.FromMinute < other.ToMinute && other.FromMinute < interval.ToMinute);
            if (clash >= 0)
                throw Wrong(
                    item, $"'{BusinessCalendarWords.Of(interval)}' overlaps '{BusinessCalendarWords.Of(intervals[clash])}' on {day}", day);
            intervals.Add(interval);
        }

        return [.. intervals.OrderBy(interval => interval.FromMinute)];
    }

    private string Zone(YamlNode node)
    {
        var id = Text(node, "time_zone");
        var ids = DateTimeZoneProviders.Tzdb.Ids;
        if (ids.Contains(id)) return id;
        var near = ids.FirstOrDefault(known => string.Equals(known, id, StringComparison.OrdinalIgnoreCase))
            ?? ids.FirstOrDefault(known => known.EndsWith('/' + id.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase))
            ?? Nearest.To(id, ids);
        throw Wrong(node, $"there is no IANA time zone '{id}'", "time_zone", near);
    }

    private Dictionary<string, YamlNode> Fields(YamlNode node, string what, string[] known)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in Map(node, what))
        {
            var name = Text(key, "a key");
            if (!known.Contains(name))
                throw Wrong(key, $"{what} has no '{name}' (it has {string.Join(", ", known)})", name, Nearest.To(name, known));
            fields.Add(name, value);
        }

        return fields;
    }

    private IDictionary<YamlNode, YamlNode> Map(YamlNode node, string what) => node switch
    {
        YamlMappingNode map => map.Children,
        YamlScalarNode { Value: null or "" } => new Dictionary<YamlNode, YamlNode>(),
        _ => throw Wrong(node, $"'{what}' is a list of keys and values, such as {{key: value}}", what),
    };

    private IEnumerable<YamlNode> List(YamlNode node, string what) => node switch
    {
        YamlSequenceNode list => list.Children,
        YamlScalarNode { Value: null or "" } => [],
        _ => throw Wrong(node, $"'{what}' is a list, such as [..]", what),
    };

    internal string Text(YamlNode node, string what) => node is YamlScalarNode { Value: { Length: > 0 } value }
        ? value
        : throw Wrong(node, $"'{what}' is a word", what);

    internal UsageException Wrong(YamlNode node, string message, string? field, string? near = null) =>
        Wrong(node.Start.Line, message, field, near);

    private UsageException Wrong(long line, string message, string? field, string? near = null) =>
        new($"{_file}:{line}: {message}.{(near is null ? "" : $" Did you mean '{near}'?")}", field, near);
}
