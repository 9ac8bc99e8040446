using Deskmeter.Metrics.Expression;
using NodaTime;

namespace Deskmeter.Metrics.Explanation;

/// <summary>Explains a figure: what it counted, what it left out and why; of a formula, each part in turn.</summary>
public sealed class FigureExplainer(MetricCatalogue catalogue, MetricEngine engine, FigureRows rows)
{
    private const int Examples = 3;

    /// <summary>The figure of one KPI over the whole range, explained.</summary>
    /// <param name="query">Of one KPI; grain and comparison do not matter.</param>
    /// <param name="skip">How many counted rows come before those listed.</param>
    /// <param name="take">How many are listed at the most, of each part.</param>
    /// <param name="cancellation">Interrupts the statements.</param>
    /// <exception cref="UsageException">The question names something that there is not, or several KPIs.</exception>
    public FigureExplanation Explain(MetricQuery query, int skip, int take, CancellationToken cancellation = default)
    {
        if (query.Kpis.Count != 1) throw new UsageException($"Figures are explained for one KPI at a time.", "kpi");
        return Explain(query with { Grain = Grain.Total, Compare = Compare.None, Guards = false, Histogram = false }, null, new Page(skip, take), cancellation);
    }

    private sealed record Page(int Skip, int Take);

    private FigureExplanation Explain(MetricQuery query, string? role, Page page, CancellationToken cancellation)
    {
        var metric = catalogue.Get(query.Kpis[0]);
        var (answer, calculations) = engine.Calculate(query, cancellation);
        var told = new FigureExplanation { Metric = metric, Role = role, Answer = answer, Calculations = calculations, Statements = answer.Statements };
        if (metric.Formula is { } formula)
        {
            var asked = query with { Zone = answer.Query.Zone, AsOf = answer.AsOf, By = query.By.Count > 0 || metric.By is null ? query.By : [metric.By] };
            var parts = PartsOf(formula, asked).DistinctBy(part => (part.Id, part.Query.From, part.Query.To, part.Query.By.Count));
            return told with { Parts = [.. parts.Select(part => Explain(OwnQuestion(part.Id, part.Query), part.Role, page, cancellation))] };
        }

        if (metric.MinGroup is not null) return told with { IsWithheld = true };
        var account = rows.Account(metric, answer.Query, page.Skip, page.Take, Examples, cancellation);
        return told with { Counted = account.Counted, LeftOut = account.LeftOut, Statements = [.. answer.Statements, .. account.Statements] };
    }

    /// <summary>The question as a part is asked it: of the settings only those that the part has.</summary>
    private MetricQuery OwnQuestion(string id, MetricQuery query)
    {
        var known = Involved(catalogue.Get(id)).SelectMany(part => part.Parameters.SelectMany(setting => new[] { setting.Name, $"{part.Id}.{setting.Name}" })).ToHashSet();
        return query with { Kpis = [id], Params = query.Params.Where(pair => known.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value) };
    }

    private IEnumerable<Metric> Involved(Metric metric) =>
        (metric.Formula?.Walk().OfType<MetricNode>() ?? []).SelectMany(part => Involved(catalogue.Get(part.Id))).Prepend(metric);

    /// <summary>The KPIs in a formula, each with the range that its function looks at.</summary>
    private static IEnumerable<(string Id, string? Role, MetricQuery Query)> PartsOf(Node node, MetricQuery query)
    {
        if (node is MetricNode part) return [(part.Id, null, query)];
        if (node is not FunctionNode function || function.Arguments.Count == 0) return node.Children().SelectMany(child => PartsOf(child, query));
        var role = function.Name == "clamp" ? null : ExpressionText.Write(function);
        return function.Arguments.SelectMany(argument => PartsOf(argument, Seen(function, query))).Select(inner => (inner.Id, inner.Role ?? role, inner.Query));
    }

    private static MetricQuery Seen(FunctionNode function, MetricQuery query)
    {
        int Span() => (int)((NumberNode)function.Arguments[1]).Value;
        return function.Name switch
        {
            "total" => query with { By = [] },
            // What is shared out belongs to all members, whichever are asked for.
            "allocated" => query with { Where = [.. query.Where.Where(filter => filter.Slice != ((TextNode)function.Arguments[2]).Value)] },
            "previous" => Before(query),
            // A stock at the beginning of a range is that at the end of the day before.
            "at_start" => query with { From = query.From.PlusDays(-1), To = query.From },
            "baseline" => query with { From = query.From.PlusWeeks(-Span()), To = query.To.PlusWeeks(-1) },
            _ => query,
        };
    }

    /// <summary>The range before; of a range that runs, up to the same elapsed time.</summary>
    private static MetricQuery Before(MetricQuery query)
    {
        var timeline = new Timeline(DateTimeZoneProviders.Tzdb[query.Zone!], query.AsOf!.Value);
        var before = timeline.Shift(timeline.Of(query.From, query.To, Grain.Total), Compare.Previous);
        var bucket = before.Buckets[0];
        return query with
        {
            From = before.From,
            To = before.To,
            AsOf = bucket.IsKnown && !bucket.IsWhole ? bucket.Until - Duration.FromSeconds(1) : query.AsOf,
        };
    }
}
