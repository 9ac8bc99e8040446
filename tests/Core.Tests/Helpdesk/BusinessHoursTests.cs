using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Deskmeter.Core.Tests.Helpdesk;

public class BusinessHoursTests
{
    private const string Office = """
        name: Office
        time_zone: Europe/Amsterdam
        hours: {mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-12:30", "13:30-18:00"], thu: ["09:00-17:00"], fri: ["09:00-17:00"]}
        holidays: [2024-12-25, 2024-12-26, 2025-01-01]
        openings: {2024-12-26: ["10:00-12:00"], 2024-02-10: ["10:00-14:00"]}
        breaks: {2024-02-12: ["12:00-13:00"], 2024-02-10: ["11:00-11:15"]}
        versions:
          - from: 2025-03-01
            hours: {mon: ["08:00-12:00"]}
        """;

    [Theory]
    [InlineData("2024-01-08T08:00:00Z", "2024-01-08T16:00:00Z", 8 * 3600)] // one Monday, 9 to 17 in winter
    [InlineData("2024-01-08T12:00:01Z", "2024-01-08T12:00:03Z", 2)]
    [InlineData("2024-01-08T17:00:00Z", "2024-01-09T07:00:00Z", 0)] // at night
    [InlineData("2024-01-05T15:00:00Z", "2024-01-08T09:00:00Z", 2 * 3600)] // over a weekend
    [InlineData("2024-01-10T00:00:00Z", "2024-01-11T00:00:00Z", 8 * 3600)] // two intervals a day
    [InlineData("2024-12-24T00:00:00Z", "2024-12-27T00:00:00Z", 10 * 3600)] // a holiday, and one with an opening
    [InlineData("2024-02-10T00:00:00Z", "2024-02-11T00:00:00Z", 4 * 3600 - 900)] // an opening less its break
    [InlineData("2024-02-12T00:00:00Z", "2024-02-13T00:00:00Z", 7 * 3600)] // a break
    [InlineData("2024-12-31T12:00:00Z", "2025-01-02T09:00:00Z", 5 * 3600)] // over the end of the year
    [InlineData("2025-02-24T00:00:00Z", "2025-03-10T00:00:00Z", (40 + 4) * 3600)] // hours that change
    [InlineData("2024-01-08T16:00:00Z", "2024-01-08T08:00:00Z", -8 * 3600)]
    public void Elapsed_counts_open_seconds(string from, string to, long expected) =>
        Assert.Equal(expected, Hours(Office).Elapsed(At(from), At(to)));

    [Theory]
    [InlineData("00:00-24:00", 23, 25)]
    [InlineData("00:00-06:00", 5, 7)]
    [InlineData("02:30-04:00", 1, 2)] // half of the hour that is skipped, or comes twice
    [InlineData("02:00-03:00", 0, 2)]
    [InlineData("00:00-02:00", 2, 2)]
    [InlineData("03:00-05:00", 2, 2)]
    public void Hours_over_a_clock_change_are_what_really_passes(string interval, double spring, double autumn)
    {
        var hours = Hours($"name: Night\ntime_zone: Europe/Amsterdam\nhours: {{sun: [\"{interval}\"]}}");
        Assert.Equal(spring * 3600, hours.Elapsed(At("2024-03-30T00:00:00Z"), At("2024-04-01T12:00:00Z")));
        Assert.Equal(autumn * 3600, hours.Elapsed(At("2024-10-26T00:00:00Z"), At("2024-10-28T12:00:00Z")));
    }

    [Theory]
    [InlineData("2024-01-08T08:00:00Z", 3600, "2024-01-08T09:00:00Z")]
    [InlineData("2024-01-08T08:00:00Z", 8 * 3600, "2024-01-08T16:00:00Z")] // the close, not the next opening
    [InlineData("2024-01-08T08:00:00Z", 8 * 3600 + 1, "2024-01-09T08:00:01Z")]
    [InlineData("2024-01-06T12:00:00Z", 1, "2024-01-08T08:00:01Z")] // from a weekend
    [InlineData("2024-01-06T12:00:00Z", 0, "2024-01-06T12:00:00Z")]
    [InlineData("2024-01-06T12:00:00Z", -3600, "2024-01-05T15:00:00Z")]
    [InlineData("2024-01-09T08:00:00Z", -8 * 3600, "2024-01-05T16:00:00Z")] // all of Monday: the close before it is the earliest that fits
    [InlineData("2024-01-09T10:00:00Z", -7200 - 3600, "2024-01-08T15:00:00Z")]
    [InlineData("2024-12-24T15:00:00Z", 7200, "2024-12-26T10:00:00Z")]
    public void A_deadline_is_so_many_open_seconds_away(string from, long seconds, string expected) =>
        Assert.Equal(At(expected), Hours(Office).Deadline(At(from), seconds));

    [Fact]
    public void Without_enough_hours_there_is_no_deadline()
    {
        var never = Hours("name: Never\ntime_zone: UTC\nhours: {}");
        Assert.Null(never.Deadline(At("2024-01-01T00:00:00Z"), 1));
        Assert.Null(never.Deadline(At("2024-01-01T00:00:00Z"), -1));
        Assert.Equal(At("2024-01-01T00:00:00Z"), never.Deadline(At("2024-01-01T00:00:00Z"), 0));

        var once = Hours("name: Once\ntime_zone: UTC\nopenings: {2040-02-10: [\"10:00-14:00\"]}");
        Assert.Equal(At("2040-02-10T14:00:00Z"), once.Deadline(At("2024-01-01T00:00:00Z"), 4 * 3600));
        Assert.Null(once.Deadline(At("2024-01-01T00:00:00Z"), 4 * 3600 + 1));
        Assert.Equal(At("2040-02-10T10:00:00Z"), once.Deadline(At("2090-01-01T00:00:00Z"), -4 * 3600));
        Assert.Null(once.Deadline(At("2090-01-01T00:00:00Z"), -4 * 3600 - 1));
    }

    [Fact]
    public void Years_far_away_and_far_apart_are_counted_too()
    {
        var hours = Hours(Office);
        Assert.Equal(8 * 3600, hours.Elapsed(At("1970-01-01T00:00:00Z"), At("1970-01-02T00:00:00Z"))); // a Thursday
        Assert.Equal(4 * 3600, hours.Elapsed(At("2149-12-01T00:00:00Z"), At("2149-12-02T00:00:00Z"))); // a Monday
        var weeks = hours.Elapsed(At("1900-01-01T00:00:00Z"), At("2000-01-01T00:00:00Z")) / 3600.0 / 40;
        Assert.InRange(weeks, 5217, 5219);
        Assert.True(hours.Elapsed(Instant.MinValue, Instant.MaxValue) > 0);
        Assert.Null(hours.Deadline(At("2024-01-01T00:00:00Z"), long.MaxValue / 4));
        Assert.Equal(8 * 3600, hours.Elapsed(At("2024-01-08T00:00:00Z"), At("2024-01-09T00:00:00Z")));
    }

    [Fact]
    public void Whole_days_are_one_interval_over_every_clock_change()
    {
        var hours = Hours("name: Always\ntime_zone: Australia/Lord_Howe\nhours: {" +
            string.Join(", ", "mon tue wed thu fri sat sun".Split(' ').Select(day => $"{day}: [\"00:00-24:00\"]")) + "}");
        var (from, to) = (At("2020-01-01T00:00:00Z"), At("2026-01-01T00:00:00Z"));
        Assert.Equal([(from, to)], hours.Open(from, to));
        Assert.Equal((long)(to - from).TotalSeconds, hours.Elapsed(from, to));
    }

    [Fact]
    public void A_day_that_a_zone_left_out_has_no_hours()
    {
        // Samoa went from 29 to 31 December 2011.
        var hours = Hours("name: Apia\ntime_zone: Pacific/Apia\nhours: {thu: [\"09:00-17:00\"], fri: [\"09:00-17:00\"], sat: [\"09:00-17:00\"]}");
        Assert.Equal(16 * 3600, hours.Elapsed(At("2011-12-28T00:00:00Z"), At("2012-01-02T00:00:00Z")));
    }

    [Fact]
    public void Several_threads_may_measure_with_one_calendar()
    {
        var hours = Hours(Office);
        var from = At("2000-01-03T00:00:00Z").ToUnixTimeSeconds();
        Parallel.For(0, 2000, i =>
        {
            var monday = from + (i * 7919L % 1000) * 7 * 86_400;
            Assert.Equal(hours.Elapsed(monday, monday + 86_400), new BusinessHours(hours.Calendar).Elapsed(monday, monday + 86_400));
        });
    }

    [Fact]
    public void An_unknown_zone_is_named() =>
        Assert.Equal(
            "Europe/Amsterdam",
            Assert.Throws<UsageException>(() => new BusinessHours(new BusinessCalendar { Name = "x", TimeZone = "Europe/Amsterdm", Versions = [] })).Near);

    private static BusinessHours Hours(string yaml) => new(BusinessCalendarFile.Read(yaml, "calendar.yaml"));

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
