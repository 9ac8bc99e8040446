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
        Horizon = new LocalDate(2026, 1, 1),
        Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"],
        Reference = new ReferenceData([new ExchangeRate("s", "1") { On = new LocalDate(2024, 1, 4), Currency = "USD", Rate = 0.9m }], "EUR"),
    };

    private static readonly LocalDate Horizon = new(2026, 1, 1);

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
            foreach (var session in history.Sessions) alone.Add(Alone(one => one.Sessions.Add(session)));
            foreach (var survey in history.Surveys) alone.Add(Alone(one => one.Surveys.Add(survey)));
            Assert.Equal(alone.SelectMany(one => FactText.Of(one)).Order(), FactText.Of(facts).Order());
        },
        isKnown: false);

    [Fact]
    public void The_stretches_of_a_customer_never_meet() => ForEveryCustomer((_, facts) =>
    {
        for (var index = 1; index < facts.Spans.Count; index++) Assert.True(facts.Spans[index - 1].ActiveUntil < facts.Spans[index].ActiveFrom);
        Assert.All(facts.Spans, (span, index) => Assert.Equal(index == 0, span.IsFirst));
        Assert.All(facts.Spans, span => Assert.True(span.ActiveUntil is null || span.ActiveFrom < span.ActiveUntil));
        Assert.All(facts.Spans, span => Assert.True(span.IsVoluntary is null || span.ActiveUntil is not null));
    });

    [Fact]
    public void On_every_day_somebody_is_a_customer_by_what_they_hold_or_ordered() => ForEveryCustomer((history, facts) =>
    {
        foreach (var day in Enumerable.Range(0, 900).Select(place => new LocalDate(2023, 12, 1).PlusDays(place)))
        {
            var isCustomer = facts.Spans.Any(span => span.ActiveFrom <= day && !(span.ActiveUntil <= day));
            Assert.Equal(history.Subscriptions.Any(held => Holds(held, day)) || facts.Orders.Any(order => Lasts(order, day)), isCustomer);
        }

        bool Lasts(OrderFact order, LocalDate day) => Context.DayOf(order.Paid) is var paid && paid <= day && day < paid.PlusDays(365);
        static bool Holds(Subscription held, LocalDate day) => held.StartedOn <= day && !(held.TrialUntil > day) && !(held.EndedOn <= day) && !HasRested(held, day);
    });

    [Fact]
    public void Every_month_begins_in_a_stretch_and_every_first_of_a_month_in_one_is_a_month() => ForEveryCustomer((_, facts) =>
    {
        var firsts = Enumerable.Range(0, 25).Select(place => new LocalDate(2023, 12, 1).PlusMonths(place)).TakeWhile(first => first < Horizon).ToList();
        var active = firsts.Where(first => facts.Spans.Any(span => span.ActiveFrom <= first && !(span.ActiveUntil <= first)));
        Assert.Equal(active, facts.Months.Select(row => row.Month));
        Assert.All(facts.Months, row => Assert.Contains(facts.Spans, span => span.ActiveFrom <= row.Month && span.ActiveUntil == row.ActiveUntilOn));
    });

    [Fact]
    public void Every_contact_follows_one_reading_at_most_and_every_session_has_an_outcome_or_runs() => ForEveryCustomer((history, facts) =>
    {
        Assert.True(facts.Views.Count(row => row.ContactAfterSeconds is not null) <= history.Contacts.Count(contact => contact.CustomerContacts is not null));
        Assert.All(facts.Views, row => Assert.True(row.ContactAfterSeconds is null || (row.IsHuman && row.ContactAfterSeconds >= 0)));
        Assert.Equal(history.Sessions.Count, facts.Sessions.Count);
        Assert.All(facts.Sessions, row => Assert.True(row.NextAnyContactSeconds is null or >= 0));
    });

    [Fact]
    public void An_answer_recovers_only_from_one_that_was_not_good() => ForEveryCustomer((history, facts) =>
    {
        Assert.Equal(history.Surveys.Count(survey => survey.SentAt is not null), facts.Invitations.Count);
        Assert.All(facts.Answers, row => Assert.True(row.RecoveredAfterSeconds is null || (row.RecoveredAfterSeconds >= 0 && row.FirstBand < 4)));
        Assert.All(facts.Answers.Where(row => row.FirstBand < 4 && row.Band is "4" or "5"), row => Assert.NotNull(row.RecoveredAfterSeconds));
    });

    /// <summary>On the day a rest of it, or rests that meet, has lasted longer than the grace period and is not over.</summary>
    private static bool HasRested(Subscription held, LocalDate day)
    {
        var from = LocalDate.Max(held.StartedOn, held.TrialUntil ?? held.StartedOn);
        var rested = 0;
        for (var before = day; before >= from && held.Pauses.Any(pause => pause.FromOn <= before && !(pause.UntilOn <= before)); before = before.PlusDays(-1)) rested++;
        return rested > Context.Rules.PauseGraceDays;
    }

    private static CustomerFacts Alone(Action<CustomerHistory> fill)
    {
        var history = new CustomerHistory { Unit = "carl" };
        fill(history);
        return Builder.Build(history);
    }
}
