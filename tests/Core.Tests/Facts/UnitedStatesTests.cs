using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts;

public class UnitedStatesTests
{
    private static readonly Instant Nine = Instant.FromUtc(2024, 1, 1, 9, 0);
    private static readonly Instant Ten = Instant.FromUtc(2024, 1, 1, 10, 0);

    [Fact]
    public void Agent_and_team_told_apart_at_one_instant_are_one_assignment()
    {
        var facts = Facts(State("a", Nine, "team", "north"), State("b", Nine, "agent", "ann"), State("c", Ten, "agent", "bob"), State("d", Ten, "team", "south"));

        Assert.Equal([("ann", "north"), ("bob", "south")], facts.Assignments.Select(row => (row.Assignee!.Id!, row.Assignee.Team!)));
        Assert.Equal(1, facts.Ticket!.Transfers);
    }

    [Fact]
    public void Other_events_of_that_instant_may_stand_between_them()
    {
        var facts = Facts(State("a", Nine, "team", "north"), new PriorityChanged("b", Nine, "high"), State("c", Nine, "agent", "ann"));

        Assert.Equal([("ann", "north")], facts.Assignments.Select(row => (row.Assignee!.Id!, row.Assignee.Team!)));
    }

    [Fact]
    public void States_that_a_counter_tells_apart_stay_apart()
    {
        var facts = Facts(State("a", Nine, "agent", "ann") with { Sequence = 1 }, State("b", Nine, "agent", "bob") with { Sequence = 2 });

        Assert.Equal(["ann", "bob"], facts.Assignments.Select(row => row.Assignee!.Id));
    }

    [Fact]
    public void Of_several_that_name_a_cell_the_last_in_the_order_of_events_counts_in_whatever_order_they_come()
    {
        var (a, b, c) = (State("a", Nine, "agent", "ann"), State("b", Nine, "agent", "bob"), State("c", Nine, "team", "south"));

        Assert.Equal(("bob", "south"), (Facts(a, b, c).Ticket!.Assignee!.Id, Facts(a, b, c).Ticket!.Assignee!.Team));
        Assert.Equal(("bob", "south"), (Facts(a, c, b).Ticket!.Assignee!.Id, Facts(c, b, a).Ticket!.Assignee!.Team));
    }

    private static StateObserved State(string id, Instant at, string cell, string value) => new(id, at, new Dictionary<string, string?> { [cell] = value });

    private static ConversationFacts Facts(params TicketEvent[] events) =>
        new ConversationBuilder(FactContext.WithoutCalendars).Build(new Ticket("s", "1") { Events = events }, []);
}
