using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Records.CallStory;

namespace Deskmeter.Core.Tests.Facts.Records;

public class CallSliceTests
{
    private static readonly FactContext Two = Context(ReferenceData.None);

    private static FactContext Context(ReferenceData reference) => new(
        new Dictionary<string, BusinessCalendar> { ["day"] = TicketStory.Hours("day", "UTC", 9, 17), ["late"] = TicketStory.Hours("late", "UTC", 12, 20) },
        "day",
        new Dictionary<string, string> { ["evening"] = "late" })
    { Reference = reference };

    [Fact]
    public void It_came_in_within_the_hours_from_their_first_second_to_before_their_last()
    {
        Assert.False(Row(Call(Leg("08:59:59", ended: "10:00:00")), Two).IsInHours);
        Assert.True(Row(Call(Leg("09:00:00", ended: "10:00:00")), Two).IsInHours);
        Assert.True(Row(Call(Leg("16:59:59", ended: "18:00:00")), Two).IsInHours);
        Assert.False(Row(Call(Leg("17:00:00", ended: "18:00:00")), Two).IsInHours);
        Assert.Null(Row(Call(Leg("09:00:00", ended: "10:00:00"))).IsInHours);
    }

    [Fact]
    public void A_team_is_called_in_its_own_hours()
    {
        var call = Call(Leg("09:00:00", ended: "10:00:00") with { Team = "evening" });
        var row = Row(call, Two);
        Assert.Equal((false, "late"), (row.IsInHours, row.Slices.Calendar));
        Assert.Equal("day", Row(Call(Leg("09:00:00", ended: "10:00:00")), Two).Slices.Calendar);
    }

    [Fact]
    public void Somebodys_team_is_looked_up_where_the_leg_does_not_name_it()
    {
        var people = new ReferenceData([new Person("hr", "ann") { Stays = [new PersonStay("1", new LocalDate(2024, 1, 1)) { Team = "evening" }] }]);
        var row = Row(Call(Leg("10:00:00", "10:01:00", "10:02:00") with { Team = null }), Context(people));
        Assert.Equal((new Actor(ActorClass.Agent, "ann", "evening"), "late"), (row.Agent, row.Slices.Calendar));
    }

    [Fact]
    public void The_day_of_a_team_is_the_workspaces_local_day()
    {
        // 23:30 UTC is the next day in Amsterdam, on which Ann has moved.
        var people = new ReferenceData([new Person("hr", "ann")
        {
            Stays = [new PersonStay("1", new LocalDate(2023, 1, 1)) { LeftOn = new LocalDate(2024, 1, 2), Team = "old" }, new PersonStay("2", new LocalDate(2024, 1, 2)) { Team = "new" }],
        }]);
        var context = new FactContext(new Dictionary<string, BusinessCalendar>()) { Reference = people, Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"] };
        string? TeamAt(string time) => Row(Call(Leg(time, time, time) with { Team = null }), context).Agent!.Team;
        Assert.Equal(("old", "new"), (TeamAt("22:30:00"), TeamAt("23:30:00")));
    }

    [Fact]
    public void The_channel_is_the_sources_word_else_the_mediums()
    {
        var call = Call(Leg("10:00:00", ended: "10:01:00"));
        Assert.Equal("phone", Row(call).Slices.Channel);
        Assert.Equal("chat", Row(call with { Medium = CallMedium.Chat }).Slices.Channel);
        Assert.Equal("Hotline", Row(call with { Channel = "Hotline" }).Slices.Channel);
    }

    [Fact]
    public void The_article_is_the_stated_one_else_the_one_whose_number_was_called()
    {
        var context = new FactContext(new Dictionary<string, BusinessCalendar>()) { Reference = new ReferenceData([new Article("help", "returns") { Number = "+31 20 5" }]) };
        var call = Call(Leg("10:00:00", ended: "10:01:00")) with { Number = "+31 (20) 5" };
        Assert.Equal("returns", Row(call, context).Article);
        Assert.Equal("sizes", Row(call with { Article = "sizes" }, context).Article);
        Assert.Null(Row(call with { Number = "+31 20 6" }, context).Article);
    }
}
