using Deskmeter.Helpdesk;
using Xunit;
using static Deskmeter.Core.Tests.Facts.Customers.CustomerStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

public class SpanTests
{
    private static string Spans(CustomerStory story) => string.Join(", ", story.Facts().Spans.Select(span =>
        $"{span.ActiveFrom:uuuu-MM-dd}..{(span.ActiveUntil is { } until ? $"{until:uuuu-MM-dd}" : "")}{(span.IsFirst ? " first" : "")}{span.IsVoluntary switch { true => " left", false => " lost", null => "" }}"));

    private static (string, string?) Rest(string from, string? until) => (from, until);

    [Fact]
    public void A_subscription_makes_a_customer_from_its_first_day_to_its_end()
    {
        Assert.Equal("2024-01-10.. first", Spans(Known().Subscription("1", "2024-01-10")));
        Assert.Equal("2024-01-10..2024-03-01 first left", Spans(Known().Subscription("1", "2024-01-10", "2024-03-01", change: held => held with { IsVoluntary = true })));
    }

    [Fact]
    public void In_a_trial_nobody_is_a_customer_yet()
    {
        Assert.Equal("2024-02-01.. first", Spans(Known().Subscription("1", "2024-01-10", change: held => held with { TrialUntil = Day("2024-02-01") })));
        Assert.Equal("", Spans(Known().Subscription("1", "2024-01-10", "2024-02-01", change: held => held with { TrialUntil = Day("2024-02-01") })));
    }

    [Fact]
    public void A_short_rest_is_bridged_and_a_long_one_ends_with_the_grace_period()
    {
        Assert.Equal("2024-01-01.. first", Spans(Known().Subscription("1", "2024-01-01", null, null, Rest("2024-02-01", "2024-03-02"))));
        Assert.Equal("2024-01-01..2024-03-02 first, 2024-03-03..", Spans(Known().Subscription("1", "2024-01-01", null, null, Rest("2024-02-01", "2024-03-03"))));
        Assert.Equal("2024-01-01..2024-03-02 first", Spans(Known().Subscription("1", "2024-01-01", null, null, Rest("2024-02-01", null))));
    }

    [Fact]
    public void Rests_that_meet_are_one() =>
        Assert.Equal("2024-01-01..2024-03-02 first, 2024-03-12..", Spans(Known().Subscription(
            "1", "2024-01-01", null, null, Rest("2024-02-20", "2024-03-12"), Rest("2024-02-01", "2024-02-20"))));

    [Fact]
    public void A_subscription_that_ends_in_its_rest_ends_then()
    {
        Assert.Equal("2024-01-01..2024-02-10 first left", Spans(Known().Subscription(
            "1", "2024-01-01", "2024-02-10", held => held with { IsVoluntary = true }, Rest("2024-02-01", null))));
        Assert.Equal("2024-01-01..2024-03-02 first", Spans(Known().Subscription(
            "1", "2024-01-01", "2024-03-20", held => held with { IsVoluntary = true }, Rest("2024-02-01", null))));
    }

    [Fact]
    public void Subscriptions_that_meet_are_one_and_the_last_end_counts()
    {
        Assert.Equal("2024-01-01..2024-06-01 first lost", Spans(Known()
            .Subscription("1", "2024-01-01", "2024-03-01", held => held with { IsVoluntary = true })
            .Subscription("2", "2024-03-01", "2024-06-01", held => held with { IsVoluntary = false })
            .Subscription("3", "2024-02-01", "2024-05-01", held => held with { IsVoluntary = true })));
        Assert.Equal("2024-01-01.. first", Spans(Known().Subscription("1", "2024-01-01").Subscription("2", "2024-02-01", "2024-03-01")));
    }

    [Fact]
    public void Who_comes_back_is_won_back() =>
        Assert.Equal("2024-01-01..2024-03-01 first lost, 2024-03-02..", Spans(Known()
            .Subscription("1", "2024-01-01", "2024-03-01", held => held with { IsVoluntary = false }).Subscription("2", "2024-03-02")));

    [Fact]
    public void An_order_makes_a_customer_for_a_year_and_the_next_goes_on()
    {
        Assert.Equal("2024-01-03..2025-01-02 first", Spans(Known().Order("1", "3 10:00")));
        Assert.Equal("2024-01-03..2026-01-02 first, 2026-02-01..2027-02-01", Spans(Known().Order("3", "2026-02-01T10:00").Order("1", "3 10:00").Order("2", "2025-01-02T10:00")));
        Assert.Equal("", Spans(Unknown().Order("1", "3 10:00")));
    }

    [Fact]
    public void Orders_and_subscriptions_together_make_one_customer() =>
        Assert.Equal("2024-01-03..2025-01-02 first", Spans(Known().Order("1", "3 10:00").Subscription("1", "2024-02-01", "2024-06-01", held => held with { IsVoluntary = true })));

    [Fact]
    public void A_span_is_sliced_by_the_last_subscription_else_the_customer_else_the_order()
    {
        var story = Known().Order("1", "3 10:00");
        story.History.Orders[0] = story.History.Orders[0] with { Segment = "shop", Country = "NL" };
        Assert.Equal((null, "shop", "NL"), Slices(story));
        story.History.Profiles.Add(new Customer("s", "carl") { Country = "BE" });
        Assert.Equal((null, "shop", "BE"), Slices(story));
        story.Subscription("2", "2024-03-01", change: held => held with { Plan = "pro" }).Subscription("1", "2024-02-01", change: held => held with { Plan = "basic", Segment = "small" });
        Assert.Equal(("pro", "shop", "BE"), Slices(story));
    }

    private static (string?, string?, string?) Slices(CustomerStory story)
    {
        var span = Assert.Single(story.Facts().Spans);
        return (span.Plan, span.Segment, span.Country);
    }
}
