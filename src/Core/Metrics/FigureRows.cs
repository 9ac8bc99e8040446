using Deskmeter.Facts;
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
    /// <param name="skip">How many rows come before the page.</param>
    /// <param name="take">How many rows the page has at the most.</param>
    /// <param name="cancellation">Interrupts the statement.</param>
    /// <exception cref="UsageException">The question names a KPI, slice or setting that there is not.</exception>
    public FigureRowPage Read(MetricQuery query, int skip, int take, CancellationToken cancellation = default)
    {
        var asked = query.Kpis is [var only] ? catalogue.Get(only) : throw new UsageException("Tickets are listed for one KPI at a time.", "kpi");
        var metric = Counted(asked);
        var asOf = query.AsOf ?? throw new ArgumentException("The question names no instant.", nameof(query));
        var statement = new FigureRowSql(metric, asked, schema.Find(metric.Fact!)!, query, Context(query, asOf), Settings(query, metric)).Write(skip, take);
        var (total, rows) = (0L, new List<FigureRow>());
        foreach (var row in facts.Query(statement, cancellation))
        {
            total = (long)row[0]!;
            if (row[1] is string unit) rows.Add(Row(unit, row));
        }

        return new FigureRowPage(metric.Id, asOf, total, rows);
    }

    /// <summary>A formula has no rows of its own; those of its first part are the nearest thing.</summary>
    private Metric Counted(Metric metric)
    {
        while (metric.Formula is { } formula) metric = catalogue.Get(formula.Walk().OfType<MetricNode>().First().Id);
        return metric;
    }

    private PlanContext Context(MetricQuery query, Instant asOf) =>
        new(new Timeline(DateTimeZoneProviders.Tzdb[MetricQueryText.Zone(query.Zone ?? settings.Zone)], asOf), settings.DateTimeZone);

    private static IReadOnlyDictionary<string, double> Settings(MetricQuery query, Metric metric) => new MetricSettings(query.Params, [metric]).Of(metric);

    private static FigureRow Row(string unit, object?[] row)
    {
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        return new FigureRow(unit[..slash], (string)row[2]!, row[3] as Instant?, Number(row[4]), row[5] as string, row[6] as string, row[7] as string, row[8] as string);
    }

    private static double? Number(object? value) => value switch
    {
        null => null,
        bool yes => yes ? 1 : 0,
        long number => number,
        double number => number,
        decimal number => (double)number,
        _ => null,
    };
}
