using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts.AgentDays;

public class AgentDayTests
{
    private const long Hour = 3600;

    /// <summary>A day from nine to five with a break and a meeting, and 30 minutes of which no state says anything.</summary>
    private static DayStory WorkingDay => new DayStory()
        .Is(ShiftKind.Scheduled, "09:00", "17:00")
        .Is(ShiftKind.Available, "09:00", "11:00").Is(ShiftKind.Busy, "11:00", "12:00").Is(ShiftKind.WrapUp, "12:00", "12:30")
        .Is(ShiftKind.Break, "12:30", "13:00").Is(ShiftKind.Busy, "13:00", "15:00").Is(ShiftKind.Meeting, "15:00", "16:00")
        .Is(ShiftKind.Available, "16:00", "16:30");

    [Fact]
    public void All_paid_time_is_productive_or_lost_where_states_are_kept()
    {
        // Available 2.5 h, busy 3 h, wrap-up 0.5 h = 6 h productive; break 0.5 h, meeting 1 h and 0.5 h of nothing = 2 h lost.
        var day = WorkingDay.Sum();
        Assert.Equal((8 * Hour, 8 * Hour), (day.PaidSeconds, day.ScheduledSeconds));
        Assert.Equal((6 * Hour, 3 * Hour + 1800), (day.AvailableSeconds, day.BusySeconds));
        Assert.Equal((6 * Hour, 2 * Hour), (day.ProductiveSeconds, day.LostSeconds));
    }

    [Fact]
    public void Every_local_hour_in_which_something_is_known_has_a_row()
    {
        var hours = WorkingDay.Hours();
        Assert.Equal(Enumerable.Range(9, 8).Select(hour => Instant.FromUtc(2024, 1, 3, hour, 0)), hours.Select(hour => hour.Worked));
        Assert.All(hours, hour => Assert.Equal(("ann/2024-01-03", "ann"), (hour.AgentDay, hour.Agent.Id)));
        Assert.Equal((1800L, 1800L, 1800L, 1800L), (hours[3].AvailableSeconds, hours[3].BusySeconds, hours[3].ProductiveSeconds, hours[3].LostSeconds));
        Assert.Empty(new DayStory().Hours());
        Assert.Equal(2, new DayStory().Is(ShiftKind.Busy, "08:59", "09:00").Is(ShiftKind.Busy, "23:00", "23:01").Hours().Count);
    }

    [Fact]
    public void Shifts_that_overlap_count_once()
    {
        var day = new DayStory().Is(ShiftKind.Scheduled, "09:00", "10:00").Is(ShiftKind.Scheduled, "09:30", "10:30")
            .Is(ShiftKind.Busy, "09:00", "10:00").Is(ShiftKind.Busy, "09:00", "10:00").Is(ShiftKind.Available, "09:30", "10:30").Sum();
        Assert.Equal((5400L, 5400L, Hour), (day.ScheduledSeconds, day.AvailableSeconds, day.BusySeconds));
    }

    [Fact]
    public void Work_outside_the_roster_makes_busy_and_is_not_paid_time()
    {
        var day = new DayStory().Is(ShiftKind.Scheduled, "09:00", "10:00").Is(ShiftKind.Busy, "09:00", "11:00").Sum();
        Assert.Equal((Hour, 2 * Hour, 2 * Hour, Hour, 0L), (day.PaidSeconds, day.AvailableSeconds, day.BusySeconds, day.ProductiveSeconds, day.LostSeconds));
    }

    [Fact]
    public void Without_a_roster_time_in_any_state_is_paid()
    {
        var day = new DayStory().Is(ShiftKind.Available, "09:00", "11:00").Is(ShiftKind.Break, "11:00", "11:30").Is(ShiftKind.PaidLeave, "13:00", "17:00").Sum();
        Assert.Equal((6 * Hour + 1800, 0L), (day.PaidSeconds, day.ScheduledSeconds));
        Assert.Equal((2 * Hour, 4 * Hour + 1800), (day.ProductiveSeconds, day.LostSeconds));
    }

    [Fact]
    public void Paid_leave_is_lost_whether_or_not_it_was_rostered()
    {
        var day = new DayStory().Is(ShiftKind.PaidLeave, "09:00", "17:00").Sum();
        Assert.Equal((8 * Hour, 0L, 8 * Hour), (day.PaidSeconds, day.ProductiveSeconds, day.LostSeconds));
        var half = new DayStory().Is(ShiftKind.Scheduled, "09:00", "17:00").Is(ShiftKind.PaidLeave, "09:00", "13:00").Is(ShiftKind.Busy, "13:00", "17:00").Sum();
        Assert.Equal((8 * Hour, 4 * Hour, 4 * Hour), (half.PaidSeconds, half.ProductiveSeconds, half.LostSeconds));
    }

    [Fact]
    public void Where_only_the_roster_is_known_nobody_knows_what_became_of_it()
    {
        var day = new DayStory().Is(ShiftKind.Scheduled, "09:00", "17:00").Sum();
        Assert.Equal((8 * Hour, 8 * Hour), (day.PaidSeconds, day.ScheduledSeconds));
        Assert.Equal((null, null, null, null), (day.AvailableSeconds, day.BusySeconds, day.ProductiveSeconds, day.LostSeconds));
        var half = new DayStory().Is(ShiftKind.Scheduled, "09:00", "17:00").Is(ShiftKind.PaidLeave, "09:00", "13:00");
        Assert.Equal(4 * Hour, half.Sum().LostSeconds);
        Assert.Equal([0, 0, 0, 0, null, null, null, null], half.Hours().Select(hour => hour.ProductiveSeconds));
        Assert.Equal([Hour, Hour, Hour, Hour, null, null, null, null], half.Hours().Select(hour => hour.LostSeconds));
    }

    [Fact]
    public void Working_on_leave_is_working()
    {
        var day = new DayStory().Is(ShiftKind.PaidLeave, "09:00", "11:00").Is(ShiftKind.Busy, "09:00", "10:00").Sum();
        Assert.Equal((Hour, Hour), (day.ProductiveSeconds, day.LostSeconds));
    }

    [Fact]
    public void A_state_that_still_runs_is_neither_productive_nor_lost_nor_paid_yet()
    {
        var story = new DayStory().Is(ShiftKind.Scheduled, "09:00", "17:00").Is(ShiftKind.Busy, "09:00", "10:00").Is(ShiftKind.Available, "11:00", null);
        var day = story.Sum();
        // 10:00 to 11:00 is lost; what became of the rest will be known when the state has ended.
        Assert.Equal((8 * Hour, 2 * Hour, Hour, Hour), (day.ScheduledSeconds, day.PaidSeconds, day.ProductiveSeconds, day.LostSeconds));
        var ended = story.Is(ShiftKind.Break, "12:00", "13:00").Sum();
        Assert.Equal((3 * Hour, Hour, 2 * Hour), (ended.PaidSeconds, ended.ProductiveSeconds, ended.LostSeconds));
    }

    [Fact]
    public void What_never_ended_says_nothing_of_later_days_and_a_roster_without_an_end_nothing_at_all()
    {
        var day = new DayStory().Is(ShiftKind.Busy, "-1 09:00", null).Is(ShiftKind.Scheduled, "10:00", "11:00").Is(ShiftKind.PaidLeave, "09:00", null).Sum();
        Assert.Equal((Hour, null, null), (day.PaidSeconds, day.ProductiveSeconds, day.LostSeconds));
        Assert.Empty(new DayStory().Is(ShiftKind.Scheduled, "09:00", null).Hours());
        Assert.Empty(new DayStory().Is(ShiftKind.PaidLeave, "-2000 09:00", "2000 09:00").Hours());
        Assert.Equal(24, new DayStory().Is(ShiftKind.PaidLeave, "-500 09:00", "500 09:00").Hours().Count);
    }

    [Fact]
    public void A_night_is_cut_at_midnight()
    {
        var night = new DayStory().Is(ShiftKind.Scheduled, "-1 22:00", "06:00").Is(ShiftKind.Scheduled, "22:00", "+1 06:00").Is(ShiftKind.Busy, "22:30", "+1 01:00");
        Assert.Equal([0, 1, 2, 3, 4, 5, 22, 23], night.Hours().Select(hour => hour.Worked.InUtc().Hour));
        Assert.Equal((8 * Hour, 5400L), (night.Sum().ScheduledSeconds, night.Sum().BusySeconds));
    }

    [Fact]
    public void Others_and_deleted_records_do_no_harm()
    {
        var story = new DayStory().Is(ShiftKind.Busy, "09:00", "10:00").Is(ShiftKind.Busy, "11:00", "12:00", agent: "bob").Chats("09:00", "10:00", "bob")
            .Chats("09:00", "10:00", medium: CallMedium.Phone);
        story.Records.Add((Shift)story.Records[0] with { Id = "x", Kind = ShiftKind.Break, IsDeleted = true });
        var hour = Assert.Single(story.Hours());
        Assert.Equal((Hour, 0L, 0L), (hour.BusySeconds, hour.LostSeconds, hour.ChatSeconds));
    }

    [Fact]
    public void The_team_is_the_shifts_else_that_of_the_people_on_the_day()
    {
        var ann = new Person("hr", "ann") { Stays = [new PersonStay("1", new LocalDate(2024, 1, 3)) { Team = "north" }] };
        var story = new DayStory().Is(ShiftKind.Busy, "09:00", "10:00").Is(ShiftKind.Scheduled, "09:30", "11:00", "south").Is(ShiftKind.Scheduled, "11:00", "12:00", "east")
            .Is(ShiftKind.Busy, "12:00", "13:00");
        Assert.Equal(["south", "south", "east", "north"], story.Hours(ann).Select(hour => hour.Agent.Team));
    }
}
