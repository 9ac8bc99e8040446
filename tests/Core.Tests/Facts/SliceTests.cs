using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class SliceTests
{
    [Fact]
    public void Slices_are_the_last_known_values()
    {
        var slices = Created("09:00").With(p => p with { Priority = "low", Tags = ["old"], Kind = "question", Slices = new Dictionary<string, string?> { ["plan"] = "pro" } })
            .Prioritised("09:00", "low").Prioritised("10:00", "high").Tagged("09:00", "a").Tagged("11:00", "a", "b").Row().Slices;
        Assert.Equal(("high", "question", "pro"), (slices.Priority, slices.Type, slices.Custom["plan"]));
        Assert.Equal(["a", "b"], slices.Tags!);
    }

    [Fact]
    public void The_profile_tells_what_no_event_does()
    {
        var slices = Created("09:00").With(p => p with { Priority = "low", Tags = ["vip"] }).Row().Slices;
        Assert.Equal("low", slices.Priority);
        Assert.Equal(["vip"], slices.Tags!);
        Assert.Null(Created("09:00").Row().Slices.Tags);
    }

    [Fact]
    public void The_channel_is_that_of_the_first_contact()
    {
        var ticket = Created("09:00").With(p => p with { Channel = "email" }).Ticket;
        var chat = new MessageSent("a", When("09:00")) { By = Customer(), Channel = "chat" };
        var later = new MessageSent("b", When("10:00")) { By = Customer(), Channel = "phone" };
        var facts = new Deskmeter.Facts.ConversationBuilder(Deskmeter.Facts.FactContext.WithoutCalendars).Build(ticket with { Events = [later, chat] }, []);
        Assert.Equal("chat", facts.Ticket!.Slices.Channel);
        Assert.Equal("email", Created("09:00").With(p => p with { Channel = "email" }).CustomerWrites("09:00").Row().Slices.Channel);
    }

    [Fact]
    public void Where_the_creation_is_the_first_contact_its_channel_is_the_tickets()
    {
        var ticket = Created("09:00").OpenedBy(Customer()).With(p => p with { Channel = "email" }).Ticket;
        var reply = new MessageSent("a", When("10:00")) { By = Agent(), Channel = "chat" };
        var facts = new Deskmeter.Facts.ConversationBuilder(Deskmeter.Facts.FactContext.WithoutCalendars).Build(ticket with { Events = [reply] }, []);
        Assert.Equal("email", facts.Ticket!.Slices.Channel);
    }

    [Fact]
    public void Who_opened_it_is_named_unless_it_was_the_customer()
    {
        Assert.Null(Created("09:00").OpenedBy(Customer()).Row().Opener);
        Assert.Equal("ann", Created("09:00").OpenedBy(Agent()).Row().Opener!.Id);
        Assert.Equal("zoe", Undated().OpenedBy(Customer("zoe")).CustomerWrites("09:00").Row().Customer);
        Assert.Equal("carl", Undated().CustomerWrites("09:00").Row().Customer);
    }
}
