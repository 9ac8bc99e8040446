using Deskmeter.Live;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Live;

public class DayCourseTests
{
    private static readonly LocalDate Wednesday = new(2026, 11, 18);

    [Fact]
    public void The_usual_is_the_median_of_what_had_come_by_each_hour()
    {
        // Four Wednesdays: 2, 4, 6 and 20 at nine, and one more at ten each; a Tuesday that must not count.
        int[] counts = [2, 4, 6, 20];
        var rows = counts.SelectMany((count, week) => Day(Wednesday.PlusWeeks(-1 - week), (9, count), (10, 1))).Concat(Day(Wednesday.PlusDays(-1), (9, 100)));
        var course = DayCourse.UsualFor(Wednesday, rows);
        Assert.Equal((0, 5, 6, 6), (course.Usual![8], course.Usual[9], course.Usual[10], course.Usual[23]));
        Assert.Equal(0, course.UsualBy(new LocalTime(9, 0)));
        Assert.Equal(2.5, course.UsualBy(new LocalTime(9, 30)));
        Assert.Equal(5.75, course.UsualBy(new LocalTime(10, 45)));
    }

    [Fact]
    public void Days_before_the_first_ticket_and_the_day_itself_do_not_count()
    {
        var empty = Enumerable.Range(5, 4).SelectMany(week => Day(Wednesday.PlusWeeks(-week)));
        var known = Enumerable.Range(1, 3).SelectMany(week => Day(Wednesday.PlusWeeks(-week), (8, 4)));
        Assert.Null(DayCourse.UsualFor(Wednesday, [.. empty, .. known, .. Day(Wednesday, (8, 9))]).Usual);
        var fourth = Day(Wednesday.PlusWeeks(-4), (8, 4));
        Assert.Equal(4, DayCourse.UsualFor(Wednesday, [.. empty, .. fourth, .. known]).Usual![23]);
        Assert.Null(DayCourse.UsualFor(Wednesday, []).UsualBy(LocalTime.Noon));
    }

    [Fact]
    public void An_hour_that_a_clock_change_skips_adds_nothing()
    {
        var sums = DayCourse.Sums(Day(new LocalDate(2026, 3, 29), (1, 1), (3, 2)).Where(row => !row.Period.EndsWith("T02", StringComparison.Ordinal)));
        Assert.Equal([1, 1, 3], sums.Skip(1).Take(3));
    }

    private static IEnumerable<MetricRow> Day(LocalDate date, params (int Hour, int Count)[] counts) => Enumerable.Range(0, 24).Select(hour => new MetricRow
    {
        Kpi = "tickets_created",
        Definition = "tickets_created@1",
        Period = $"{date:uuuu'-'MM'-'dd}T{hour:00}",
        From = date,
        To = date.PlusDays(1),
        Slice = new Dictionary<string, string?>(),
        Unit = MetricUnit.Count,
        Value = counts.Where(one => one.Hour == hour).Sum(one => one.Count),
    });
}
