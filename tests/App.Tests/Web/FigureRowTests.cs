using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class FigureRowTests(BoardServer server)
{
    /// <summary>Every KPI over one fact whose rows may be listed and pooled, on both clocks and through a filter: as many rows as its n says.</summary>
    [Theory]
    [InlineData(Clock.Calendar, null)]
    [InlineData(Clock.Business, null)]
    [InlineData(Clock.Calendar, "email")]
    public void As_many_rows_are_behind_a_figure_as_it_says(Clock clock, string? channel)
    {
        var metrics = server.Workspace.Catalogue.All.Where(metric => metric is { Formula: null, By: null, MinGroup: null, NotPooled: null }
            && (channel is null || server.Workspace.Catalogue.SlicesOf(metric).Contains("channel"))).ToList();
        var query = new MetricQuery
        {
            Kpis = [.. metrics.Select(metric => metric.Id)],
            From = new LocalDate(2026, 9, 1),
            To = new LocalDate(2026, 11, 1),
            Clock = clock,
            Where = channel is null ? [] : [new Filter("channel", [channel])],
        };
        foreach (var row in server.Workspace.Run(query, TestContext.Current.CancellationToken).Rows)
        {
            var metric = metrics.Single(metric => metric.Id == row.Kpi);
            if (metric.Measure is not AggregateNode) continue;
            var page = server.Workspace.Rows(query with { Kpis = [row.Kpi] }, new RowWindow(RowOrder.Worst, 0, 1), TestContext.Current.CancellationToken);
            Assert.True(row.N == page.Total, $"{row.Kpi}: {row.N} are counted and {page.Total} listed.");
        }
    }

    [Fact]
    public void The_middle_of_the_rows_is_the_median()
    {
        var query = new MetricQuery { Kpis = ["first_response_time"], From = new LocalDate(2026, 10, 1), To = new LocalDate(2026, 11, 1) };
        var row = server.Workspace.Run(query, TestContext.Current.CancellationToken).Rows.Single();
        var values = server.Workspace.Rows(query, new RowWindow(RowOrder.Worst, 0, 10_000), TestContext.Current.CancellationToken).Rows.Select(each => each.Value!.Value).Order().ToList();
        Assert.Equal(row.Value, (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2);
    }

    [Fact]
    public void Rows_come_the_worst_or_the_newest_first()
    {
        var query = new MetricQuery { Kpis = ["csat_average"], From = new LocalDate(2026, 9, 1), To = new LocalDate(2026, 11, 1) };
        var worst = server.Workspace.Rows(query, new RowWindow(RowOrder.Worst, 0, 50), TestContext.Current.CancellationToken).Rows;
        var newest = server.Workspace.Rows(query, new RowWindow(RowOrder.Newest, 0, 50), TestContext.Current.CancellationToken).Rows;
        Assert.Equal(worst.Select(row => row.Value).Order(), worst.Select(row => row.Value));
        Assert.Equal(newest.Select(row => row.At).OrderDescending(), newest.Select(row => row.At));
        Assert.NotEqual(worst[0].Id, newest[0].Id);
    }

    [Fact]
    public void A_formula_lists_the_rows_of_its_first_part()
    {
        var query = new MetricQuery { Kpis = ["net_flow"], From = new LocalDate(2026, 10, 1), To = new LocalDate(2026, 11, 1) };
        Assert.Equal("tickets_created", server.Workspace.Rows(query, new RowWindow(RowOrder.Worst, 0, 1), TestContext.Current.CancellationToken).Kpi);
    }
}
