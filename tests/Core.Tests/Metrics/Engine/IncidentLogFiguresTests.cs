using System.Globalization;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>Figures of a real incident log, against plain SQL over the rows of its file.</summary>
public sealed class IncidentLogFiguresTests(IncidentLogWorkspace log) : IClassFixture<IncidentLogWorkspace>
{
    private const string Year = "from=2016-01-01 to=2017-03-01";

    [Fact]
    public void Tickets_created_by_month_and_priority()
    {
        var expected = log.Sql("select strftime(opened, '%Y-%m'), priority, count(*) from incident group by 1, 2 order by 1, 2");
        var rows = log.Ask($"kpi=tickets_created {Year} grain=month by=priority");
        Same(expected, rows.Where(row => row.Value != 0), row => [row.Period, row.Slice["priority"], (long)row.Value!]);
        Assert.Equal(24_918, rows.Sum(row => row.Value));
    }

    [Theory]
    [InlineData("'total'", "total", "")]
    [InlineData("strftime(resolved, '%Y-%m')", "month", "")]
    [InlineData("strftime(resolved, '%G-W%V')", "week", "")]
    [InlineData("strftime(resolved, '%Y-%m')", "month", "priority")]
    [InlineData("'total'", "total", "impact")]
    [InlineData("'total'", "total", "urgency")]
    public void Resolution_time_as_median_mean_and_p90(string period, string grain, string slice)
    {
        var key = slice.Length == 0 ? "'-'" : slice;
        var expected = log.Sql(
            $"""
            select {period}, {key}, count(*), quantile_cont(epoch(resolved - opened), 0.5), avg(epoch(resolved - opened)), quantile_cont(epoch(resolved - opened), 0.9)
            from incident where resolved is not null group by 1, 2 order by 1, 2
            """);
        var rows = log.Ask($"kpi=resolution_time {Year} grain={grain}{(slice.Length == 0 ? "" : $" by={slice}")}");
        Same(expected, rows.Where(row => row.N > 0), row => [row.Period, slice.Length == 0 ? "-" : row.Slice[slice], row.N, row.Value, row.Mean, row.P90]);
        Assert.Equal(24_918 - 1_556, rows.Sum(row => row.N));
    }

    [Fact]
    public void Resolution_time_by_resolver()
    {
        var expected = log.Sql(
            """
            select resolved_by, count(*), quantile_cont(epoch(resolved - opened), 0.5) from incident where resolved is not null and resolved_by <> '?' group by 1 order by 1
            """);
        // Of the 26 without a stated resolver it is whoever made the update.
        var rows = log.Ask($"kpi=resolution_time {Year} by=agent").Where(row => row.Slice["agent"]!.StartsWith("Resolved by", StringComparison.Ordinal));
        Same(expected, rows, row => [row.Slice["agent"], row.N, row.Value]);
    }

    [Fact]
    public void Reopenings()
    {
        Assert.Equal((331d, 275d), (log.Ask($"kpi=tickets_reopened {Year}").Single().Value, log.Ask($"kpi=reopened_once {Year}").Single().Value));
        var expected = log.Sql($"{Stages} select strftime(updated, '%Y-%m'), count(*) from stage where was_resolved and not is_resolved group by 1 order by 1");
        Same(expected, log.Ask($"kpi=tickets_reopened {Year} grain=month").Where(row => row.Value != 0), row => [row.Period, (long)row.Value!]);
    }

    [Fact]
    public void The_backlog_at_the_end_of_every_day()
    {
        // In: opened, or opened again. Out: resolved; the last time when the source says so, else when it says that it was closed.
        var expected = log.Sql(
            $"""
            {Stages},
            entered as (select number, opened as instant from incident union all select number, updated from stage where was_resolved and not is_resolved),
            resolved as (select number, updated as instant, row_number() over (partition by number order by row desc) as back from stage where is_resolved and not was_resolved),
            gone as (select number, instant from resolved where back > 1 union all select number, coalesce(resolved, closed) from incident),
            day as (select cast(unnest(generate_series(date '2016-01-01', date '2017-02-18', interval 1 day)) as date) as day)
            select day, (select count(*) from entered where instant < day + 1) - (select count(*) from gone where instant < day + 1) from day order by 1
            """);
        var rows = log.Ask("kpi=unresolved_tickets from=2016-01-01 to=2017-02-19 grain=day");
        // The newest event is on the last day, which therefore still runs.
        Assert.True(rows[^1].Provisional);
        Same(expected, rows, row => [row.From, (long)row.Value!]);
    }

    [Fact]
    public void Sla_attainment_by_month()
    {
        var expected = log.Sql(
            """
            select strftime(coalesce(resolved, closed), '%Y-%m'), count(*), cast(count(*) filter (made_sla = 'true') as double), cast(count(*) filter (made_sla = 'true') as double) / count(*) from incident group by 1 order by 1
            """);
        var rows = log.Ask($"kpi=sla_attainment_resolution {Year} grain=month").Where(row => row.N > 0);
        Same(expected, rows, row => [row.Period, row.N, row.Numerator, row.Value]);
    }

    [Fact]
    public void Figures_made_of_messages_are_null_not_zero()
    {
        var rows = log.Ask($"kpi=first_response_time,response_time,one_reply_rate,one_touch_rate,messages_per_ticket,assign_to_reply {Year}");
        Assert.All(rows, row => Assert.Equal((null, ValueStatus.NoData), (row.Value, row.Status)));
    }

    [Fact]
    public void Slices_of_every_additive_kpi_add_up_to_its_total()
    {
        var (metrics, compared) = (log.Workspace.Catalogue.All.Where(metric => metric is { IsAdditive: true, By: null, DatedBy: not Dating.Now }), 0);
        foreach (var metric in metrics)
        {
            var total = log.Ask($"kpi={metric.Id} {Year} grain=quarter").Select(row => (row.Period, row.Value)).ToList();
            foreach (var slice in log.Workspace.Catalogue.SlicesOf(metric).Where(slice => slice != "tag"))
            {
                var parts = log.Ask($"kpi={metric.Id} {Year} grain=quarter by={slice}").GroupBy(row => row.Period).Select(period => (period.Key, Sum(period.Select(row => row.Value))));
                Assert.Equal(total, parts);
                compared++;
            }
        }

        Assert.True(compared > 100, $"only {compared} were compared");
    }

    [Fact]
    public void Flow_explains_the_change_of_the_backlog()
    {
        var stock = log.Ask("kpi=unresolved_tickets from=2015-12-01 to=2017-02-01 grain=month").Select(row => row.Value!.Value).ToList();
        var flow = log.Ask("kpi=net_flow from=2016-01-01 to=2017-02-01 grain=month").Select(row => row.Value!.Value);
        Assert.Equal(stock.Skip(1).Zip(stock, (now, before) => now - before), flow);
    }

    /// <summary>Each row with whether the incident counts as resolved after it and before it; an unknown state changes nothing.</summary>
    private const string Stages =
        """
        with known as (select *, case when incident_state <> '-100' then incident_state in ('Resolved', 'Closed') end as says from time),
        told as (select *, coalesce(last_value(says ignore nulls) over (partition by number order by row rows between unbounded preceding and current row), false) as is_resolved from known),
        stage as (select *, lag(is_resolved, 1, false) over (partition by number order by row) as was_resolved from told)
        """;

    private static void Same(IEnumerable<object?[]> expected, IEnumerable<MetricRow> rows, Func<MetricRow, object?[]> cells)
    {
        static string Line(object?[] cells) => string.Join(" | ", cells.Select(cell => cell switch
        {
            null => "-",
            double number => number.ToString("G10", CultureInfo.InvariantCulture),
            LocalDate date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
        }));
        Assert.Equal(expected.Select(Line), rows.Select(row => Line(cells(row))));
    }

    /// <summary>Null of nothing but nulls: a sum of no amounts is none, and not 0.</summary>
    private static double? Sum(IEnumerable<double?> values) => values.Aggregate((double?)null, (sum, value) => value is null ? sum : (sum ?? 0) + value);
}
