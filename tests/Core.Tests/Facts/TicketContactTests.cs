using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts;

public class TicketContactTests
{
    private static CustomerContact Contact(TicketStory story) => story.Facts().Contact!;

    [Fact]
    public void A_contact_says_what_the_ticket_says()
    {
        var contact = Contact(Created("09:00").With(profile => profile with { Customer = " Carl@Shop.example ", Topic = "billing" })
            .CustomerWrites("09:00").AgentReplies("09:10", "bob").Works("09:30", 600).Solved("10:00"));
        Assert.Equal(("ticket/s/1", "ticket", "1", "carl@shop.example", "billing"), (
            contact.Record, contact.Kind, contact.TicketId, contact.Customer, contact.Slices.Topic));
        Assert.Equal((When("09:00"), When("10:00"), When("10:00"), 600L, 600L, "ann"), (
            contact.Started, contact.Resolved, contact.Ended, contact.HandleSeconds, contact.FirstReplySeconds, contact.Resolver?.Id));
        Assert.Equal([When("09:10")], contact.Replies);
    }

    [Fact]
    public void Turns_count_without_courtesies_and_more_messages_of_a_turn_are_chases()
    {
        var contact = Contact(Created("09:00").CustomerWrites("09:00").CustomerWrites("09:30").CustomerWrites("09:40").AgentReplies("10:00")
            .CustomerWrites("11:00").AgentReplies("11:30").CustomerWrites("12:00").CustomerWrites("12:01").Solved("12:30"));
        Assert.Equal((2L, 2L), (contact.CustomerContacts, contact.Chases));
    }

    [Theory]
    [InlineData("chat", false)]
    [InlineData("Live chat", false)]
    [InlineData("Phone", true)]
    [InlineData("voice", true)]
    public void Who_speaks_live_turns_to_the_team_once(string channel, bool isCall)
    {
        var contact = Contact(Created("09:00").With(profile => profile with { Channel = channel })
            .CustomerWrites("09:00").CustomerWrites("09:01").AgentReplies("09:02").CustomerWrites("09:03").AgentReplies("09:04"));
        Assert.Equal((1L, 0L, isCall), (contact.CustomerContacts, contact.Chases, contact.IsCall));
    }

    [Fact]
    public void A_source_without_messages_tells_of_one_contact_whoever_typed_it_in()
    {
        Assert.Equal(1, Contact(Created("09:00").OpenedBy(Agent()).With(profile => profile with { HasMessages = false })).CustomerContacts);
        Assert.Null(Contact(Created("09:00").OpenedBy(Automation).With(profile => profile with { HasMessages = false })).CustomerContacts);
    }

    [Fact]
    public void What_the_team_or_a_machine_began_is_no_contact_of_the_customers()
    {
        Assert.Null(Contact(Created("09:00").AgentReplies("09:00").CustomerWrites("10:00").AgentReplies("11:00")).CustomerContacts);
        Assert.Null(Contact(Created("09:00").OpenedBy(Agent())).CustomerContacts);
        Assert.Null(Contact(Created("09:00").OpenedBy(Automation)).CustomerContacts);
    }

    [Fact]
    public void A_ticket_that_an_agent_typed_in_for_a_customer_who_wrote_is_the_customers() =>
        Assert.Equal(1, Contact(Created("09:00").OpenedBy(Agent()).CustomerWrites("09:00").AgentReplies("10:00")).CustomerContacts);

    [Fact]
    public void A_ticket_of_a_customer_without_any_message_is_one_contact() => Assert.Equal(1, Contact(Created("09:00")).CustomerContacts);

    [Fact]
    public void The_fastest_reopening_by_a_person_counts()
    {
        var story = Created("09:00").CustomerWrites("09:00").Solved("10:00").Becomes("10:01", Stage.Open, Automation).Solved("11:00")
            .Becomes("3 11:00", Stage.Open, Customer()).Solved("3 12:00");
        Assert.Equal(2 * 86_400, Contact(story).ReopenAfterSeconds);
        Assert.Equal(3600, Contact(story.Becomes("3 13:00", Stage.Open).Solved("3 14:00")).ReopenAfterSeconds);
        Assert.Null(Contact(Created("09:00").Solved("10:00").Becomes("10:01", Stage.Open, Automation)).ReopenAfterSeconds);
    }

    [Fact]
    public void First_contact_resolution_is_as_somebody_said_it()
    {
        var contact = Contact(Created("09:00").With(profile => profile with { FcrByAgent = true, FcrBySource = false }));
        Assert.Equal((true, false, null), (contact.FcrByAgent, contact.FcrBySource, contact.FcrByCustomer));
    }

    [Fact]
    public void Ratings_are_answers_to_a_survey_of_the_ticket_by_who_had_it_then()
    {
        var contact = Contact(Created("09:00").CustomerWrites("09:00").Assigned("09:30", "ann", "north").Solved("10:00").Rates("10:30", 2)
            .Assigned("11:00", "bob", "south").Rates("12:00", 5));
        var survey = Assert.Single(contact.Ratings);
        Assert.Equal(("csat", "1-5", contact.TicketId, "ann", "north"), (survey.Kind, survey.Scale, survey.Ticket, survey.AgentAtSend, survey.TeamAtSend));
        Assert.Equal([(When("10:30"), 2, "ann"), (When("12:00"), 5, "bob")], survey.Answers.Select(answer => (answer.At, answer.Score, answer.Agent)));
        Assert.Empty(Contact(Created("09:00")).Ratings);
    }

    [Fact]
    public void A_ticket_closed_but_by_its_source_never_resolved_has_ended()
    {
        var contact = Contact(Created("09:00").Resolved(null).Closed("3 09:00").Becomes("3 09:00", Stage.Closed));
        Assert.Equal((null, When("3 09:00")), (contact.Resolved, contact.Ended));
    }

    [Fact]
    public void A_ticket_in_no_figure_is_no_contact() => Assert.Null(Created("09:00").Removed("10:00", RemovalReason.Spam).Facts().Contact);
}
