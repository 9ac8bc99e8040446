using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class FirstReplyTests
{
    [Fact]
    public void The_clock_runs_from_the_customers_first_message_to_the_first_public_human_reply()
    {
        var row = Created("09:00").CustomerWrites("09:00").AgentReplies("10:30").AgentReplies("11:00").Row();
        Assert.Equal(new Elapsed(5400, null), row.FirstReplyTime);
        Assert.Equal(When("10:30"), row.FirstReply);
        Assert.Equal("ann", row.FirstReplier!.Id);
        Assert.Equal(2, row.AgentReplies);
    }

    [Fact]
    public void Of_several_messages_before_the_reply_the_first_starts_the_clock() =>
        Assert.Equal(7200, Created("09:00").CustomerWrites("09:00").CustomerWrites("10:45").AgentReplies("11:00").Row().FirstReplyTime?.Calendar);

    [Fact]
    public void Bots_acknowledgements_internal_notes_and_unknown_authors_are_no_reply()
    {
        var row = Created("09:00").CustomerWrites("09:00").Acknowledges("09:01").BotReplies("09:05").Notes("09:10")
            .Writes("09:20", null).Writes("09:30", Automation).AgentReplies("12:00").Row();
        Assert.Equal(3 * 3600, row.FirstReplyTime?.Calendar);
        Assert.Equal((When("09:01"), 60), (row.Acknowledged, row.AcknowledgeSeconds));
        Assert.Equal((When("09:05"), 300), (row.FirstBotReply, row.FirstBotReplySeconds));
        Assert.Equal(1, row.AgentReplies);
        Assert.Equal(3, row.PublicMessages);
    }

    [Fact]
    public void An_acknowledgement_in_an_agents_name_is_no_reply()
    {
        var ticket = Created("09:00").CustomerWrites("09:00").Ticket;
        var acknowledgement = new MessageSent("a", When("09:01")) { By = Agent(), IsAcknowledgement = true };
        var row = new ConversationBuilder(FactContext.WithoutCalendars).Build(ticket with { Events = [.. ticket.Events, acknowledgement] }, []).Ticket!;
        Assert.Null(row.FirstReply);
        Assert.Equal((60, 2), (row.AcknowledgeSeconds, row.PublicMessages));
    }

    [Fact]
    public void A_greeting_before_the_customers_first_message_answers_nothing()
    {
        var row = Created("09:00").BotReplies("09:00").CustomerWrites("09:01").BotReplies("09:03").Row();
        Assert.Equal(120, row.FirstBotReplySeconds);
    }

    [Fact]
    public void A_reply_outside_hours_to_a_message_outside_hours_took_no_business_time()
    {
        var row = Created("20:00").CustomerWrites("20:00").AgentReplies("22:00").Row(Weekdays);
        Assert.Equal(new Elapsed(7200, 0), row.FirstReplyTime);
    }

    [Fact]
    public void Over_a_night_only_open_hours_count() =>
        Assert.Equal(new Elapsed(18 * 3600, 2 * 3600), Created("16:00").CustomerWrites("16:00").AgentReplies("2 10:00").Row(Weekdays).FirstReplyTime);

    [Fact]
    public void Without_a_reply_there_is_no_time()
    {
        var row = Created("09:00").CustomerWrites("09:00").Row(Weekdays);
        Assert.Null(row.FirstReplyTime);
        Assert.Equal(0, row.AgentReplies);
    }

    [Fact]
    public void A_ticket_that_an_agent_started_has_no_first_reply()
    {
        var row = Created("09:00").OpenedBy(Agent()).AgentReplies("09:00").CustomerWrites("10:00").AgentReplies("11:00").Row();
        Assert.True(row.IsAgentStarted);
        Assert.Equal(ActorClass.Agent, row.OpenedByClass);
        Assert.Null(row.FirstReplyTime);
        Assert.Null(row.FirstReply);
    }

    [Fact]
    public void Who_wrote_first_opened_the_ticket_where_the_source_does_not_say()
    {
        var row = Created("09:00").AgentReplies("09:00").CustomerWrites("10:00").AgentReplies("11:00").Row();
        Assert.True(row.IsAgentStarted);
        Assert.Null(row.FirstReplyTime);
    }

    [Fact]
    public void A_customers_message_before_the_agents_first_counts_though_an_agent_opened_the_ticket()
    {
        var row = Created("09:00").OpenedBy(Agent()).CustomerWrites("10:00").AgentReplies("11:00").Row();
        Assert.True(row.IsAgentStarted);
        Assert.Equal(3600, row.FirstReplyTime?.Calendar);
    }

    [Fact]
    public void The_creation_is_the_customers_first_message_where_the_description_is_no_message()
    {
        var row = Created("09:00").OpenedBy(Customer()).AgentReplies("09:30").CustomerWrites("10:00").Row();
        Assert.False(row.IsAgentStarted);
        Assert.Equal(1800, row.FirstReplyTime?.Calendar);
        Assert.Equal((3, 2), (row.PublicMessages, row.CustomerTurns));
    }

    [Fact]
    public void The_creation_is_no_message_where_the_customer_writes_one() =>
        Assert.Equal(1800, Created("09:00").OpenedBy(Customer()).CustomerWrites("09:10").AgentReplies("09:40").Row().FirstReplyTime?.Calendar);

    [Fact]
    public void After_a_hand_over_the_human_clock_starts_again()
    {
        var row = Created("09:00").CustomerWrites("09:00").BotReplies("09:01").HandedOver("11:00").AgentReplies("11:20").Solved("12:00").Row();
        Assert.Equal(When("11:00"), row.HandedOverAt);
        Assert.Equal(1200, row.SinceHandoff?.Calendar);
        Assert.Equal(8400, row.FirstReplyTime?.Calendar);
        Assert.Equal(3600, row.HumanResolution?.Calendar);
    }

    [Fact]
    public void A_source_without_messages_leaves_the_figures_of_messages_null()
    {
        var row = Created("09:00").With(profile => profile with { HasMessages = false }).Solved("10:00").Row();
        Assert.Null(row.PublicMessages);
        Assert.Null(row.AgentReplies);
        Assert.Null(row.CustomerTurns);
        Assert.Equal(3600, row.Resolution?.Calendar);
    }

    [Fact]
    public void A_replier_is_of_the_tickets_team_only_when_the_ticket_was_theirs()
    {
        var story = Created("09:00").CustomerWrites("09:00").Assigned("09:01", "ann", "north");
        Assert.Equal("north", story.AgentReplies("10:00").Row().FirstReplier!.Team);
        Assert.Null(Created("09:00").CustomerWrites("09:00").Assigned("09:01", "ann", "north").AgentReplies("10:00", "bob").Row().FirstReplier!.Team);
        Assert.Equal("south", Created("09:00").CustomerWrites("09:00").AgentReplies("10:00", "bob", "south").Row().FirstReplier!.Team);
    }
}
