using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

public class IssueTests
{
    [Fact]
    public void Contacts_about_a_topic_within_seven_days_of_the_end_are_one_issue()
    {
        var facts = Known().Ticket("1", "09:00", "10:00").Ticket("2", "8 10:00", "8 11:00").Ticket("3", "9 09:00", "9 10:00", "delivery")
            .Ticket("4", "15 11:01", "15 12:00").Facts();
        Assert.Equal(["ticket/s/1", "ticket/s/3", "ticket/s/4"], facts.Issues.Select(issue => issue.Record));
        Assert.Equal([2L, 1L, 1L], facts.Issues.Select(issue => issue.Contacts));
        Assert.Equal(["ticket/s/1", "ticket/s/1", "ticket/s/3", "ticket/s/4"], facts.Contacts.Select(contact => contact.IssueId));
        Assert.Equal(When("8 11:00"), facts.Issues[0].Resolved);
        Assert.Equal((7 * 24 + 2) * 3600, facts.Issues[0].ElapsedSeconds);
    }

    [Fact]
    public void An_issue_goes_on_as_long_as_one_of_its_tickets_is_open()
    {
        var issue = Assert.Single(Known().Ticket("1", "09:00").Ticket("2", "25 10:00", "25 11:00").Facts().Issues);
        Assert.Equal((2L, null, null, null), (issue.Contacts, issue.Resolved, issue.ElapsedSeconds, issue.EffortPoints));
    }

    [Fact]
    public void Of_two_tickets_at_a_time_the_later_resolve_ends_the_issue()
    {
        var issue = Assert.Single(Known().Ticket("1", "09:00", "20 09:00").Ticket("2", "2 09:00", "2 10:00").Ticket("3", "26 09:00", "26 10:00").Facts().Issues);
        Assert.Equal((3L, When("26 10:00")), (issue.Contacts, issue.Resolved));
    }

    [Fact]
    public void A_ticket_closed_without_a_resolve_ends_an_issue_unresolved()
    {
        var story = Known().Ticket("1", "09:00", change: ticket => ticket with { Ended = When("2 09:00") });
        Assert.Null(Assert.Single(story.Facts().Issues).Resolved);
        Assert.Equal(When("9 09:00"), Assert.Single(story.Ticket("2", "9 08:00", "9 09:00").Facts().Issues).Resolved);
        Assert.Equal(2, Known().Ticket("1", "09:00", change: ticket => ticket with { Ended = When("2 09:00") }).Ticket("2", "9 09:01").Facts().Issues.Count);
    }

    [Fact]
    public void A_call_that_nobody_answered_settles_nothing_and_is_settled_by_the_next()
    {
        Assert.Null(Assert.Single(Known().Ticket("1", "09:00", "10:00").Call("2", "11:00").Facts().Issues).Resolved);
        var issue = Assert.Single(Known().Call("1", "09:00").Call("2", "09:05", "09:15").Facts().Issues);
        Assert.Equal((2L, 2L, When("09:15")), (issue.Contacts, issue.Calls, issue.Resolved));
    }

    [Fact]
    public void An_issue_that_was_resolved_while_the_customer_waited_on_the_telephone_is_not_resolved()
    {
        var story = Known().Ticket("1", "09:00", "10:00").Call("2", "09:50", change: call => call with { Ended = When("10:01") });
        Assert.Null(Assert.Single(story.Facts().Issues).Resolved);
    }

    [Fact]
    public void A_ticket_by_telephone_is_a_call()
    {
        var issue = Assert.Single(Known().Ticket("1", "09:00", "10:00", change: ticket => ticket with { IsCall = true })
            .Ticket("2", "11:00", "12:00", change: ticket => ticket with { CustomerContacts = 3, Chases = 2 }).Facts().Issues);
        Assert.Equal((4L, 1L, 2L), (issue.Contacts, issue.Calls, issue.Chases));
    }

    [Fact]
    public void A_contact_without_a_topic_is_an_issue_of_its_own() =>
        Assert.Equal([1L, 1L], Known().Ticket("1", "09:00", "10:00", null).Ticket("2", "11:00", "12:00", null).Facts().Issues.Select(issue => issue.Contacts));

    [Theory]
    [InlineData(1, 0, "09:00", 0)]
    [InlineData(2, 0, "09:00", 25 / 3.0)]
    [InlineData(5, 0, "09:00", 100 / 3.0)]
    [InlineData(9, 0, "09:00", 100 / 3.0)]
    [InlineData(1, 1, "09:00", 100 / 9.0)]
    [InlineData(1, 7, "09:00", 100 / 3.0)]
    [InlineData(1, 0, "2 21:00", 50 / 3.0)]
    [InlineData(1, 0, "9 09:00", 100 / 3.0)]
    [InlineData(5, 3, "4 09:00", 100)]
    public void Effort_is_contacts_chases_and_time_a_third_each(long contacts, long chases, string resolved, double points)
    {
        var issue = Assert.Single(Known().Ticket("1", "09:00", resolved, change: ticket => ticket with { CustomerContacts = contacts, Chases = chases }).Facts().Issues);
        Assert.Equal(points, issue.EffortPoints!.Value, 9);
    }
}
