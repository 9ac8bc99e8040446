using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts.AgentDays;

public class ChatAndZoneTests
{
    [Fact]
    public void Two_chats_at_a_time_count_twice_and_the_time_with_any_once()
    {
        // 09:00-09:30 and 09:15-10:15: 30 + 60 minutes of chats in 75 minutes.
        var hours = new DayStory().Chats("09:00", "09:30").Chats("09:15", "10:15").Hours();
        Assert.Equal([(30 * 60 + 45 * 60L, 3600L), (15 * 60L, 15 * 60L)], hours.Select(hour => (hour.ChatSeconds, hour.ChattingSeconds)));
        Assert.All(hours, hour => Assert.Equal((0L, null, null), (hour.PaidSeconds, hour.AvailableSeconds, hour.BusySeconds)));
    }

    [Fact]
    public void Legs_of_one_chat_at_a_time_are_one_chat_and_one_that_runs_is_none_yet()
    {
        var story = new DayStory();
        CallLeg Leg(string key, string answered, string? ended) => new(key, story.At(answered)) { Agent = "ann", Team = "chat", AnsweredAt = story.At(answered), EndedAt = ended is null ? null : story.At(ended) };
        story.Records.Add(new Call("chat", "1") { Medium = CallMedium.Chat, Legs = [Leg("1", "09:00", "09:40"), Leg("2", "09:30", "09:50"), Leg("3", "09:55", null)] });
        var hour = Assert.Single(story.Hours());
        Assert.Equal((50 * 60L, 50 * 60L, "chat"), (hour.ChatSeconds, hour.ChattingSeconds, hour.Agent.Team));
    }

    [Theory]
    [InlineData(2024, 3, 31, 23)]
    [InlineData(2024, 10, 27, 25)]
    [InlineData(2024, 10, 28, 24)]
    public void A_day_on_which_the_clock_changes_has_the_hours_that_it_has(int year, int month, int dayOfMonth, int expected)
    {
        var hours = new DayStory("Europe/Amsterdam", new LocalDate(year, month, dayOfMonth)).Is(ShiftKind.Scheduled, "00:00", "+1 00:00").Hours();
        Assert.Equal(expected, hours.Count);
        Assert.All(hours, hour => Assert.Equal(3600, hour.ScheduledSeconds));
        Assert.Equal(expected, hours.Select(hour => hour.Worked).Distinct().Count());
    }

    [Fact]
    public void Hours_begin_when_the_wall_clock_says_so()
    {
        var india = new DayStory("Asia/Kolkata").Is(ShiftKind.Busy, "09:15", "10:15").Hours();
        Assert.Equal([(Instant.FromUtc(2024, 1, 3, 3, 30), 2700L), (Instant.FromUtc(2024, 1, 3, 4, 30), 900L)], india.Select(hour => (hour.Worked, hour.BusySeconds!.Value)));
        // On Lord Howe the clock goes back from 02:00 to 01:30: half an hour of its own.
        var howe = new DayStory("Australia/Lord_Howe", new LocalDate(2024, 4, 7)).Is(ShiftKind.Scheduled, "00:00", "04:00").Hours();
        Assert.Equal([3600L, 3600, 1800, 3600, 3600], howe.Select(hour => hour.ScheduledSeconds));
    }

    [Fact]
    public void A_stretch_lies_in_the_local_days_that_it_overlaps()
    {
        var story = new DayStory("Asia/Tokyo");
        IEnumerable<LocalDate> Days(string from, string? until) => story.Context().DaysOf(story.At(from), until is null ? null : story.At(until));
        var today = new LocalDate(2024, 1, 3);
        Assert.Equal([today], Days("22:00", "+1 00:00"));
        Assert.Equal([today, today.PlusDays(1)], Days("22:00", "+1 00:01"));
        Assert.Equal([today], Days("22:00", null));
        Assert.Equal([today], Days("22:00", "22:00"));
        Assert.Equal([today], Days("22:00", "4000 00:00"));
        Assert.Equal(1001, Days("22:00", "1000 22:00").Count());
    }
}
