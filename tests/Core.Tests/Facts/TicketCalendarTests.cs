using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class TicketCalendarTests
{
    private static readonly FactContext Two = Calendars(("day", Hours("day", "UTC", 9, 17)), ("late", Hours("late", "UTC", 12, 20)));

    [Fact]
    public void A_ticket_that_changes_its_calendar_is_measured_piecewise()
    {
        // 09:00-14:00 on the day's calendar: 5 h; 14:00-19:00 on the late one: 5 h.
        var row = Created("09:00").Runs("14:00", "late").Solved("19:00").Row(Two);
        Assert.Equal(new Elapsed(36000, 36000), row.Resolution);
        Assert.Equal("late", row.Slices.Calendar);
    }

    [Fact]
    public void A_team_has_its_own_calendar_and_the_tickets_own_goes_before_it()
    {
        var context = new FactContext(
            new Dictionary<string, BusinessCalendar> { ["day"] = Hours("day", "UTC", 9, 17), ["late"] = Hours("late", "UTC", 12, 20) },
            "day",
            new Dictionary<string, string> { ["evening"] = "late" });
        // until 10:00 the default (1 h), then the team's (12:00-14:00, 2 h), then its own (14:00-17:00, 3 h)
        var row = Created("09:00").Assigned("10:00", null, "evening").Runs("14:00", "day").Solved("19:00").Row(context);
        Assert.Equal(6 * 3600, row.Resolution?.Business);
        Assert.Equal("late", Created("09:00").Assigned("10:00", null, "evening").Row(context).Slices.Calendar);
    }

    [Fact]
    public void A_calendar_that_nobody_defined_gives_no_business_time()
    {
        var row = Created("09:00").Runs("09:00", "unknown").Solved("12:00").Row(Two);
        Assert.Equal(new Elapsed(10800, null), row.Resolution);
        Assert.Equal(new Elapsed(0, null), row.AgentWait);
    }

    [Fact]
    public void Without_a_calendar_business_time_is_null_and_not_0() =>
        Assert.Equal(new Elapsed(10800, null), Created("09:00").Solved("12:00").Row().Resolution);

    [Fact]
    public void Back_to_no_calendar_of_its_own_the_default_applies() =>
        Assert.Equal(8 * 3600, Created("09:00").Runs("09:00", "late").Runs("12:00", null).Solved("2 12:00").Row(Two).Resolution?.Business);

    [Fact]
    public void Hours_over_a_clock_change_are_real_hours()
    {
        // In Amsterdam the clock goes from 02:00 to 03:00 on Sunday 31 March 2024.
        var night = new BusinessCalendar
        {
            Name = "night",
            TimeZone = "Europe/Amsterdam",
            Versions = [new CalendarVersion(null, new Dictionary<NodaTime.IsoDayOfWeek, IReadOnlyList<OpenInterval>> { [NodaTime.IsoDayOfWeek.Sunday] = [new OpenInterval(0, 360)] })],
        };
        var row = Created("2024-03-30T12:00").Solved("2024-03-31T12:00").Row(Calendars(("night", night)));
        Assert.Equal(new Elapsed(86400, 5 * 3600), row.Resolution);
    }
}
