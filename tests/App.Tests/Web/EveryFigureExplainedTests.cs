using System.Globalization;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Explanation;
using Deskmeter.Metrics.Expression;
using Deskmeter.Store;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>Every KPI of the catalogue over the fictional shop: the rows told of are exactly those of the figure, and none is forgotten.</summary>
[Collection(BoardCollection.Name)]
public class EveryFigureExplainedTests(BoardServer server)
{
    private const string FirstDay = "2026-10-01", DayAfterLast = "2026-11-01";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "")]
    [InlineData("channel=email", "\"channel\" = 'email'")]
    public void As_many_rows_are_counted_as_the_figure_says_and_none_of_the_range_is_forgotten(string? filter, string condition)
    {
        var seen = 0;
        foreach (var metric in server.Workspace.Catalogue.All.Where(metric => metric is { Formula: null, MinGroup: null }))
        {
            if (filter is not null && !server.Workspace.Catalogue.SlicesOf(metric).Contains("channel")) continue;
            var told = Explain(metric.Id, filter is null ? [] : [FilterText.Read(filter)]);
            var row = told.Answer.Rows.Where(each => each.Status is not (ValueStatus.MixedScales or ValueStatus.MixedCurrencies)).ToList();
            var counted = told.Counted!;
            var n = row.Sum(each => each.N ?? 0);
            // A share of counts stands on all that is in it, other quotients on what is divided.
            var standsOn = counted.Terms.Count < 2 ? counted.Total : (IsShareOfCounts(metric.Measure) ? counted.Terms[^1] : counted.Terms[0]).Rows;
            Assert.True(n == standsOn, $"{metric.Id}: {n} are counted and {standsOn} told of.");
            if (metric.Measure is BinaryNode { Operator: BinaryOperator.Divide, Right: AggregateNode { Function: AggregateFunction.Count } })
                Assert.Equal(row.Sum(each => each.Denominator ?? 0), counted.Terms[^1].Rows);
            Assert.Equal(row.Sum(each => each.Pending ?? 0), told.LeftOut.Where(rows => rows.Reason == LeftOutReason.Pending).Sum(rows => rows.Count));
            var candidates = Candidates(metric, condition);
            var all = counted.Total + told.LeftOut.Where(rows => rows.IsCandidate).Sum(rows => rows.Count);
            Assert.True(candidates == all, $"{metric.Id}: {candidates} rows are in the range, and {all} are told of.");
            Assert.All(told.LeftOut, rows => Assert.Equal(Math.Min(3, rows.Count), rows.Examples.Count));
            seen++;
        }

        Assert.InRange(seen, 30, int.MaxValue);
    }

    [Fact]
    public void The_listed_values_give_the_figure()
    {
        foreach (var metric in server.Workspace.Catalogue.All.Where(metric => metric is { Formula: null, MinGroup: null, NotPooled: null }))
        {
            if (metric.Measure is not AggregateNode aggregate) continue;
            var told = Explain(metric.Id, [], take: 1_000_000);
            var values = told.Counted!.Rows.Select(row => row.Value).OfType<double>().Order().ToList();
            var figure = told.Answer.Rows[0].Value;
            var expected = Figure(aggregate, values, told.Counted.Rows.Count, figure);
            Assert.True(expected == figure || Math.Abs(expected!.Value - figure!.Value) <= 1e-9 * Math.Abs(figure.Value), $"{metric.Id} is {figure}, its rows give {expected}.");
        }
    }

    [Fact]
    public void Every_formula_is_written_out_and_each_of_its_parts_explained()
    {
        foreach (var metric in server.Workspace.Catalogue.All.Where(metric => metric.Formula is not null))
        {
            var told = Explain(metric.Id, []);
            Assert.Equal(told.Answer.Rows.Count, told.Calculations.Count);
            Assert.All(told.Calculations, calculation => Assert.NotNull(calculation));
            Assert.Equal(metric.Formula!.Walk().OfType<MetricNode>().Select(part => part.Id).Distinct().Order(), told.Parts.Select(part => part.Metric.Id).Distinct().Order());
            var direct = metric.Formula!.Children().OfType<MetricNode>().Select(node => node.Id).ToList();
            foreach (var part in told.Parts.Where(part => part.Role is null && direct.Contains(part.Metric.Id) && part.Answer.Rows.Count == told.Answer.Rows.Count))
            {
                var value = part.Answer.Rows[0].Value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "unknown";
                Assert.Contains($"{part.Metric.Id} {value}", told.Calculations[0], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Rows_of_protected_people_are_not_listed_by_any_way()
    {
        foreach (var metric in server.Workspace.Catalogue.All.Where(metric => metric.MinGroup is not null))
        {
            Assert.True(Explain(metric.Id, []).IsWithheld);
            var page = server.Workspace.Rows(Query(metric.Id, []), new RowWindow(RowOrder.Worst, 0, 10), Cancellation);
            Assert.True(page is { IsWithheld: true, Rows.Count: 0, Total: 0 }, metric.Id);
        }
    }

    private FigureExplanation Explain(string kpi, IReadOnlyList<Filter> where, int take = 5) =>
        server.Workspace.ExplainFigure(Query(kpi, where), 0, take, Cancellation);

    private static MetricQuery Query(string kpi, IReadOnlyList<Filter> where) => new()
    {
        Kpis = [kpi],
        From = new LocalDate(2026, 10, 1),
        To = new LocalDate(2026, 11, 1),
        Where = where,
    };

    /// <summary>The rows that could count, by a statement of its own.</summary>
    private long Candidates(Metric metric, string condition)
    {
        var first = server.Workspace.Schema.Find(metric.Fact!)!.Columns.First(column => column.Role == ColumnRole.Anchor).Of;
        var dated = metric.DatedBy switch
        {
            Dating.At at => $"{at.Anchor}_on between '{FirstDay}' and cast('{DayAfterLast}' as date) - 1",
            Dating.Between between => $"\"{between.From}_on\" < '{DayAfterLast}' and coalesce(\"{between.Until}_on\", '9999-01-01') >= '{DayAfterLast}'",
            _ => $"{first}_at is not null",
        };
        var where = condition.Length == 0 ? dated : $"{dated} and {condition}";
        return (long)server.Workspace.Rows(new SqlStatement($"select count(*) from \"{metric.Fact}\" where {where}", []), Cancellation).Single()[0]!;
    }

    private static bool IsShareOfCounts(Node? measure) =>
        measure is BinaryNode { Operator: BinaryOperator.Divide, Left: var part, Right: var whole } && IsCount(part) && IsCount(whole);

    private static bool IsCount(Node node) => node is AggregateNode { Function: AggregateFunction.Count or AggregateFunction.CountDistinct };

    private static double? Figure(AggregateNode aggregate, List<double> sorted, int rows, double? otherwise) => aggregate.Function switch
    {
        AggregateFunction.Count => rows,
        AggregateFunction.CountDistinct => otherwise, // the words that are counted are not in the list
        AggregateFunction.Sum => sorted.Count == 0 ? otherwise : sorted.Sum(),
        _ when sorted.Count == 0 => null,
        AggregateFunction.Mean or AggregateFunction.Share => sorted.Average(),
        AggregateFunction.Min => sorted[0],
        AggregateFunction.Max => sorted[^1],
        AggregateFunction.Nps => 100.0 * (sorted.Count(score => score >= 9) - sorted.Count(score => score <= 6)) / sorted.Count,
        AggregateFunction.Median => Quantile(sorted, 0.5),
        _ => Quantile(sorted, aggregate.Fraction!.Value),
    };

    private static double Quantile(List<double> sorted, double fraction)
    {
        var place = fraction * (sorted.Count - 1);
        var low = (int)place;
        return low + 1 == sorted.Count ? sorted[low] : sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }
}
