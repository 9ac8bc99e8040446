using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics.Expression;
using Deskmeter.Metrics.Formulas;
using Deskmeter.Metrics.Sql;
using Deskmeter.Settings;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>Answers questions about KPIs from the facts: the one way to a figure, whoever asks.</summary>
/// <param name="asOfDefault">The instant up to which is counted when a question names none.</param>
public sealed class MetricEngine(
    MetricCatalogue catalogue, FactSchema schema, IFactStore facts, WorkspaceSettings settings, Func<Instant> asOfDefault)
{
    private readonly Lazy<Func<Instant, Instant, IEnumerable<(Instant From, Instant To)>>?> _open = new(() =>
        settings.DefaultCalendar is { } name && settings.Calendars.TryGetValue(name, out var calendar) ? new BusinessHours(calendar).Open : null);

    /// <summary>The figures asked for: every period of the range, and every member seen in it or in its comparison.</summary>
    /// <exception cref="UsageException">The question names a KPI, slice, zone or setting that there is not, or periods that do not go.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MetricResult Run(MetricQuery query, CancellationToken cancellation = default)
    {
        if (query.Kpis.Count == 0) throw new UsageException("No KPI was asked for.", "kpi");
        if (query.From >= query.To)
            throw new UsageException($"The range from {PeriodLabel.Date(query.From)} to {PeriodLabel.Date(query.To)} has no days: 'to' is the date after the last.", "to");
        var metrics = query.Kpis.Select(catalogue.Get).ToList();
        var involved = metrics.SelectMany(Involved).DistinctBy(metric => metric.Id).ToList();
        foreach (var metric in involved) PeriodRules.Check(metric, metric.Fact is { } fact ? schema.Find(fact) : null, query);
        foreach (var metric in metrics) CheckPeople(metric, query);
        var zone = DateTimeZoneProviders.Tzdb[MetricQueryText.Zone(query.Zone ?? settings.Zone)];
        var chosen = new MetricSettings(query.Params, involved);
        query = query with
        {
            By = [.. query.By.Distinct()],
            Zone = zone.Id,
            AsOf = query.AsOf ?? asOfDefault(),
            Params = chosen.Echo(involved),
        };
        return Answer(query, metrics, zone, chosen, cancellation);
    }

    private MetricResult Answer(MetricQuery query, List<Metric> metrics, DateTimeZone zone, MetricSettings chosen, CancellationToken cancellation)
    {
        var timeline = new Timeline(zone, query.AsOf!.Value);
        var plan = new MetricPlan(schema, new PlanContext(timeline, settings.DateTimeZone), query, chosen);
        var evaluator = new FormulaEvaluator(catalogue, timeline, plan, chosen, new OpenHours(zone, _open.Value));
        var answer = new MetricAnswer(evaluator, plan, timeline, query);
        answer.Ask(metrics);
        plan.Run(facts, cancellation);
        return new MetricResult(query, query.AsOf.Value, answer.Rows(metrics), plan.Statements);
    }


    /// <summary>A formula whose parts mean different people by an agent has no agents.</summary>
    private static void CheckPeople(Metric metric, MetricQuery query)
    {
        if (metric.Formula is null || metric.Attribution is not null) return;
        var asked = query.By.Select(word => (Word: word, Field: "by")).Concat(query.Where.Select(filter => (Word: filter.Slice, Field: "where")));
        var (slice, field) = asked.FirstOrDefault(pair => pair.Word is "agent" or "team");
        if (slice is not null) throw new UsageException($"'{metric.Id}' has no slice '{slice}': its parts mean different people by it.", field);
    }

    private IEnumerable<Metric> Involved(Metric metric) =>
        (metric.Formula?.Walk().OfType<MetricNode>() ?? []).SelectMany(part => Involved(catalogue.Get(part.Id))).Prepend(metric);
}
