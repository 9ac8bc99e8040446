using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Demo;

/// <summary>The shop's people, their days, their reviews, and what all of it cost.</summary>
public class DemoTeamRecordsTests
{
    private static readonly Instant End = Instant.FromUtc(2026, 9, 30, 22, 0);
    private static readonly DemoShop Shop = new(2_000, 1, End);
    private static readonly Lazy<ILookup<Type, SourceRecord>> ByType = new(() => Shop.Records().ToLookup(record => record.GetType()));

    [Fact]
    public void Stays_follow_each_other()
    {
        foreach (var person in Of<Person>())
        {
            Assert.NotEmpty(person.Stays);
            Assert.Equal(person.Stays.Count, person.Stays.Select(stay => stay.Key).Distinct().Count());
            Assert.All(person.Stays, stay => Assert.True(stay.LeftOn is null || stay.LeftOn > stay.JoinedOn));
            Assert.All(person.Stays.Zip(person.Stays.Skip(1)), pair =>
            {
                Assert.True(pair.First.LeftOn <= pair.Second.JoinedOn);
                if (pair.First.IsMove) Assert.Equal(pair.First.LeftOn, pair.Second.JoinedOn);
            });
        }

        var stays = Of<Person>().SelectMany(person => person.Stays).ToList();
        Assert.Contains(stays, stay => stay.IsMove && stay.LeftOn > new LocalDate(2024, 10, 1));
        Assert.Contains(stays, stay => stay.LeftOn > new LocalDate(2024, 10, 1) && !stay.IsMove);
        Assert.Equal([1, 2, 3], stays.Select(stay => stay.Tier!.Value).Distinct().Order());
    }

    [Fact]
    public void States_lie_within_shifts_of_people_who_are_there_and_never_overlap()
    {
        var zone = Shop.Settings.DateTimeZone;
        var people = Of<Person>().ToDictionary(person => person.Id);
        foreach (var days in Of<Shift>().GroupBy(shift => (shift.Agent, Day: shift.FromAt.InZone(zone).Date)))
        {
            Assert.Contains(people[days.Key.Agent].Stays, stay => stay.JoinedOn <= days.Key.Day && (stay.LeftOn is null || days.Key.Day < stay.LeftOn));
            var states = days.Where(shift => shift.Kind is not (ShiftKind.Scheduled or ShiftKind.PaidLeave)).OrderBy(shift => shift.FromAt).ToList();
            Assert.All(states.Zip(states.Skip(1)), pair => Assert.True(pair.First.UntilAt <= pair.Second.FromAt));
            Assert.All(days, shift => Assert.True(shift.FromAt < shift.UntilAt));
            var paid = Assert.Single(days, shift => shift.Kind is ShiftKind.Scheduled or ShiftKind.PaidLeave);
            Assert.All(states, state => Assert.True(paid.Kind == ShiftKind.Scheduled && state.FromAt >= paid.FromAt && state.UntilAt <= paid.UntilAt));
        }

        Assert.Equal(Enum.GetValues<ShiftKind>().Length, Of<Shift>().Select(shift => shift.Kind).Distinct().Count());
    }

    [Fact]
    public void An_agent_s_year_is_that_of_a_good_desk()
    {
        double Seconds(params ShiftKind[] kinds) => Of<Shift>().Where(shift => kinds.Contains(shift.Kind)).Sum(shift => (shift.UntilAt!.Value - shift.FromAt).TotalSeconds);
        var busy = Seconds(ShiftKind.Busy, ShiftKind.WrapUp);
        Assert.InRange(busy / (busy + Seconds(ShiftKind.Available)), 0.70, 0.85);
        var lost = Seconds(ShiftKind.PaidLeave, ShiftKind.Break, ShiftKind.Training, ShiftKind.Meeting, ShiftKind.Away);
        Assert.InRange(lost / Seconds(ShiftKind.Scheduled, ShiftKind.PaidLeave), 0.25, 0.35);
    }

    [Fact]
    public void Reviews_judge_who_had_the_ticket_by_one_scorecard()
    {
        var tickets = Of<Ticket>().ToDictionary(ticket => ticket.Id);
        var reviews = Of<Review>().ToList();
        Assert.All(reviews, review =>
        {
            Assert.Contains(tickets[review.Ticket!].Events.OfType<Assigned>(), one => one.Agent == review.Reviewee && one.At < review.ReviewedAt);
            Assert.Equal(["procedure", "policy", "tone", "empathy", "solution"], review.Categories.Select(category => category.Key));
            Assert.All(review.Categories, category => Assert.True(category.Score is null || (category.Score >= category.Lowest && category.Score <= category.Highest)));
            Assert.Single(review.Categories, category => category.IsCritical);
            Assert.Equal(review.Kind != ReviewKind.Auto, review.Reviewer is not null);
        });
        Assert.All(reviews.Where(review => review.Kind == ReviewKind.Calibration), second =>
            Assert.Single(reviews, first => first.Ticket == second.Ticket && first.Kind == ReviewKind.Manual && first.Reviewer != second.Reviewer && first.ReviewedAt < second.ReviewedAt));
        Assert.Equal(2, reviews.Select(review => review.Reviewer).OfType<string>().Distinct().Count());
        Assert.Contains(reviews, review => review.Categories.Any(category => category.Score is null));
        var people = Of<Person>().Select(person => person.Id).ToHashSet();
        Assert.All(reviews, review => Assert.True(people.Contains(review.Reviewee) && (review.Reviewer is null || people.Contains(review.Reviewer))));
    }

    [Fact]
    public void Costs_cover_every_day_once_and_more_than_one_currency()
    {
        var costs = Of<Cost>().ToList();
        Assert.Equal(Enum.GetValues<CostCategory>().Length, costs.Select(cost => cost.Category).Distinct().Count());
        Assert.Contains(costs, cost => cost.Currency == "USD");
        Assert.Contains(costs, cost => cost.Channel is not null);
        var overhead = costs.Where(cost => cost.Category == CostCategory.Overhead).OrderBy(cost => cost.FromOn).ToList();
        Assert.Equal((new LocalDate(2024, 10, 1), new LocalDate(2026, 10, 1)), (overhead[0].FromOn, overhead[^1].UntilOn));
        Assert.All(overhead.Zip(overhead.Skip(1)), pair => Assert.Equal(pair.First.UntilOn, pair.Second.FromOn));
        Assert.All(costs, cost => Assert.True(cost.Amount > 0));
    }

    [Fact]
    public void Memberships_end_after_they_began_and_rest_within()
    {
        var memberships = Of<Subscription>().ToList();
        Assert.All(memberships, one =>
        {
            Assert.True(one.EndedOn is null || one.EndedOn > one.StartedOn);
            Assert.True(one.EndedOn is not null || one.IsVoluntary is null);
            Assert.All(one.Pauses, pause => Assert.True(pause.FromOn > one.StartedOn && (one.EndedOn is null || pause.FromOn < one.EndedOn)));
        });
        Assert.All(memberships.GroupBy(one => one.Customer), ones =>
            Assert.All(ones.Zip(ones.Skip(1)), pair => Assert.True(pair.First.EndedOn < pair.Second.StartedOn)));
        Assert.Contains(memberships, one => one.Id.EndsWith("-2", StringComparison.Ordinal));
        Assert.Equal([false, true], memberships.Select(one => one.IsVoluntary).OfType<bool>().Distinct().Order());
        Assert.Contains(memberships, one => one.EndedOn < one.TrialUntil);
    }

    private static IEnumerable<T> Of<T>() where T : SourceRecord => ByType.Value[typeof(T)].Cast<T>();
}
