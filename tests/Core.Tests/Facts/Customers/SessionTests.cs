using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

public class SessionTests
{
    private static readonly Session Bot = new("s", "1") { StartedAt = When("09:00") };

    [Fact]
    public void People_win_over_the_end_of_the_flow_and_silence_is_leaving()
    {
        string? Outcome(Session session) => Assert.Single(Known().Session(session).Facts().Sessions).Outcome;
        Assert.Null(Outcome(Bot));
        Assert.Equal("abandoned", Outcome(Bot with { EndedAt = When("09:10") }));
        Assert.Equal("completed", Outcome(Bot with { EndedAt = When("09:10"), CompletedAt = When("09:08") }));
        Assert.Equal("handed_over", Outcome(Bot with { HandedOverAt = When("09:09"), CompletedAt = When("09:08") }));
        Assert.Equal("handed_over", Outcome(Bot with { EndedAt = When("09:10"), Ticket = "7" }));
        Assert.Equal("completed", Outcome(Bot with { CompletedAt = When("09:10"), Ticket = "7" }));
    }

    [Fact]
    public void The_next_contact_counts_from_the_end_and_the_ticket_handed_over_to_is_none()
    {
        long? Next(Session session) => Assert.Single(
            Known().Ticket("6", "08:00").Ticket("7", "09:10").Ticket("8", "10:10").Session(session).Facts().Sessions).NextAnyContactSeconds;
        Assert.Equal(60, Next(Bot with { EndedAt = When("09:09") }));
        Assert.Equal(3600, Next(Bot with { HandedOverAt = When("09:10"), Ticket = "7" }));
        Assert.Null(Next(Bot));
    }

    [Fact]
    public void Who_does_not_wait_for_the_end_came_at_once() =>
        Assert.Equal(0, Assert.Single(Known().Ticket("7", "09:10").Session(Bot with { EndedAt = When("09:30") }).Facts().Sessions).NextAnyContactSeconds);

    [Fact]
    public void A_session_keeps_what_it_states()
    {
        var row = Assert.Single(Known().Session(Bot with { Kind = SessionKind.Portal, Tool = "returns", Channel = "web", Topic = "returns" }).Facts().Sessions);
        Assert.Equal((SessionKind.Portal, "returns", "web", "returns", "carl"), (row.Kind, row.Tool, row.Slices.Channel, row.Slices.Topic, row.Customer));
    }

    [Fact]
    public void Of_nobody_known_no_contact_follows() =>
        Assert.Null(Assert.Single(Unknown().Ticket("7", "09:10").Session(Bot with { EndedAt = When("09:09") }).Facts().Sessions).NextAnyContactSeconds);
}
