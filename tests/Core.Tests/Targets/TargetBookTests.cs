using Deskmeter.Metrics;
using Deskmeter.Targets;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Targets;

public class TargetBookTests
{
    private static readonly Metric Wait = new() { Id = "wait", Family = "speed", Unit = MetricUnit.Duration, Better = Better.Lower, Target = 86400 };

    private static readonly Metric Solved = new()
    {
        Id = "solved",
        Family = "volume",
        Unit = MetricUnit.Count,
        Better = Better.Higher,
        IsAmount = true,
        Accumulates = true,
        DatedBy = new Dating.At("resolved"),
    };

    [Fact]
    public void Until_somebody_sets_one_the_shipped_target_holds()
    {
        Assert.Equal(new Goal(86400, null), Goal(Wait, [], "2026-10-01", "2026-11-01"));
        Assert.Null(Goal(Solved, [], "2026-10-01", "2026-11-01"));
    }

    [Fact]
    public void What_applied_then_is_not_changed_by_a_new_target()
    {
        Target[] set = [Of(Wait, 3600, "2026-01-01"), Of(Wait, 1800, "2026-10-15")];
        Assert.Equal(86400, Goal(Wait, set, "2025-12-01", "2026-01-01")?.Value);
        Assert.Equal(3600, Goal(Wait, set, "2026-09-01", "2026-10-01")?.Value);
        Assert.Equal(3600, Goal(Wait, set, "2026-10-01", "2026-10-15")?.Value);
        Assert.Equal(1800, Goal(Wait, set, "2026-10-01", "2026-10-16")?.Value);
    }

    [Fact]
    public void A_target_can_end_and_the_shipped_one_does_not_come_back()
    {
        Target[] set = [Of(Wait, 3600, "2026-01-01"), Of(Wait, null, "2026-06-01")];
        Assert.Equal(3600, Goal(Wait, set, "2026-05-01", "2026-06-01")?.Value);
        Assert.Null(Goal(Wait, set, "2026-06-01", "2026-07-01"));
        Assert.Null(new TargetBook(set).Of(Wait, new LocalDate(2026, 7, 1)));
    }

    [Fact]
    public void A_members_own_target_comes_before_that_of_everything()
    {
        Target[] set = [Of(Wait, 3600, "2026-01-01"), Of(Wait, 7200, "2026-01-01", of: "channel=email")];
        Assert.Equal(7200, Goal(Wait, set, "2026-10-01", "2026-11-01", where: "channel=email")?.Value);
        Assert.Equal(3600, Goal(Wait, set, "2026-10-01", "2026-11-01", where: "channel=chat")?.Value);
        Assert.Equal(3600, Goal(Wait, set, "2026-10-01", "2026-11-01", where: "channel!=email")?.Value);
        Assert.Equal(3600, Goal(Wait, set, "2026-10-01", "2026-11-01", where: "channel=email,chat")?.Value);
        var row = Row(Wait, "2026-10-01", "2026-11-01") with { Slice = new Dictionary<string, string?> { ["channel"] = "email" } };
        Assert.Equal(7200, new TargetBook(set).Of(Wait, Query(null), row)?.Value);
    }

    [Fact]
    public void An_amounts_target_judges_nothing_smaller_than_it_was_set_for()
    {
        Target[] set = [Of(Solved, 300, "2026-01-01"), Of(Solved, 100, "2026-01-01", of: "team=Returns")];
        Assert.Equal(300, Goal(Solved, set, "2026-11-01", "2026-12-01")?.Value);
        Assert.Equal(100, Goal(Solved, set, "2026-11-01", "2026-12-01", where: "team=Returns")?.Value);
        Assert.Null(Goal(Solved, set, "2026-11-01", "2026-12-01", where: "team=Orders"));
    }

    [Fact]
    public void What_adds_up_is_held_to_as_much_as_its_range_is_of_the_period()
    {
        Target[] set = [Of(Solved, 300, "2026-01-01")];
        Assert.Equal(10, Goal(Solved, set, "2026-11-05", "2026-11-06")?.Value);
        Assert.Equal(900, Goal(Solved, set, "2026-09-01", "2026-12-01")?.Value);
        // 3 of 31 days of October and 4 of 30 of November.
        Assert.Equal(300 * ((3 / 31d) + (4 / 30d)), Goal(Solved, set, "2026-10-29", "2026-11-05")!.Value, 9);
    }

    [Fact]
    public void Of_several_periods_the_one_that_suits_the_range_holds()
    {
        Target[] set = [Of(Wait, 60, "2026-01-01"), Of(Wait, 50, "2026-01-01", TargetPeriod.Quarter), Of(Wait, 40, "2026-01-01", TargetPeriod.Year)];
        Assert.Equal(60, Goal(Wait, set, "2026-10-01", "2026-10-29")?.Value);
        Assert.Equal(50, Goal(Wait, set, "2026-07-01", "2026-10-01")?.Value);
        Assert.Equal(40, Goal(Wait, set, "2025-11-01", "2026-11-01")?.Value);
    }

    [Theory]
    [InlineData(250, false, TargetState.Missed)]
    [InlineData(250, true, TargetState.None)]
    [InlineData(310, true, TargetState.Met)]
    public void What_still_adds_up_is_missed_only_when_its_period_is_over(double value, bool isOpen, TargetState state) =>
        Assert.Equal(state, TargetJudgement.Of(Solved, Row(Solved, "2026-11-01", "2026-12-01") with { Value = value, Provisional = isOpen }, 300));

    private static Goal? Goal(Metric metric, Target[] set, string from, string to, string? where = null) =>
        new TargetBook(set).Of(metric, Query(where), Row(metric, from, to));

    private static Target Of(Metric metric, double? value, string from, TargetPeriod period = TargetPeriod.Month, string? of = null) => new()
    {
        Kpi = metric.Id,
        Value = value,
        ValidFrom = MetricQueryText.Date("from", from),
        Period = period,
        Of = of is null ? null : FilterText.Read(of),
    };

    private static MetricQuery Query(string? where) => new()
    {
        Kpis = ["any"],
        From = new LocalDate(2026, 1, 1),
        To = new LocalDate(2027, 1, 1),
        Where = where is null ? [] : [FilterText.Read(where)],
    };

    private static MetricRow Row(Metric metric, string from, string to) => new()
    {
        Kpi = metric.Id,
        Definition = metric.Id,
        Period = "total",
        From = MetricQueryText.Date("from", from),
        To = MetricQueryText.Date("to", to),
        Slice = new Dictionary<string, string?>(),
        Unit = metric.Unit,
    };
}
