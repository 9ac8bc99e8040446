using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>
/// The hours of every local day of a calendar: openings replace the day, a holiday has none, otherwise the weekly hours in force;
/// breaks are cut out last. Days are counted from 1970-01-01; intervals are in order and do not touch.
/// </summary>
internal sealed class BusinessCalendarDays
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private readonly Dictionary<int, OpenInterval[]> _exceptions = [];
    private readonly int[] _from;
    private readonly OpenInterval[][][] _weeks;

    public BusinessCalendarDays(BusinessCalendar calendar)
    {
        var versions = calendar.Versions.OrderBy(version => version.From ?? LocalDate.MinIsoValue).ToList();
        _from = [.. versions.Select((version, index) => index == 0 || version.From is not { } from ? int.MinValue : DayOf(from))];
        _weeks = [.. versions.Select(version => Week(version.Hours))];
        IEnumerable<LocalDate> dates = [.. calendar.Holidays, .. calendar.Openings.Keys, .. calendar.Breaks.Keys];
        foreach (var date in dates.Distinct()) _exceptions[DayOf(date)] = Exception(calendar, date);
        (First, Last) = Bounds();
    }

    /// <summary>No day before this one is ever open; null when the weekly hours reach back without end.</summary>
    public int? First { get; }

    /// <summary>No day after this one is ever open; null when the weekly hours go on without end.</summary>
    public int? Last { get; }

    public static int DayOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    public ReadOnlySpan<OpenInterval> On(int day) => _exceptions.TryGetValue(day, out var hours) ? hours : Weekly(day);

    private OpenInterval[] Weekly(int day)
    {
        for (var i = _from.Length - 1; i >= 0; i--)
        {
            if (day >= _from[i]) return _weeks[i][WeekdayOf(day)];
        }

        return [];
    }

    // 1970-01-01 was a Thursday, and weeks start on Monday.
    private static int WeekdayOf(int day) => (int)((((long)day + 3) % 7 + 7) % 7);

    private OpenInterval[] Exception(BusinessCalendar calendar, LocalDate date)
    {
        var hours = calendar.Openings.TryGetValue(date, out var openings) ? InOrder(openings)
            : calendar.Holidays.Contains(date) ? []
            : Weekly(DayOf(date));
        return calendar.Breaks.TryGetValue(date, out var breaks) ? Cut(hours, InOrder(breaks)) : hours;
    }

    private static OpenInterval[][] Week(IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>> hours) =>
        [.. Enumerable.Range(1, 7).Select(day => hours.TryGetValue((IsoDayOfWeek)day, out var intervals) ? InOrder(intervals) : [])];

    /// <summary>Intervals by their start, those that overlap or touch made one.</summary>
    internal static OpenInterval[] InOrder(IReadOnlyList<OpenInterval> intervals)
    {
        List<OpenInterval> merged = [];
        foreach (var interval in intervals.Where(one => one.FromMinute < one.ToMinute).OrderBy(one => one.FromMinute))
        {
            if (merged.Count > 0 && interval.FromMinute <= merged[^1].ToMinute)
                merged[^1] = merged[^1] with { ToMinute = Math.Max(merged[^1].ToMinute, interval.ToMinute) };
            else
                merged.Add(interval);
        }

        return [.. merged];
    }

    private static OpenInterval[] Cut(OpenInterval[] hours, OpenInterval[] breaks)
    {
        IEnumerable<OpenInterval> left = hours;
        foreach (var pause in breaks)
        {
            left = [.. left.SelectMany(open => new[]
            {
                open with { ToMinute = Math.Min(open.ToMinute, pause.FromMinute) },
                open with { FromMinute = Math.Max(open.FromMinute, pause.ToMinute) },
            }).Where(open => open.FromMinute < open.ToMinute)];
        }

        return [.. left];
    }

    private (int? First, int? Last) Bounds()
    {
        bool IsOpen(int version) => _weeks.Length > 0 && _weeks[version].Any(day => day.Length > 0);
        IReadOnlyList<int> changes = [.. _exceptions.Keys, .. _from.Where(from => from != int.MinValue)];
        var first = changes.DefaultIfEmpty(0).Min();
        var last = changes.DefaultIfEmpty(0).Max();
        return (IsOpen(0) ? null : first, IsOpen(_weeks.Length - 1) ? null : last);
    }
}
