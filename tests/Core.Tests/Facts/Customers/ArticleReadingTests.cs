using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

public class ArticleReadingTests
{
    [Fact]
    public void A_contact_belongs_to_the_last_reading_before_it()
    {
        var facts = Known().View("1", "09:00", "a1").View("2", "09:20", "a2").Ticket("7", "09:30").Ticket("8", "09:40").View("3", "11:00", "a3").Facts();
        Assert.Equal([null, 600L, null], facts.Views.Select(row => row.ContactAfterSeconds));
        Assert.Equal(["a2", "a2"], facts.Contacts.Select(row => row.Article));
    }

    [Fact]
    public void Crawlers_and_the_team_read_nothing_that_a_contact_follows()
    {
        var facts = Known().View("1", "09:00", "a1").View("2", "09:10", "a2", view => view with { IsBot = true }).View("3", "09:20", "a3", view => view with { IsAgent = true })
            .Ticket("7", "09:30").Facts();
        Assert.Equal([true, false, false], facts.Views.Select(row => row.IsHuman));
        Assert.Equal([1800L, null, null], facts.Views.Select(row => row.ContactAfterSeconds));
        Assert.Equal("a1", facts.Contacts[0].Article);
    }

    [Fact]
    public void A_call_to_an_articles_own_number_is_counted_there_alone()
    {
        var facts = Known().View("1", "09:00", "a1").Call("7", "09:10", change: call => call with { Article = "a2" }).Facts();
        Assert.Null(facts.Views[0].ContactAfterSeconds);
        Assert.Equal("a2", facts.Contacts[0].Article);
    }

    [Fact]
    public void What_was_read_days_before_led_to_nothing()
    {
        var facts = Known().View("1", "09:00", "a1").Ticket("7", "2 09:00").View("2", "3 09:00", "a1").Ticket("8", "4 09:01").Facts();
        Assert.Equal(["a1", null], facts.Contacts.Select(row => row.Article));
    }

    [Fact]
    public void What_the_team_made_follows_no_reading() =>
        Assert.Null(Known().View("1", "09:00", "a1").Ticket("7", "09:10", change: ticket => ticket with { CustomerContacts = null }).Facts().Views[0].ContactAfterSeconds);

    [Fact]
    public void The_article_says_what_the_reading_does_not()
    {
        var articles = new FactContext(new Dictionary<string, BusinessCalendar>())
        {
            Reference = new ReferenceData(
            [
                new Article("s", "a1") { Topic = "billing", Language = "en", Words = 501, MediaSeconds = 30 },
                new Article("s", "a2") { MediaSeconds = 30 },
                new Article("s", "a3") { Words = 0 },
            ]),
        };
        var rows = Known().View("1", "09:00", "a1").View("2", "09:01", "a1", view => view with { ExpectedSeconds = 5, Topic = "t", Language = "nl", ActiveSeconds = 4 })
            .View("3", "09:02", "a2").View("4", "09:03", "a3").Facts(articles).Views;
        Assert.Equal([180L, 5L, null, null], rows.Select(row => row.ExpectedSeconds));
        Assert.Equal([("billing", "en"), ("t", "nl"), (null, null), (null, null)], rows.Select(row => (row.Topic, row.Language)));
        Assert.Equal([null, 4L, null, null], rows.Select(row => row.ActiveSeconds));
    }

    [Fact]
    public void A_reader_is_the_customer_under_all_their_words_else_nobody_can_tell()
    {
        Assert.Equal("carl", Known().View("1", "09:00", "a1", view => view with { Reader = "c-77" }).Facts().Views[0].Reader);
        Assert.Null(Unknown().View("1", "09:00", "a1").Facts().Views[0].Reader);
    }
}
