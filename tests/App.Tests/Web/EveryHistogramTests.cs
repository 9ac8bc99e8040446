using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class EveryHistogramTests(BoardServer server)
{
    [Theory]
    [InlineData(Clock.Calendar, null, null)]
    [InlineData(Clock.Business, null, "Asia/Tokyo")]
    [InlineData(Clock.Calendar, "channel", null)]
    public void Its_bins_hold_exactly_the_rows_of_the_figure(Clock clock, string? by, string? zone)
    {
        var metrics = server.Workspace.Catalogue.All.Where(metric => metric.By is null && (by is null || server.Workspace.Catalogue.SlicesOf(metric).Contains(by))).ToList();
        var answer = server.Workspace.Run(
            new MetricQuery
            {
                Kpis = [.. metrics.Select(metric => metric.Id)],
                From = new LocalDate(2026, 10, 1),
                To = new LocalDate(2026, 11, 1),
                By = by is null ? [] : [by],
                Clock = clock,
                Zone = zone,
                Histogram = true,
            },
            TestContext.Current.CancellationToken);
        var withBins = answer.Rows.Where(row => row.Histogram is not null).ToList();
        Assert.All(withBins, row => Assert.True(row.N == row.Histogram!.Sum(bin => bin.N), $"{row.Kpi}: n {row.N}, {row.Histogram!.Sum(bin => bin.N)} in bins"));
        // A sum of times, or a calculation with several, has no row that is long or short by itself.
        var durations = metrics.Where(metric => metric is { Unit: MetricUnit.Duration, Measure: AggregateNode { Function: not AggregateFunction.Sum } }).Select(metric => metric.Id).ToList();
        Assert.Empty(durations.Except(withBins.Select(row => row.Kpi)));
        Assert.True(durations.Count > 10);
    }

    [Fact]
    public void A_bin_opens_exactly_its_rows()
    {
        var query = new MetricQuery { Kpis = [.. server.Workspace.Catalogue.All.Where(metric => metric.By is null).Select(metric => metric.Id)], From = new LocalDate(2026, 10, 1), To = new LocalDate(2026, 11, 1), Histogram = true };
        var checkedBins = 0;
        foreach (var row in server.Workspace.Run(query, TestContext.Current.CancellationToken).Rows.Where(row => row.Histogram is not null))
        {
            foreach (var bin in row.Histogram!.Where(bin => bin.N > 0).Take(2))
            {
                var window = new RowWindow(RowOrder.Worst, 0, 1) { Least = bin.From, Below = bin.To };
                var total = server.Workspace.Rows(query with { Kpis = [row.Kpi], Histogram = false }, window, TestContext.Current.CancellationToken).Total;
                Assert.True(bin.N == total, $"{row.Kpi} from {bin.From} below {bin.To}: {bin.N} in the bin, {total} listed");
                checkedBins++;
            }
        }

        Assert.True(checkedBins > 20);
    }
}
