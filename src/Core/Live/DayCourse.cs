using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Live;

/// <summary>How a count grows over a day, and how it usually does: the median, over the same weekday of the weeks before, of what had come by each hour.</summary>
public sealed class DayCourse
{
    /// <summary>So many weeks before are usual.</summary>
    public const int Weeks = 8;

    /// <summary>Of fewer days nothing is called usual.</summary>
    private const int LeastDays = 4;

    private readonly IReadOnlyList<double>? _usual;

    private DayCourse(IReadOnlyList<double>? usual) => _usual = usual;

    /// <summary>What has usually come by the end of each hour; null where too few days are known.</summary>
    public IReadOnlyList<double>? Usual => _usual;

    /// <summary>The usual course of a day, from rows by hour of the weeks before it.</summary>
    /// <param name="day">The day whose weekday counts; nothing of it or after it does.</param>
    /// <param name="rows">Of a count, by hour. Days before the first one with anything are not known, so they do not count.</param>
    public static DayCourse UsualFor(LocalDate day, IEnumerable<MetricRow> rows)
    {
        var days = rows.Where(row => row.From < day).GroupBy(row => row.From).OrderBy(one => one.Key).ToList();
        var known = days.SkipWhile(one => one.All(row => row.Value is null or 0)).Where(one => one.Key.DayOfWeek == day.DayOfWeek).ToList();
        if (known.Count < LeastDays) return new DayCourse(null);
        var sums = known.ConvertAll(one => Sums(one));
        return new DayCourse([.. Enumerable.Range(0, 24).Select(hour => Statistics.Median(sums.Select(sum => sum[hour])))]);
    }

    /// <summary>What has usually come by a time of the day: within an hour in proportion to the time that has passed of it.</summary>
    public double? UsualBy(LocalTime time)
    {
        if (_usual is null) return null;
        var before = time.Hour == 0 ? 0 : _usual[time.Hour - 1];
        return before + ((_usual[time.Hour] - before) * ((time.Minute * 60) + time.Second) / 3600d);
    }

    /// <summary>What had come by the end of each hour; an hour that a clock change skips adds nothing.</summary>
    public static IReadOnlyList<double> Sums(IEnumerable<MetricRow> rows)
    {
        var sums = new double[24];
        foreach (var row in rows) sums[HourOf(row)] += row.Value ?? 0;
        for (var hour = 1; hour < 24; hour++) sums[hour] += sums[hour - 1];
        return sums;
    }

    /// <summary>A period such as <c>2016-03-01T14</c> names its hour.</summary>
    private static int HourOf(MetricRow row) => ((row.Period[^2] - '0') * 10) + row.Period[^1] - '0';
}
