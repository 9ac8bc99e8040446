using Deskmeter.Metrics;
using Deskmeter.Quality;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Quality;

public class ReviewPlanTests
{
    /// <summary>The Monday after the weeks of 6 and 13 May 2024.</summary>
    private static readonly LocalDate End = new(2024, 5, 20);

    private static FigureRow Row(string ticket, string agent, int day) =>
        new() { Kind = "ticket", Source = "desk", Id = ticket, Agent = agent, At = Instant.FromUtc(2024, 5, day, 12, 0) };

    private static readonly FigureRow[] Rows =
    [
        .. Enumerable.Range(0, 40).Select(place => Row($"a{place}", "ann", 6 + (place % 5))),
        .. Enumerable.Range(0, 40).Select(place => Row($"b{place}", "bob", 13 + (place % 5))),
        .. Enumerable.Range(0, 40).Select(place => Row($"c{place}", "ann", 13 + (place % 5))),
    ];

    private static ReviewPlan Plan(IEnumerable<FigureRow> rows, params string[] reviewed) => ReviewPlan.Of(rows, row => reviewed.Contains(row.Id), DateTimeZone.Utc, End);

    [Fact]
    public void Each_agent_has_one_ticket_of_each_week_whatever_the_order_of_the_rows()
    {
        var plan = Plan(Rows);
        Assert.Equal((3, 0), (plan.Places, plan.Done));
        Assert.Equal([("ann", new LocalDate(2024, 5, 6)), ("bob", new LocalDate(2024, 5, 13)), ("ann", new LocalDate(2024, 5, 13))], plan.Open.Select(planned => (planned.Row.Agent!, planned.Week)));
        Assert.Equal(plan.Open.Select(planned => planned.Row.Id), Plan(Rows.Reverse()).Open.Select(planned => planned.Row.Id));
    }

    [Fact]
    public void A_ticket_stays_drawn_while_others_are_reviewed_and_a_week_with_a_review_is_done()
    {
        var plan = Plan(Rows);
        var after = Plan(Rows, "a7");
        Assert.Equal((3, 1), (after.Places, after.Done));
        Assert.Equal(plan.Open.Skip(1).Select(planned => planned.Row.Id).Order(), after.Open.Select(planned => planned.Row.Id).Order());
    }

    [Fact]
    public void A_week_that_still_runs_waits_unless_there_is_no_other()
    {
        var running = Rows.Append(Row("d1", "carl", 21)).ToList();
        Assert.Equal(Plan(Rows).Open.Select(planned => planned.Row.Id), ReviewPlan.Of(running, _ => false, DateTimeZone.Utc, new LocalDate(2024, 5, 22)).Open.Select(planned => planned.Row.Id));
        Assert.Equal(["d1"], ReviewPlan.Of([running[^1]], _ => false, DateTimeZone.Utc, new LocalDate(2024, 5, 22)).Open.Select(planned => planned.Row.Id));
    }

    [Fact]
    public void The_draw_is_even()
    {
        // 200 weeks' draws of ten tickets each: every place is drawn about twenty times.
        var drawn = Enumerable.Range(0, 200).Select(agent => Plan(Enumerable.Range(0, 10).Select(place => Row($"{place}", $"agent {agent}", 6))).Open[0].Row.Id);
        Assert.All(drawn.GroupBy(id => id), group => Assert.InRange(group.Count(), 6, 40));
    }

    [Fact]
    public void Nobody_and_no_tickets_are_no_plan() => Assert.Equal((0, 0), (Plan([]).Places, Plan([Row("x", "ann", 6) with { Agent = null }]).Places));
}
