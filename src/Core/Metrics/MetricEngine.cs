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
/// <param name="targetOf">The target of a KPI's row in the answer to a question; null: the shipped one.</param>
/// <param name="keptFrom">The instant before which records were removed for good; null: none were.</param>
public sealed class MetricEngine(
    MetricCatalogue catalogue, FactSchema schema, IFactStore facts, WorkspaceSettings settings, Func<Instant> asOfDefault,
    Func<Metric, MetricQuery, MetricRow, double?>? targetOf = null, Func<Instant?>? keptFrom = null)
{
    private readonly Lazy<Func<Instant, Instant, IEnumerable<(Instant From, Instant To)>>?> _open = new(() =>
        settings.DefaultCalendar is { } name && settings.Calendars.TryGetValue(name, out var calendar) ? new BusinessHours(calendar).Open : null);

    /// <summary>The figures asked for: every period of the range, and every member seen in it or in its comparison.</summary>
    /// <exception cref="UsageException">The question names a KPI, slice, zone or setting that there is not, or periods that do not go.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MetricResult Run(MetricQuery query, CancellationToken cancellation = default)
    {
        var run = Prepare(query);
        run.Answer.Ask(run.Metrics);
        var guards = query.Guards ? AskGuards(run) : [];
        run.Plan.Run(facts, cancellation);
        return new MetricResult(run.Query, run.Query.AsOf!.Value, Rows(run, run.Metrics, cancellation), run.Plan.Statements)
        {
            Guards = [.. guards.Select(guard => guard.Answer with { Rows = guard.Answer.Refused is null ? Rows(run, [guard.Metric], cancellation) : [] })],
        };
    }

    /// <summary>
    /// The same question under several lists of further filters, each answered as if it were asked alone, and read in as many statements
    /// as one; but what was left out is not counted.
    /// </summary>
    /// <param name="query">Of KPIs with a measure that are never withheld and always pooled, compared with nothing.</param>
    /// <exception cref="UsageException">As <see cref="Run"/>, of any of the lists.</exception>
    public IReadOnlyList<MetricResult> RunEach(MetricQuery query, IReadOnlyList<IReadOnlyList<Filter>> selections, CancellationToken cancellation = default)
    {
        if (selections.Count == 0) return [];
        var run = Prepare(query with { By = [MetricQuery.SelectionWord, .. query.By], Selections = selections });
        if (run.Metrics.Find(metric => metric.Formula is not null || metric.MinGroup is not null || metric.NotPooled is not null) is { } other)
            throw new ArgumentException($"'{other.Id}' is not asked under several filters at once.", nameof(query));
        run.Answer.Ask(run.Metrics);
        run.Plan.Run(facts, cancellation);
        var rows = run.Answer.Rows(run.Metrics, cancellation).ToLookup(row => row.Slice[MetricQuery.SelectionWord]);
        return [.. selections.Select((filters, place) =>
        {
            var own = run.Query with { By = [.. query.By.Distinct()], Where = [.. query.Where, .. filters], Selections = [] };
            var judged = rows[SelectionName(place)].Select(row =>
                Judged(own, row with { Slice = row.Slice.Where(pair => pair.Key != MetricQuery.SelectionWord).ToDictionary() }));
            return new MetricResult(own, own.AsOf!.Value, [.. judged], run.Plan.Statements);
        })];
    }

    /// <summary>The member that a selection is.</summary>
    internal static string SelectionName(int place) => place.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The figures of one KPI, and for each how its formula made it of its parts; null for a measure.</summary>
    internal (MetricResult Result, IReadOnlyList<string?> Calculations) Calculate(MetricQuery query, CancellationToken cancellation)
    {
        var run = Prepare(query);
        var metric = run.Metrics.Single();
        var frame = run.Answer.FrameOf(metric);
        var calculation = metric.Formula is null ? null : new FormulaCalculation(run.Evaluator, metric, frame, run.Settings.Of(metric));
        run.Answer.Ask(run.Metrics);
        calculation?.Evaluate();
        run.Plan.Run(facts, cancellation);
        calculation?.Evaluate();
        var rows = Rows(run, run.Metrics, cancellation);
        return (new MetricResult(run.Query, run.Query.AsOf!.Value, rows, run.Plan.Statements), [.. rows.Select(row => calculation?.Text(new Member([.. frame.By.Select(slice => row.Slice[slice])])))]);
    }

    /// <summary>The figures of one KPI over the range for each member, and those that they are compared with.</summary>
    internal (MetricResult Result, IReadOnlyList<FigurePair> Pairs) Pairs(MetricQuery query, CancellationToken cancellation)
    {
        var run = Prepare(query);
        var metric = run.Metrics.Single();
        run.Answer.Ask(run.Metrics);
        run.Plan.Run(facts, cancellation);
        return (new MetricResult(run.Query, run.Query.AsOf!.Value, run.Answer.Rows(run.Metrics, cancellation), run.Plan.Statements), run.Answer.Pairs(metric));
    }

    /// <summary>A question with all that answers it.</summary>
    private sealed record Prepared(MetricQuery Query, List<Metric> Metrics, MetricSettings Settings, MetricPlan Plan, FormulaEvaluator Evaluator, MetricAnswer Answer);

    /// <summary>The rows of some KPIs, each judged by its target.</summary>
    private List<MetricRow> Rows(Prepared run, IEnumerable<Metric> metrics, CancellationToken cancellation) =>
        [.. run.Answer.Rows(metrics, cancellation).Select(row => Judged(run.Query, row))];

    private MetricRow Judged(MetricQuery query, MetricRow row)
    {
        var metric = catalogue.Get(row.Kpi);
        return TargetJudgement.Judge(metric, row, targetOf is null ? metric.Target : targetOf(metric, query, row));
    }

    private Prepared Prepare(MetricQuery query)
    {
        if (query.Kpis.Count == 0) throw new UsageException($"No KPI was asked for.", "kpi");
        if (query.From >= query.To)
            throw new UsageException($"The range from {PeriodLabel.Date(query.From)} to {PeriodLabel.Date(query.To)} has no days: 'to' is the date after the last.", "to");
        var metrics = query.Kpis.Select(catalogue.Get).ToList();
        foreach (var metric in metrics) Check(metric, query);
        var beside = query.Guards ? metrics.SelectMany(metric => metric.Guards).Select(catalogue.Find).OfType<Metric>() : [];
        var involved = metrics.Concat(beside).SelectMany(Involved).DistinctBy(metric => metric.Id).ToList();
        var zone = DateTimeZoneProviders.Tzdb[MetricQueryText.Zone(query.Zone ?? settings.Zone)];
        var chosen = new MetricSettings(query.Params, involved);
        query = query with
        {
            By = [.. query.By.Distinct()],
            Zone = zone.Id,
            AsOf = query.AsOf ?? asOfDefault(),
            Params = chosen.Echo(involved),
        };
        var timeline = new Timeline(zone, query.AsOf!.Value);
        var plan = new MetricPlan(schema, new PlanContext(timeline, settings.DateTimeZone) { KeptFrom = keptFrom?.Invoke() }, query, chosen);
        var evaluator = new FormulaEvaluator(catalogue, timeline, plan, chosen, new OpenHours(zone, _open.Value));
        return new Prepared(query, metrics, chosen, plan, evaluator, new MetricAnswer(evaluator, plan, timeline, query));
    }

    /// <summary>Learns which figures the guards need; one that lacks a slice or counts in other periods says so, and the rest is answered.</summary>
    private List<(Metric Metric, GuardAnswer Answer)> AskGuards(Prepared run)
    {
        var guards = new List<(Metric, GuardAnswer)>();
        foreach (var (metric, id) in run.Metrics.SelectMany(metric => metric.Guards, (metric, id) => (metric, id)))
        {
            string? refused = null;
            try
            {
                Check(catalogue.Get(id), run.Query);
                run.Answer.Ask([catalogue.Get(id)]);
            }
            catch (UsageException error)
            {
                refused = error.Message;
            }

            guards.Add((catalogue.Find(id) ?? metric, new GuardAnswer(metric.Id, id, refused, [])));
        }

        return guards;
    }

    private void Check(Metric metric, MetricQuery query)
    {
        foreach (var part in Involved(metric)) PeriodRules.Check(part, part.Fact is { } fact ? schema.Find(fact) : null, query);
        CheckPeople(metric, query);
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
