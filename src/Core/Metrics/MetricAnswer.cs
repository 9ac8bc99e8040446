using Deskmeter.Metrics.Formulas;
using Deskmeter.Metrics.Sql;

namespace Deskmeter.Metrics;

/// <summary>Makes the rows of an answer: asked once to learn what is needed, and again when it has been read.</summary>
internal sealed class MetricAnswer(FormulaEvaluator evaluator, MetricPlan plan, Timeline timeline, MetricQuery query)
{
    /// <summary>More rows than this are no answer.</summary>
    private const int MaxRows = 1_000_000;

    /// <summary>The figures of one KPI: in the range, and in what it is compared with.</summary>
    private sealed record Answered(Metric Metric, Frame Frame, Series Current, Frame? Before, Series? Past, Series? Excluded)
    {
        public string Definition { get; } = $"{Metric.Id}@{Metric.Version}";
    }

    /// <summary>Learns which figures these KPIs need.</summary>
    public void Ask(IEnumerable<Metric> metrics)
    {
        foreach (var metric in metrics) Answer(metric);
    }

    /// <summary>The rows of these KPIs, in their order, then by period and slice.</summary>
    /// <exception cref="UsageException">There would be too many.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<MetricRow> Rows(IEnumerable<Metric> metrics, CancellationToken cancellation)
    {
        var rows = new List<MetricRow>();
        foreach (var metric in metrics)
        {
            var answered = Answer(metric);
            var members = Members(answered);
            var periods = answered.Frame.Series.Buckets.Count;
            if ((long)members.Count * periods + rows.Count > MaxRows)
            {
                throw new UsageException(
                    $"The answer would have more than {MaxRows} rows: {members.Count} members of {string.Join(" and ", answered.Frame.By)} in {periods} periods for '{metric.Id}'. Ask for a shorter range, longer periods or fewer slices.",
                    "by");
            }

            var slices = members.Select(member => (member, Slice(answered.Frame.By, member))).ToList();
            var own = new List<(MetricRow Row, Figure Figure)>();
            for (var period = 0; period < periods; period++)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var (member, slice) in slices) own.AddRange(Rows(answered, period, member, slice));
            }

            rows.AddRange(WithHistograms(metric, own));
        }

        return rows;
    }

    /// <summary>The figures of a KPI in the first period for each member, and in what it is compared with; none when nothing is compared.</summary>
    public IReadOnlyList<FigurePair> Pairs(Metric metric)
    {
        var answered = Answer(metric);
        return answered.Past is not { } past ? [] : [.. Members(answered).Select(member => new FigurePair(member, answered.Current.At(0, member), past.At(0, member)))];
    }

    /// <summary>What a KPI is broken down by in this answer: its own slice, unless the question names others.</summary>
    public Frame FrameOf(Metric metric)
    {
        // A state of now has no periods: it is one row.
        var grain = metric.DatedBy is Dating.Now ? Grain.Total : query.Grain;
        return new Frame(timeline.Of(query.From, query.To, grain), query.By.Any(slice => slice != MetricQuery.SelectionWord) || metric.By is null ? query.By : [.. query.By, metric.By]);
    }

    private IEnumerable<MetricRow> WithHistograms(Metric metric, List<(MetricRow Row, Figure Figure)> rows)
    {
        if (!query.Histogram || HistogramBins.Of(metric) is not { } bins) return rows.Select(pair => pair.Row);
        var histograms = bins.Read([.. rows.Select(pair => pair.Figure.Bins)]);
        return rows.Select((pair, place) => pair.Row with { Histogram = histograms[place] });
    }

    private Answered Answer(Metric metric)
    {
        var frame = FrameOf(metric);
        var before = query.Compare == Compare.None || metric.DatedBy is Dating.Now
            ? null
            : frame with { Series = timeline.Shift(frame.Series, query.Compare) };
        return new Answered(
            metric,
            frame,
            evaluator.Evaluate(metric, frame, metric.Id),
            before,
            before is null ? null : evaluator.Evaluate(metric, before, metric.Id),
            plan.Excluded(evaluator.Leaves(metric), frame));
    }

    /// <summary>Every member seen in the range or its comparison; when there is none, the one that has no value.</summary>
    private List<Member> Members(Answered answered)
    {
        var slices = answered.Frame.By.Count;
        if (slices == 0) return [Member.All];
        var seen = answered.Current.Members.Union(answered.Past?.Members ?? new HashSet<Member>()).Order(new SliceOrder(answered.Frame.By)).ToList();
        if (query.Selections.Count == 0) return seen.Count > 0 ? seen : [new Member(new string?[slices])];
        var selected = seen.ToLookup(member => member.Values[0]);
        return [.. Enumerable.Range(0, query.Selections.Count).Select(MetricEngine.SelectionName).SelectMany(name =>
            selected.Contains(name) ? selected[name] : [new Member([name, .. new string?[slices - 1]])])];
    }

    private static Dictionary<string, string?> Slice(IReadOnlyList<string> by, Member member) =>
        by.Select((slice, place) => (slice, place)).ToDictionary(pair => pair.slice, pair => member.Values[pair.place]);

    private IEnumerable<(MetricRow Row, Figure Figure)> Rows(Answered answered, int period, Member member, Dictionary<string, string?> slice)
    {
        var whole = answered.Current.At(period, member);
        yield return Row(answered, period, member, whole, answered.Past?.At(period, member), slice);
        if (whole.Withheld is not (ValueStatus.MixedScales or ValueStatus.MixedCurrencies)) yield break;
        var past = answered.Past?.Split(period, member) ?? [];
        foreach (var (value, figure) in answered.Current.Split(period, member))
        {
            var before = answered.Past is null ? (Figure?)null : past.FirstOrDefault(part => part.Value == value).Figure;
            yield return Row(answered, period, member, figure, before, new Dictionary<string, string?>(slice) { [answered.Metric.NotPooled!] = value });
        }
    }

    private (MetricRow Row, Figure Figure) Row(
        Answered answered, int period, Member member, Figure figure, Figure? before, Dictionary<string, string?> slice)
    {
        var (metric, bucket) = (answered.Metric, answered.Frame.Series.Buckets[period]);
        var row = new MetricRow
        {
            Kpi = metric.Id,
            Definition = answered.Definition,
            Period = bucket.Label,
            From = bucket.From,
            To = bucket.To,
            Slice = slice,
            Value = figure.Value,
            Unit = metric.Unit,
            Clock = metric.Unit == MetricUnit.Duration ? MetricPlan.ClockOf(metric, query.Clock) : null,
            N = figure.N,
            Numerator = figure.Numerator,
            Denominator = figure.Denominator,
            Mean = figure.Mean,
            P90 = figure.P90,
            Min = figure.Min,
            Max = figure.Max,
            Low = figure.Low,
            High = figure.High,
            Pending = figure.Pending,
            Excluded = answered.Excluded?.At(period, member).N,
            Provisional = metric.DatedBy is not Dating.Now && !bucket.IsWhole,
            Status = Status(metric, figure),
            Compare = before is { } past ? Comparison(metric, answered.Before!.Series.Buckets[period], figure, past) : null,
        };
        return (row, figure);
    }

    private MetricComparison Comparison(Metric metric, Bucket bucket, Figure figure, Figure past)
    {
        var change = figure.Value - past.Value;
        bool? isBetter = change is null or 0 || metric.Better == Better.Neither ? null : change > 0 == (metric.Better == Better.Higher);
        var counted = bucket.IsKnown && !bucket.IsWhole ? bucket.AgeEnd.InZone(timeline.Zone).Date.PlusDays(1) : bucket.To;
        return new MetricComparison(bucket.From, counted < bucket.To ? counted : bucket.To, past.Value, past.N, change, isBetter) { Low = past.Low, High = past.High };
    }

    /// <summary>Counts and sums are what they are; everything else is uncertain when few are behind it.</summary>
    private static ValueStatus Status(Metric metric, Figure figure)
    {
        if (figure.Withheld is { } reason) return reason;
        if (figure.Value is null) return ValueStatus.NoData;
        var isSum = metric.Unit is MetricUnit.Count or MetricUnit.Money;
        return !isSum && figure.N < metric.MinSample ? ValueStatus.Few : ValueStatus.Ok;
    }
}

/// <summary>What one member is and was.</summary>
internal sealed record FigurePair(Member Member, Figure Now, Figure Before);
