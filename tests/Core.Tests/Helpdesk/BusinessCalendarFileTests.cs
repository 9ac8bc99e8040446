using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Helpdesk;

public class BusinessCalendarFileTests
{
    private const string Whole = """
        # The service desk
        name: Service desk
        time_zone: Europe/Amsterdam
        hours:
          mon: ["13:30-18:00", "09:00-12:30"]
          sat: ["00:00-24:00"]
        holidays: [2024-01-01]
        openings: {2024-02-10: ["10:00-14:00"], 2024-02-11: []}
        breaks:
          2024-02-12:
            - 12:00-13:00
        versions:
          - {from: 2024-03-01, hours: {tue: ["09:00-17:00"]}}
        """;

    [Fact]
    public void A_calendar_is_read_as_written()
    {
        var calendar = BusinessCalendarFile.Read(Whole, "desk.yaml");
        Assert.Equal("Service desk", calendar.Name);
        Assert.Equal("Europe/Amsterdam", calendar.TimeZone);
        Assert.Equal([new(540, 750), new(810, 1080)], calendar.Versions[0].Hours[IsoDayOfWeek.Monday]);
        Assert.Equal([new(0, 1440)], calendar.Versions[0].Hours[IsoDayOfWeek.Saturday]);
        Assert.Equal(new LocalDate(2024, 3, 1), calendar.Versions[1].From);
        Assert.Contains(new LocalDate(2024, 1, 1), calendar.Holidays);
        Assert.Equal([new(600, 840)], calendar.Openings[new LocalDate(2024, 2, 10)]);
        Assert.Empty(calendar.Openings[new LocalDate(2024, 2, 11)]);
        Assert.Equal([new(720, 780)], calendar.Breaks[new LocalDate(2024, 2, 12)]);
    }

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        var random = new RandomCalendars(1);
        for (var round = 0; round < 50; round++)
        {
            var text = BusinessCalendarText.Write(random.Next() with { Name = "a: \"b\" #c ç" });
            var read = BusinessCalendarFile.Read(text, "back.yaml");
            Assert.Equal("a: \"b\" #c ç", read.Name);
            Assert.Equal(text, BusinessCalendarText.Write(read));
        }

        Assert.Equal(
            BusinessCalendarText.Write(BusinessCalendarFile.Read(Whole, "a")),
            BusinessCalendarText.Write(BusinessCalendarFile.Read(BusinessCalendarText.Write(BusinessCalendarFile.Read(Whole, "a")), "b")));
    }

    [Fact]
    public void A_calendar_that_was_written_measures_the_same()
    {
        var random = new RandomCalendars(2);
        for (var round = 0; round < 20; round++)
        {
            var calendar = random.Next();
            var (one, other) = (new BusinessHours(calendar), new BusinessHours(BusinessCalendarFile.Read(BusinessCalendarText.Write(calendar), "b")));
            for (var i = 0; i < 50; i++)
            {
                var from = random.Instant(calendar);
                var to = from + random.Length();
                Assert.Equal(one.Elapsed(from, to), other.Elapsed(from, to));
            }
        }
    }

    [Theory]
    [InlineData("  mondey: [\"09:00-17:00\"]", 4, "mondey", "mon")]
    [InlineData("  monday: [\"09:00-17:00\"]", 4, "monday", "mon")]
    [InlineData("  mon: [\"25:00-26:00\"]", 4, "25:00", null)]
    [InlineData("  mon: [\"09:00-24:30\"]", 4, "24:30", "24:00")]
    [InlineData("  mon: [\"09:60-17:00\"]", 4, "09:60", null)]
    [InlineData("  mon: [\"9-17\"]", 4, "9-17", null)]
    [InlineData("  mon: \"09:00-17:00\"", 4, "a list", null)]
    [InlineData("  mon: [\"09:00-12:00\", \"11:00-17:00\"]", 4, "overlaps '09:00-12:00'", null)]
    [InlineData("  mon: [\"17:00-09:00\"]", 4, "'17:00-24:00'", null)]
    [InlineData("  mon: []\n  mon: []", 5, "mon", null)]
    [InlineData("holiday: [2024-01-01]", 4, "holiday", "holidays")]
    [InlineData("holidays: [2024-01-01, 2024-01-01]", 4, "2024-01-01", null)]
    [InlineData("holidays:\n  - 2024-02-30", 5, "2024-02-30", null)]
    [InlineData("openings: {2024-02-10: [\"14:00-10:00\"]}", 4, "14:00", null)]
    [InlineData("versions:\n  - from: 2024-03-01", 5, "hours", null)]
    [InlineData("versions:\n  - {from: 2024-03-01, hours: {}}\n  - {from: 2024-03-01, hours: {}}", 6, "2024-03-01", null)]
    public void A_fault_is_named_with_its_place_and_the_nearest_right_thing(string rest, int line, string what, string? near)
    {
        var error = Assert.Throws<UsageException>(() => BusinessCalendarFile.Read($"name: x\ntime_zone: UTC\nhours:\n{rest}\n", "desk.yaml"));
        Assert.StartsWith($"desk.yaml:{line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(near, error.Near);
    }

    [Theory]
    [InlineData("Europe/Amsterdm", "Europe/Amsterdam")]
    [InlineData("europe/amsterdam", "Europe/Amsterdam")]
    [InlineData("Kuala Lumpur", "Asia/Kuala_Lumpur")]
    public void An_unknown_zone_has_its_near_match(string zone, string near) =>
        Assert.Equal(near, Assert.Throws<UsageException>(() => BusinessCalendarFile.Read($"name: x\ntime_zone: {zone}\nhours: {{}}", "a")).Near);

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("name: x\nhours: {}")]
    [InlineData("name: x\ntime_zone: UTC")]
    [InlineData("name: [\nhours: {}")]
    public void What_is_no_calendar_is_refused_with_the_file(string text) =>
        Assert.StartsWith("desk.yaml:", Assert.Throws<UsageException>(() => BusinessCalendarFile.Read(text, "desk.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.yaml", Assert.Throws<UsageException>(() => BusinessCalendarFile.Load("nowhere.yaml")).Message, StringComparison.Ordinal);
}
