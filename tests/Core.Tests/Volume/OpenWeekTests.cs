using Deskmeter.Helpdesk;
using Deskmeter.Settings;
using Deskmeter.Volume;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Volume;

public class OpenWeekTests
{
    private static readonly DateTimeZone Amsterdam = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    private static readonly WorkspaceSettings Office = new()
    {
        Zone = "Europe/Amsterdam",
        DefaultCalendar = "office",
        Calendars = new Dictionary<string, BusinessCalendar>
        {
            ["office"] = new()
            {
                Name = "office",
                TimeZone = "Europe/Amsterdam",
                Holidays = new HashSet<LocalDate> { new(2026, 11, 16) },
                Versions = [new CalendarVersion(null, Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => (IReadOnlyList<OpenInterval>)[new(8 * 60 + 40, 17 * 60)]))],
            },
        },
    };

    [Fact]
    public void Hours_add_up_and_an_hour_is_open_when_half_of_it_is()
    {
        var week = OpenWeek.Of(Office, Amsterdam, Start(2026, 11, 2), Start(2026, 11, 16))!;
        Assert.Equal(10 * (8 + (1 / 3d)), week.Hours, 6);
        Assert.Equal([false, true, true, false], [week.IsOpen(1, 8), week.IsOpen(1, 9), week.IsOpen(5, 16), week.IsOpen(5, 17)]);
        Assert.Equal([false, true], [week.IsOpen(6, 10), week.IsOpen(10)]);
    }

    [Fact]
    public void A_holiday_that_is_half_of_the_days_leaves_the_hour_open()
    {
        var week = OpenWeek.Of(Office, Amsterdam, Start(2026, 11, 9), Start(2026, 11, 23))!;
        Assert.Equal(9 * (8 + (1 / 3d)), week.Hours, 6);
        Assert.True(week.IsOpen(1, 10));
        Assert.False(OpenWeek.Of(Office, Amsterdam, Start(2026, 11, 16), Start(2026, 11, 17))!.IsOpen(1, 10));
    }

    [Fact]
    public void Without_a_calendar_nothing_is_known_and_an_empty_range_has_no_hours()
    {
        Assert.Null(OpenWeek.Of(new WorkspaceSettings(), Amsterdam, Start(2026, 11, 2), Start(2026, 11, 16)));
        Assert.Equal(0, OpenWeek.Of(Office, Amsterdam, Start(2026, 11, 16), Start(2026, 11, 2))!.Hours);
    }

    private static Instant Start(int year, int month, int day) => Amsterdam.AtStartOfDay(new LocalDate(year, month, day)).ToInstant();
}
