using Deskmeter.Facts;
using Deskmeter.Metrics.Explanation;
using Deskmeter.Metrics.Expression;
using Deskmeter.Metrics.Sql;
using Deskmeter.Settings;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>Reads the rows behind a figure: the same fact, date, conditions and filters as the figure itself.</summary>
public sealed class FigureRows(MetricCatalogue catalogue, FactSchema schema, IFactStore facts, WorkspaceSettings settings)
{
    /// <summary>A page of the rows behind the KPI that a question asks for, over its whole range.</summary>
    /// <param name="query">Of one KPI; grain, slices and comparison do not matter. As_of is named.</param>
    /// <param name="window">Which of them.</param>
    /// <param name="cancellation">Interrupts the statement.</param>
    /// <exception cref="UsageException">The question names a KPI, slice or setting that there is not.</exception>
    public FigureRowPage Read(MetricQuery query, RowWindow window, CancellationToken cancellation = default)
    {
        var asked = query.Kpis is [var only] ? catalogue.Get(only) : throw new UsageException($"Rows are listed for one KPI at a time.", "kpi");
        var metric = Counted(asked);
        var asOf = query.AsOf ?? throw new ArgumentException("The question names no instant.", nameof(query));
        _ = new MetricSettings(query.Params, [.. Parts(asked)]);
        if (metric.MinGroup is not null) return new FigureRowPage(metric.Id, asOf, 0, []) { IsWithheld = true };
        var (total, rows, _) = Page(metric, asked, query, window, cancellation);
        return new FigureRowPage(metric.Id, asOf, total, rows);
    }

    /// <summary>What became of the rows of a KPI with a measure: those counted, those left out, and what ran.</summary>
    internal (CountedRows Counted, IReadOnlyList<LeftOutRows> LeftOut, IReadOnlyList<SqlStatement> Statements) Account(
        Metric metric, MetricQuery query, int skip, int take, int examples, CancellationToken cancellation)
    {
        var (total, rows, page) = Page(metric, metric, query, new RowWindow(RowOrder.Worst, skip, take), cancellation);
        var statements = new List<SqlStatement> { page };
        var terms = new List<CountedTerm>();
        var sql = Sql(metric, metric, query);
        if (sql.Aggregates.Count > 0)
        {
            statements.Add(sql.TermCounts());
            var counts = facts.Query(statements[^1], cancellation).Single();
            terms.AddRange(sql.Aggregates.Select((aggregate, place) => new CountedTerm(ExpressionText.Write(aggregate), counts[place] as long? ?? 0)));
        }

        return (new CountedRows(total, terms, skip, rows), LeftOut(metric, query, examples, statements, cancellation), statements);
    }

    private (long Total, List<FigureRow> Rows, SqlStatement Statement) Page(
        Metric metric, Metric asked, MetricQuery query, RowWindow window, CancellationToken cancellation)
    {
        var (sql, fact) = (Sql(metric, asked, query), schema.Find(metric.Fact!)!);
        var statement = sql.Page(window);
        var (total, rows) = (0L, new List<FigureRow>());
        foreach (var row in facts.Query(statement, cancellation))
        {
            total = (long)row[0]!;
            if (row[1] is string) rows.Add(FigureRowReader.Read(fact, row, 1, sql.Aggregates.Count));
        }

        return (total, rows, statement);
    }

    private List<LeftOutRows> LeftOut(Metric metric, MetricQuery query, int examples, List<SqlStatement> statements, CancellationToken cancellation)
    {
        var (fact, leftOut) = (schema.Find(metric.Fact!)!, new List<LeftOutRows>());
        var sql = Sql(metric, metric, query);
        var reasons = sql.Reasons();
        if (reasons.Count > 0) Read(fact, sql.LeftOut(reasons, examples), reasons);
        if (metric.DatedBy is Dating.At at && Sql(metric, metric, query).NotDated(examples) is { } notDated)
            Read(fact, notDated, [RowReason.Of(LeftOutReason.NotDated, "") with { Words = _ => $"{at.Anchor} has not happened" }]);
        if (metric.DatedBy is Dating.Now) return leftOut;
        foreach (var (excluded, statement) in new ExcludedRows(schema, Context(query), query).Statements(fact, examples))
            Read(excluded, statement, [RowReason.Of(LeftOutReason.Excluded, "") with { Words = reason => reason }]);
        return leftOut;

        void Read(FactTable from, SqlStatement statement, IReadOnlyList<RowReason> known)
        {
            const int First = 1, Reason = 9, Detail = 10;
            statements.Add(statement);
            foreach (var group in facts.Query(statement, cancellation).GroupBy(row => (Reason: (long)row[Reason]!, Detail: row[Detail] as string, Count: (long)row[0]!)))
            {
                var reason = known[(int)group.Key.Reason];
                leftOut.Add(new LeftOutRows(
                    reason.Reason, reason.Condition, reason.Words(group.Key.Detail), group.Key.Count, [.. group.Select(row => FigureRowReader.Read(from, row, First))]));
            }
        }
    }

    /// <summary>A formula has no rows of its own; those of its first part are the nearest thing.</summary>
    private Metric Counted(Metric metric)
    {
        while (metric.Formula is { } formula) metric = catalogue.Get(formula.Walk().OfType<MetricNode>().First().Id);
        return metric;
    }

    private IEnumerable<Metric> Parts(Metric metric) =>
        (metric.Formula?.Walk().OfType<MetricNode>() ?? []).SelectMany(part => Parts(catalogue.Get(part.Id))).Prepend(metric);

    /// <summary>Of one statement: its parameters are its own.</summary>
    private CountingSql Sql(Metric metric, Metric asked, MetricQuery query) =>
        new(metric, asked, schema.Find(metric.Fact!)!, query, Context(query), new MetricSettings(OwnSettings(metric, query), [metric]).Of(metric));

    /// <summary>The question's settings that are this KPI's: a formula's question names those of all its parts.</summary>
    private static Dictionary<string, string> OwnSettings(Metric metric, MetricQuery query) => query.Params
        .Where(pair => metric.Parameters.Any(setting => pair.Key == setting.Name || pair.Key == $"{metric.Id}.{setting.Name}"))
        .ToDictionary(pair => pair.Key, pair => pair.Value);

    private PlanContext Context(MetricQuery query) =>
        new(new Timeline(DateTimeZoneProviders.Tzdb[MetricQueryText.Zone(query.Zone ?? settings.Zone)], query.AsOf!.Value), settings.DateTimeZone);
}
