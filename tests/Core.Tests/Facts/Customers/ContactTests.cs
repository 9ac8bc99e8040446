using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

public class ContactTests
{
    private const long Day = 86_400;
    private const long Hour = 3600;

    [Fact]
    public void The_next_contact_about_the_topic_counts_from_the_resolve()
    {
        var rows = Known().Ticket("1", "09:00", "10:00").Ticket("2", "3 10:00", "3 11:00", "delivery").Ticket("3", "5 10:00").Facts().Contacts;
        Assert.Equal([4 * Day, null, null], rows.Select(row => row.NextContactSeconds));
        Assert.Equal([2 * Day, 1 * Day + 23 * Hour, null], rows.Select(row => row.NextAnyContactSeconds));
    }

    [Fact]
    public void Who_does_not_wait_for_the_resolve_has_followed_up_at_once()
    {
        var rows = Known().Ticket("1", "09:00", "3 10:00").Ticket("2", "2 09:00", "2 10:00").Facts().Contacts;
        Assert.Equal([0L, null], rows.Select(row => row.NextContactSeconds));
        Assert.Equal([null, null], rows.Select(row => row.NextAnyContactSeconds));
    }

    [Fact]
    public void An_open_contact_has_no_next_one_yet() =>
        Assert.All(Known().Ticket("1", "09:00").Ticket("2", "2 09:00").Facts().Contacts, row => Assert.Null(row.NextContactSeconds ?? row.NextAnyContactSeconds));

    [Fact]
    public void Contacts_without_a_topic_cannot_be_about_the_same()
    {
        var first = Known().Ticket("1", "09:00", "10:00", topic: null).Ticket("2", "2 10:00", topic: null).Facts().Contacts[0];
        Assert.Null(first.NextContactSeconds);
        Assert.Equal(Day, first.NextAnyContactSeconds);
    }

    [Fact]
    public void Two_contacts_of_one_second_follow_each_other_once()
    {
        var rows = Known().Ticket("2", "09:00", "10:00").Ticket("1", "09:00", "09:00").Facts().Contacts;
        Assert.Equal(["ticket/s/1", "ticket/s/2"], rows.Select(row => row.Record));
        Assert.Equal([0L, null], rows.Select(row => row.NextContactSeconds));
        Assert.Equal([0L, null], rows.Select(row => row.NextAnyContactSeconds));
    }

    [Fact]
    public void A_ticket_that_the_team_made_is_no_contact_of_the_customers()
    {
        var facts = Known().Ticket("1", "09:00", "10:00").Ticket("2", "2 09:00", "2 10:00", change: made => made with { CustomerContacts = null, ReopenAfterSeconds = 5 })
            .Ticket("3", "4 10:00", "4 11:00").Facts();
        Assert.Equal([3 * Day, null, null], facts.Contacts.Select(row => row.NextContactSeconds));
        Assert.Equal([3 * Day, null, null], facts.Contacts.Select(row => row.NextAnyContactSeconds));
        Assert.Equal(["ticket/s/1", null, "ticket/s/1"], facts.Contacts.Select(row => row.IssueId));
        Assert.Null(facts.Contacts[1].ReopenAfterSeconds);
    }

    [Fact]
    public void Of_nobody_known_nothing_belongs_together()
    {
        var facts = Unknown().Ticket("1", "09:00", "10:00").Ticket("2", "11:00", "12:00").Order("1", "13:00").Facts();
        Assert.All(facts.Contacts, row => Assert.Equal((null, false, null, null, null, null), (
            row.Customer, row.IsKnown, row.NextContactSeconds, row.NextAnyContactSeconds, row.IssueId, row.OrderAfterSeconds)));
        Assert.Empty(facts.Issues);
    }

    [Fact]
    public void What_the_conversation_says_is_kept()
    {
        var row = Assert.Single(Known().Ticket("1", "09:00", "10:00", change: contact => contact with
        {
            HandleSeconds = 90,
            ReopenAfterSeconds = 60,
            FcrByAgent = true,
            FcrByCustomer = false,
            FcrBySource = true,
            Article = "a1",
            Resolver = new Actor(ActorClass.Agent, "ann", "north"),
        }).Facts().Contacts);
        Assert.Equal((90L, 60L, true, false, true, "a1", "ann"), (
            row.HandleSeconds, row.ReopenAfterSeconds, row.FcrByAgent, row.FcrByCustomer, row.FcrBySource, row.Article, row.Resolver?.Id));
        Assert.Equal(("carl", "carl", true, 1L), (row.CustomerUnit, row.Customer, row.IsKnown, row.CustomerContacts));
    }
}
