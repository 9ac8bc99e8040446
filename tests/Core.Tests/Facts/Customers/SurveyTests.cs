using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

public class SurveyTests
{
    private const long Day = 86_400;

    [Fact]
    public void The_last_answer_counts_and_the_first_is_remembered()
    {
        var row = Assert.Single(Known().Survey("1", "1-5", (5, "3 09:00"), (1, "2 09:00")).Facts().Answers);
        Assert.Equal((5.0, "5", true, 1L, When("3 09:00")), (row.Score, row.Band, row.IsTop, row.FirstBand, row.Answered));
        Assert.Equal(Day, row.RecoveredAfterSeconds);
    }

    [Fact]
    public void Answers_of_one_instant_are_in_the_order_of_their_keys()
    {
        var story = Known().Survey("1", "1-5", (1, "09:00"), (2, "09:00"));
        Assert.Equal(2, story.Facts().Answers[0].Score);
    }

    [Fact]
    public void An_invitation_says_what_became_of_it()
    {
        var facts = Known().Survey("1", "1-5", (4, "2 09:00"), (5, "1 10:00")).Survey("2", "1-5")
            .Change(survey => survey with { Delivery = SurveyDelivery.Bounced }).Survey("3", "1-5", (3, "10:00")).Change(survey => survey with { SentAt = null }).Facts();
        Assert.Equal([(true, true, 3600L), (false, false, null)], facts.Invitations.Select(row => (row.IsDelivered, row.IsAnswered, row.AnswerAfterSeconds)));
        Assert.Equal(["survey/s/1", "survey/s/3"], facts.Answers.Select(row => row.Record));
    }

    [Fact]
    public void Whoever_answered_has_got_the_survey() =>
        Assert.True(Known().Survey("1", "1-5", (4, "09:00")).Change(survey => survey with { Delivery = SurveyDelivery.Failed }).Facts().Invitations[0].IsDelivered);

    [Fact]
    public void A_survey_has_the_slices_of_its_ticket_where_that_is_known_else_its_own()
    {
        var story = Known().Ticket("7", "09:00", topic: "billing").Survey("1", "1-5", (4, "10:00")).Change(survey => survey with { Ticket = "7", Topic = "other" })
            .Survey("2", "1-5", (4, "10:00")).Change(survey => survey with { Ticket = "8", Topic = "other", Channel = "email" });
        var facts = story.Facts();
        Assert.Equal(["billing", "other"], facts.Answers.Select(row => row.Slices.Topic));
        Assert.Equal(["billing", "other"], facts.Invitations.Select(row => row.Slices.Topic));
        Assert.Equal([("7", null), ("8", "email")], facts.Answers.Select(row => (row.TicketId, row.Slices.Channel)));
    }

    [Fact]
    public void A_survey_tool_of_its_own_means_the_only_ticket_of_that_id()
    {
        var story = Known().Ticket("7", "09:00").Survey("1", "1-5", (4, "10:00")).Change(survey => survey with { Source = "tool", Ticket = "7" });
        Assert.Equal("billing", story.Facts().Answers[0].Slices.Topic);
        story.Ticket("7", "10:00", change: other => other with { Record = "ticket/t/7" });
        Assert.Null(story.Facts().Answers[0].Slices.Topic);
    }

    [Fact]
    public void The_agent_is_who_had_the_ticket_when_it_was_sent_else_when_it_was_first_answered()
    {
        var people = new FactContext(new Dictionary<string, BusinessCalendar>())
        {
            Reference = new ReferenceData([new Person("s", "ann") { Stays = [new PersonStay("1", new LocalDate(2020, 1, 1)) { Team = "north" }] }]),
        };
        var facts = Known().Survey("1", "1-5", (4, "10:00")).Change(survey => survey with { AgentAtSend = "ann", Answers = [survey.Answers[0] with { Agent = "bob" }] })
            .Survey("2", "1-5", (4, "10:00")).Change(survey => survey with { Answers = [survey.Answers[0] with { Agent = "bob", Team = "south" }] })
            .Facts(people);
        Assert.Equal([("ann", "north"), ("bob", "south")], facts.Answers.Select(row => (row.Agent?.Id, row.Agent?.Team)));
        Assert.Equal(["ann", null], facts.Invitations.Select(row => row.Agent?.Id));
    }

    [Fact]
    public void Of_an_anonymous_answer_nobody_is_kept()
    {
        var story = Unknown().Survey("1", "1-5", (5, "2 09:00"), (1, "09:00"))
            .Change(survey => survey with { IsAnonymous = true, Customer = "carl", Ticket = "7", AgentAtSend = "ann", Topic = "pay" });
        var answer = Assert.Single(story.Facts().Answers);
        var invitation = Assert.Single(story.Facts().Invitations);
        Assert.Equal((null, null, null, null, "pay"), (answer.Customer, answer.TicketId, answer.Agent, answer.FollowedUpAfterSeconds, answer.Slices.Topic));
        Assert.Equal((null, null, null), (invitation.Customer, invitation.TicketId, invitation.Agent));
        Assert.Equal((5.0, Day), (answer.Score, answer.RecoveredAfterSeconds));
    }

    [Fact]
    public void An_anonymous_answer_is_never_in_the_history_of_somebody_known() =>
        Assert.Throws<ArgumentException>(() => Known().Survey("1", "1-5", (5, "09:00")).Change(survey => survey with { IsAnonymous = true }).Facts());

    [Fact]
    public void A_rating_that_came_with_a_ticket_is_an_answer_to_nothing_that_was_sent()
    {
        var rating = new Survey("s", "r1") { Kind = "csat", Scale = "0-1", Answers = [new SurveyAnswer("1", When("11:00"), 0)] };
        var facts = Known().Ticket("7", "09:00", "10:00", change: ticket => ticket with { Ratings = [rating] }).Facts();
        Assert.Empty(facts.Invitations);
        var row = Assert.Single(facts.Answers);
        Assert.Equal(("7", "billing", "2", false), (row.TicketId, row.Slices.Topic, row.Band, row.IsTop));
    }

    [Fact]
    public void Somebody_is_followed_up_by_the_next_reply_or_call()
    {
        var facts = Known().Survey("1", "1-5", (1, "2 09:00"))
            .Ticket("1", "09:00", change: ticket => ticket with { Replies = [When("2 09:00"), When("4 09:00")] })
            .Call("2", "3 09:00", "3 09:10", change: call => call with { Replies = [When("3 09:00")] }).Facts();
        Assert.Equal(Day, Assert.Single(facts.Answers).FollowedUpAfterSeconds);
    }

    [Fact]
    public void Somebody_is_followed_up_by_a_call_back_too()
    {
        var story = Known().Survey("1", "1-5", (1, "2 09:00")).Ticket("1", "09:00", change: ticket => ticket with { Replies = [When("5 09:00")] });
        story.History.Spoken.AddRange([When("4 09:00"), When("3 09:00"), When("1 09:00")]);
        Assert.Equal(Day, Assert.Single(story.Facts().Answers).FollowedUpAfterSeconds);
    }

    [Fact]
    public void A_later_good_answer_of_the_kind_recovers_if_it_stays_good()
    {
        var facts = Known().Survey("1", "1-5", (1, "2 09:00")).Survey("2", "0-10", (9, "3 09:00"), (2, "4 09:00")).Survey("3", "0-10", (8, "5 09:00"), (9, "6 09:00"))
            .Survey("4", "1-5", (5, "2 10:00")).Change(survey => survey with { Kind = "ces" }).Facts();
        Assert.Equal([3 * Day, null, null, null], facts.Answers.Select(row => row.RecoveredAfterSeconds));
    }

    [Fact]
    public void A_change_counts_from_the_last_answer_before_on_the_same_scale()
    {
        static CustomerStory Story(string before) => Known().Confidence("1", "pre", "1-5", (1, "2023-09-01T09:00")).Confidence("2", "pre", "1-5", (2, before))
            .Confidence("3", "pre", "0-10", (9, "20 08:00")).Confidence("4", "post", "1-5", (5, "20 09:00"));
        static double? Delta(CustomerStory story) => story.Facts().Answers.Single(row => row.Record == "survey/s/4").DeltaFromPre;
        Assert.Equal(3, Delta(Story("19 09:00")));
        Assert.Equal(3, Delta(Story("2023-10-22T09:00")));
        Assert.Null(Delta(Story("2023-10-22T08:59")));
        Assert.Null(Delta(Story("20 09:00")));
        Assert.All(Story("19 09:00").Facts().Answers.Where(row => row.Touchpoint == "pre"), row => Assert.Null(row.DeltaFromPre));
    }

    [Fact]
    public void What_the_customer_said_of_the_first_contact_wins_over_the_ticket()
    {
        var facts = Known().Ticket("1", "09:00", "10:00", change: ticket => ticket with { FcrByCustomer = true }).Ticket("2", "09:00", "10:00", change: ticket => ticket with { FcrByCustomer = true })
            .Survey("1", "0-1", (0, "12:00"), (1, "11:00")).Change(survey => survey with { Kind = "fcr", Ticket = "1" }).Facts();
        Assert.Equal([false, true], facts.Contacts.Select(row => row.FcrByCustomer));
    }
}
