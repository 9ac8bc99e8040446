using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

public class OrderTests
{
    private static readonly FactContext Euro = new(new Dictionary<string, BusinessCalendar>())
    {
        Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"],
        Reference = new ReferenceData([new ExchangeRate("s", "1") { On = new LocalDate(2024, 1, 4), Currency = "USD", Rate = 0.9m }], "EUR"),
    };

    [Fact]
    public void Refunds_are_netted_into_the_day_of_the_order_and_converted_at_its_rate()
    {
        // 23:30 in UTC is the next day in Amsterdam, and that day has a rate.
        var rows = Known().Order("1", "3 23:30", 100, "USD", 20, 5).Order("2", "3 22:30", 100, "USD").Order("3", "5 10:00", 7).Facts(Euro).Orders;
        Assert.Equal([null, 67.5m, 7m], rows.Select(row => row.NetAmount));
        Assert.Equal([100m, 75m, 7m], rows.Select(row => row.OriginalAmount));
        Assert.Equal(["USD", "USD", "EUR"], rows.Select(row => row.Currency));
    }

    [Fact]
    public void More_than_a_column_holds_is_no_money_and_stays_an_order()
    {
        var story = Known().Order("1", "4 10:00", 100_000_000_000_000).Order("2", "5 10:00", 99_999_999_999_999)
            .Order("3", "6 10:00", decimal.MaxValue, "EUR", -1);
        var rows = story.Facts(Euro).Orders;
        Assert.Equal([null, 99_999_999_999_999m, null], rows.Select(row => row.OriginalAmount));
        Assert.Equal([null, 99_999_999_999_999m, null], rows.Select(row => row.NetAmount));
        var records = new RecordBuilder(Euro);
        Assert.Equal(["no_rate", null, "no_rate"], story.History.Orders.Select(order => records.Build(order).Excluded?.Reason));
    }

    [Fact]
    public void The_order_before_and_the_first_are_known_of_known_customers_only()
    {
        var rows = Known().Order("2", "9 10:00").Order("1", "3 23:30").Facts(Euro).Orders;
        Assert.Equal([null, new LocalDate(2024, 1, 4)], rows.Select(row => row.PreviousPaidOn));
        Assert.Equal([true, false], rows.Select(row => row.IsFirst));
        var guest = Assert.Single(Unknown().Order("1", "3 23:30").Facts(Euro).Orders);
        Assert.Equal((null, null, null), (guest.Customer, guest.PreviousPaidOn, guest.IsFirst));
    }

    [Fact]
    public void An_order_that_is_not_paid_counts_in_nothing()
    {
        var story = Known().Ticket("1", "09:00");
        story.History.Orders.Add(new Order("s", "1") { Amount = 10 });
        Assert.Empty(story.Facts().Orders);
        Assert.Null(story.Facts().Contacts[0].OrderAfterSeconds);
    }

    [Fact]
    public void The_newest_ticket_before_an_order_led_to_it()
    {
        var facts = Known().Ticket("1", "09:00").Ticket("2", "2 09:00").Call("3", "2 10:00", "2 11:00").Ticket("4", "5 09:00")
            .Order("1", "2 12:00", 50).Order("2", "3 12:00", 70).Facts();
        Assert.Equal([null, 3 * 3600L, null, null], facts.Contacts.Select(row => row.OrderAfterSeconds));
        Assert.Equal([null, 50m, null, null], facts.Contacts.Select(row => row.OrderNet));
    }

    [Fact]
    public void An_order_before_every_ticket_belongs_to_none() =>
        Assert.Null(Known().Order("1", "08:59").Ticket("1", "09:00").Facts().Contacts[0].OrderAfterSeconds);
}
