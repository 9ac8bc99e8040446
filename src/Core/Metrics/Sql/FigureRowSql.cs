using Deskmeter.Facts;
using Deskmeter.Metrics.Expression;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Metrics.Sql;

/// <summary>Writes the statement that lists the rows behind one figure.</summary>
/// <param name="metric">A KPI with a measure.</param>
/// <param name="asked">The KPI in whose name it is asked, for errors and for what is worse.</param>
internal sealed class FigureRowSql(
    Metric metric, Metric asked, FactTable fact, MetricQuery query, PlanContext context, IReadOnlyDictionary<string, double> settings)
{
    private readonly SqlParameters _parameters = new();
    private readonly Bucket _range = context.Timeline.Of(query.From, query.To, Grain.Total).Buckets[0];

    /// <summary>The count of all rows in every row, then the page; one row without a unit where the page is empty.</summary>
    public SqlStatement Write(int skip, int take)
    {
        var anchor = metric.DatedBy is Dating.At at
            ? AnchorSql.Of(at.Anchor, fact, context, _range.Start, _range.End) : null;
        var expressions = new ExpressionSql(fact, MetricPlan.ClockOf(metric, query.Clock) ?? Clock.Calendar, settings, _parameters, Period());
        // Of several aggregates the first is the numerator.
        var aggregate = metric.Measure!.Walk().OfType<AggregateNode>().FirstOrDefault();
        var value = aggregate?.Argument is { } argument ? expressions.Write(argument) : null;
        List<string> conditions = [.. Dated(anchor), .. Filters(anchor)];
        if (metric.Where is { } where) conditions.Add(expressions.Write(where));
        if (aggregate?.Where is { } own) conditions.Add(expressions.Write(own));
        if (value is not null) conditions.Add($"({value}) is not null");
        var isCounted = aggregate is null or { Function: AggregateFunction.Count or AggregateFunction.CountDistinct };
        var rows = $"select {string.Join(", ", Columns(isCounted ? null : value))} from {SqlText.Name(fact.Name)} where {SqlText.And(conditions)}";
        // Of a rate, the rows that pull it to the bad side come first.
        var order = $"value {(asked.Better == Better.Higher ? "asc" : "desc")} nulls last, happened desc nulls last, unit, ticket";
        var page = $"select * from found order by {order} limit {SqlText.Number(take)} offset {SqlText.Number(skip)}";
        return new SqlStatement($"with found as ({rows}), page as ({page}) "
            + $"select (select count(*) from found), page.* from (select 1) left join page on true order by {order}", _parameters.Values);
    }

    private IEnumerable<string> Columns(string? value)
    {
        yield return $"{SqlText.Name(fact.Table.Unit.Name)} as unit";
        yield return $"{SqlText.Name("ticket_id")} as ticket";
        yield return $"{SqlText.Name($"{AnchorName}_at")} as happened";
        yield return $"{value ?? "cast(null as bigint)"} as value";
        yield return Column("channel", "channel");
        yield return Column("priority", "priority");
        yield return Column($"{metric.Attribution}_id", "agent");
        yield return Column($"{metric.Attribution}_team", "team");
    }

    private string AnchorName => metric.DatedBy switch
    {
        Dating.At at => at.Anchor,
        Dating.Between between => between.From,
        _ => fact.Columns.First(column => column.Role == ColumnRole.Anchor).Of!,
    };

    private string Column(string name, string alias) =>
        $"{(fact.Find(name) is null ? "cast(null as varchar)" : SqlText.Name(name))} as {SqlText.Name(alias)}";

    private IEnumerable<string> Dated(AnchorSql? anchor)
    {
        switch (metric.DatedBy)
        {
            case Dating.Between between:
                var until = SqlText.Name($"{between.Until}_at");
                yield return $"{SqlText.Name($"{between.From}_at")} < {SqlText.Timestamp(_range.Until)}";
                yield return $"({until} is null or {until} >= {SqlText.Timestamp(_range.Until)})";
                break;
            case Dating.Now:
                yield return $"{SqlText.Name($"{AnchorName}_at")} < {SqlText.Timestamp(context.Timeline.Limit)}";
                break;
            default:
                yield return $"{anchor!.At} >= {SqlText.Timestamp(_range.Start)} and {anchor.At} < {SqlText.Timestamp(_range.Until)}";
                if (Youngest() is { } youngest) yield return $"{anchor.At} <= {SqlText.Timestamp(youngest)}";
                break;
        }
    }

    /// <summary>Rows that are younger are pending: they are not in the figure yet.</summary>
    private Instant? Youngest() => metric.MaturesAfter switch
    {
        ParameterNode setting => context.Timeline.Limit - Duration.FromSeconds(1 + settings[setting.Name]),
        NumberNode number => context.Timeline.Limit - Duration.FromSeconds(1 + number.Value),
        _ => null,
    };

    private IEnumerable<string> Filters(AnchorSql? anchor) => query.Where.Select(filter =>
        FilterSql.Write(filter, FactSlices.Find(metric, fact, filter.Slice, asked.Id, "where"), anchor, _parameters));

    private PeriodSql Period()
    {
        var end = metric.DatedBy is Dating.Between ? _range.AgeEnd : context.Timeline.Limit - Duration.FromSeconds(1);
        return new PeriodSql(() => SqlText.Date(_range.From), () => SqlText.Date(_range.To), () => SqlText.Number(end.ToUnixTimeSeconds()));
    }
}
