using Deskmeter.Facts;
using Deskmeter.Metrics.Expression;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Sql;

/// <summary>
/// The figures that a question needs from the store. It is asked twice: first it learns what is needed and answers with nothing; after
/// <see cref="Run"/>, which reads all of it in as few statements as can be, it answers the same questions with figures.
/// </summary>
internal sealed class MetricPlan(FactSchema schema, PlanContext context, MetricQuery query, MetricSettings settings)
{
    private static readonly Series Nothing = new((_, _) => default, new HashSet<Member>());
    private readonly Dictionary<string, (LeafRequest Request, FactPart Part)> _requests = [];
    private readonly Dictionary<string, NodaTime.LocalDate?> _firstDates = [];
    private readonly List<FactPart> _parts = [];
    private bool _isRead;

    private static readonly Metric LeftOut = new()
    {
        Id = "excluded",
        Family = "",
        Fact = "excluded",
        DatedBy = new Dating.At("created"),
        Measure = new AggregateNode(0, AggregateFunction.Count, null, null),
        Unit = MetricUnit.Count,
    };

    /// <summary>What ran.</summary>
    public List<SqlStatement> Statements { get; } = [];

    /// <summary>The figures of a KPI with a measure.</summary>
    /// <param name="asked">The KPI in whose name it is asked, for errors.</param>
    public Series Figures(Metric metric, Frame frame, string asked)
    {
        var key = $"{metric.Id} {frame.Key}";
        if (!_requests.TryGetValue(key, out var known)) _requests[key] = known = Place(Request(metric, frame, asked));
        if (!_isRead) return Nothing;
        var series = known.Part.For(known.Request);
        series = metric.NotPooled is null ? series : NotPooled.Part(series, metric.NotPooled, known.Request.Asked);
        series = metric.MinGroup is { } least ? SmallGroups.Withhold(series, least) : series;
        return context.KeptFrom is { } first && metric.DatedBy is not Dating.Now ? Kept.From(first, series, frame.Series) : series;
    }

    /// <summary>The question's filters by a slice.</summary>
    public IReadOnlyList<Filter> FiltersBy(string slice) => [.. query.Where.Where(filter => filter.Slice == slice)];

    /// <summary>The date of the first row that a KPI could count; null when there is none.</summary>
    public NodaTime.LocalDate? FirstDate(Metric metric)
    {
        if (metric.DatedBy is not Dating.At at) return null;
        var text = $"select min({SqlText.Name($"{at.Anchor}_on")}) from {SqlText.Name(metric.Fact!)}";
        _firstDates.TryAdd(text, null);
        return _firstDates[text];
    }

    /// <summary>
    /// How many tickets were left out, created in each period; null for KPIs that are not born of tickets, and where a slice or filter is
    /// one that a ticket which is in no figure does not have.
    /// </summary>
    public Series? Excluded(IReadOnlyCollection<Metric> metrics, Frame frame)
    {
        if (metrics.Count == 0 || metrics.Any(metric => schema.Find(metric.Fact!)?.Unit != FactUnit.Conversation || metric.DatedBy is Dating.Now)) return null;
        var known = FactSlices.Of(LeftOut, schema.Excluded).Select(slice => slice.Word).ToHashSet();
        return frame.By.Concat(query.Where.Select(filter => filter.Slice)).All(known.Contains) ? Figures(LeftOut, frame, LeftOut.Id) : null;
    }

    /// <summary>Reads what was asked for.</summary>
    public void Run(IFactStore facts, CancellationToken cancellation)
    {
        foreach (var part in _parts)
        {
            if (part.Write() is not { } statement) continue;
            Statements.Add(statement);
            part.Read(facts.Query(statement, cancellation));
        }

        foreach (var text in _firstDates.Keys.ToList())
        {
            var statement = new SqlStatement(text, []);
            Statements.Add(statement);
            _firstDates[text] = facts.Query(statement, cancellation).Single()[0] as NodaTime.LocalDate?;
        }

        _isRead = true;
    }

    private LeafRequest Request(Metric metric, Frame frame, string asked)
    {
        var fact = schema.Find(metric.Fact!) ?? throw new InvalidOperationException($"'{metric.Id}' is over a fact '{metric.Fact}' that there is not.");
        var slices = frame.By.Select(word => word == MetricQuery.SelectionWord ? Selection(metric, fact, asked) : FactSlices.Find(metric, fact, word, asked, "by")).ToList();
        var filters = query.Where.Where(filter => filter.Slice != frame.Unfiltered).Select(filter => (filter, FactSlices.Find(metric, fact, filter.Slice, asked, "where"))).ToList();
        if (metric.MinGroup is not null)
        {
            SmallGroups.Check(metric, slices, "by");
            SmallGroups.Check(metric, filters.Select(pair => pair.Item2), "where");
        }

        if (metric.NotPooled is { } column) slices.Add(new FactSlice(column, column, SliceKind.Text));
        return new LeafRequest(metric, fact, frame, slices, filters, settings.Of(metric), ClockOf(metric, query.Clock) ?? Clock.Calendar)
        {
            HasBins = query.Histogram,
        };
    }

    private FactSlice Selection(Metric metric, FactTable fact, string asked) => new(MetricQuery.SelectionWord, null, SliceKind.Selection)
    {
        Selections = [.. query.Selections.Select(filters => filters.Select(filter => (filter, FactSlices.Find(metric, fact, filter.Slice, asked, "where"))).ToList())],
    };

    /// <summary>The clock that a KPI runs on when a question asks for one; null: it has no clock.</summary>
    public static Clock? ClockOf(Metric metric, Clock asked) =>
        metric.Clocks.Count == 0 ? null : metric.Clocks.Contains(asked) ? asked : metric.Clocks[0];

    private (LeafRequest Request, FactPart Part) Place(LeafRequest request)
    {
        if (_parts.FirstOrDefault(part => part.TryAdd(request)) is { } there) return (request, there);
        var fresh = FactPart.For(request, context);
        fresh.TryAdd(request);
        _parts.Add(fresh);
        return (request, fresh);
    }
}
