using Deskmeter.Core.Tests.Records;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts.Customers;

/// <summary>What holds for every customer, whatever they did.</summary>
public class CustomerProperties
{
    private static readonly FactContext Context = new(new Dictionary<string, BusinessCalendar>())
    {
        Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"],
        Reference = new ReferenceData([new ExchangeRate("s", "1") { On = new LocalDate(2024, 1, 4), Currency = "USD", Rate = 0.9m }], "EUR"),
    };

    private static readonly CustomerBuilder Builder = new(Context);

    private static void ForEveryCustomer(Action<CustomerHistory, CustomerFacts> holds, bool isKnown = true) =>
        Prop.ForAll(RandomCustomers.One(isKnown).ToArbitrary(), history => holds(history, Builder.Build(history))).Holds();

    [Fact]
    public void The_order_in_which_things_are_told_does_not_matter() => ForEveryCustomer((history, facts) =>
        Assert.Equal(FactText.Of(facts), FactText.Of(Builder.Build(RandomCustomers.Shuffle(history)))));

    [Fact]
    public void Every_contact_is_a_row_and_those_of_the_customer_are_in_the_issues_once() => ForEveryCustomer((history, facts) =>
    {
        Assert.Equal(history.Contacts.Select(contact => contact.Record).Order(), facts.Contacts.Select(row => row.Record).Order());
        Assert.Equal(history.Contacts.Sum(contact => contact.CustomerContacts ?? 0), facts.Issues.Sum(issue => issue.Contacts));
        Assert.Equal(facts.Issues.Select(issue => issue.Record).Order(), facts.Contacts.Select(row => row.IssueId).OfType<string>().Distinct().Order());
        Assert.All(facts.Issues, issue => Assert.True(issue.EffortPoints is null or (>= 0 and <= 100)));
    });

    [Fact]
    public void The_next_contact_about_anything_is_never_later_than_the_next_about_the_topic_that_waited_for_the_resolve() =>
        ForEveryCustomer((_, facts) => Assert.All(facts.Contacts, row =>
            Assert.True(row.NextContactSeconds is null or 0 || row.NextAnyContactSeconds <= row.NextContactSeconds)));

    [Fact]
    public void An_order_counts_for_one_ticket_only() => ForEveryCustomer((_, facts) =>
    {
        var converted = facts.Contacts.Where(row => row.OrderAfterSeconds is not null).ToList();
        Assert.All(converted, row => Assert.Equal("ticket", row.Kind));
        foreach (var tickets in converted.GroupBy(row => row.Started + Duration.FromSeconds(row.OrderAfterSeconds!.Value)))
            Assert.True(tickets.Count() <= facts.Orders.Count(order => order.Paid == tickets.Key));
    });

    [Fact]
    public void Of_nobody_known_every_record_stands_alone() => ForEveryCustomer(
        (history, facts) =>
        {
            List<CustomerFacts> alone = [];
            foreach (var contact in history.Contacts) alone.Add(Alone(one => one.Contacts.Add(contact)));
            foreach (var order in history.Orders) alone.Add(Alone(one => one.Orders.Add(order)));
            foreach (var view in history.Views) alone.Add(Alone(one => one.Views.Add(view)));
            foreach (var session in history.Sessions) alone.Add(Alone(one => one.Sessions.Add(session with { Ticket = null })));
            foreach (var survey in history.Surveys) alone.Add(Alone(one => one.Surveys.Add(survey)));
            Assert.Equal(alone.SelectMany(one => FactText.Of(one)).Order(), FactText.Of(facts).Order());
        },
        isKnown: false);

    private static CustomerFacts Alone(Action<CustomerHistory> fill)
    {
        var history = new CustomerHistory { Unit = "carl" };
        fill(history);
        return Builder.Build(history);
    }
}
