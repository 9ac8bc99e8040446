using Deskmeter.Metrics.Expression;
using Deskmeter.Metrics.Sql;
using NodaTime;

namespace Deskmeter.Metrics.Formulas;

/// <summary>
/// Works formulas out over finished figures. It is run twice, once to learn which figures are needed and once with them, so what it
/// asks for never depends on what it is answered.
/// </summary>
internal sealed partial class FormulaEvaluator(MetricCatalogue catalogue, Timeline timeline, MetricPlan plan, MetricSettings settings, OpenHours openHours)
{
    /// <summary>The figures of a KPI over a frame.</summary>
    /// <param name="asked">The KPI that the question names, for errors.</param>
    public Series Evaluate(Metric metric, Frame frame, string asked) => metric.Formula is { } formula
        ? Compile(formula, frame, new Scope(metric, asked))
        : plan.Figures(metric, frame, asked);

    /// <summary>Whose formula it is, and the KPI that the question names.</summary>
    private sealed record Scope(Metric Metric, string Asked);

    /// <summary>A formula's figures; its members are those of its parts, except of parts that are not broken down as it is.</summary>
    private Series Compile(Node node, Frame frame, Scope scope) => node switch
    {
        NumberNode number => Constant(number.Value),
        ParameterNode setting => Constant(settings.Of(scope.Metric)[setting.Name]),
        MetricNode part => Evaluate(catalogue.Get(part.Id), frame, scope.Asked),
        BinaryNode binary => Combine(binary, frame, scope),
        FunctionNode function => Call(function, frame, scope),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no formula."),
    };

    private static Series Constant(double value) => new((_, _) => new Figure { Value = value }, new HashSet<Member>());

    private Series Combine(BinaryNode binary, Frame frame, Scope scope)
    {
        var (left, right) = (Compile(binary.Left, frame, scope), Compile(binary.Right, frame, scope));
        var isProportion = IsShareOfTotal(binary);
        Figure Of(Figure one, Figure other) => Arithmetic.Combine(binary.Operator, one, other, isProportion);
        return new Series((period, member) => Of(left.At(period, member), right.At(period, member)), left.Members.Union(right.Members).ToHashSet())
        {
            Split = (period, member) => [.. NotPooled.Pairs(left, right, period, member).Select(pair => (pair.Value, Of(pair.Left, pair.Right)))],
        };
    }

    /// <summary>Some of a count in all of it, which has an interval.</summary>
    private bool IsShareOfTotal(BinaryNode node) =>
        node is { Operator: BinaryOperator.Divide, Left: MetricNode part, Right: FunctionNode { Name: "total", Arguments: [MetricNode whole] } }
        && part.Id == whole.Id && catalogue.Get(part.Id).Unit == MetricUnit.Count;

    private Series Call(FunctionNode function, Frame frame, Scope scope) => function.Name switch
    {
        "total" => Total(function, frame, scope),
        "previous" => Compile(function.Arguments[0], frame with { Series = timeline.Before(frame.Series) }, scope),
        "at_start" => Compile(function.Arguments[0], frame with { Series = timeline.Starts(frame.Series) }, scope),
        "baseline" => Baseline(function, frame, scope),
        "zscore" => ZScore(function, frame, scope),
        "allocated" => Allocated(function, frame, scope),
        "argmax" => ArgMax(function, frame, scope),
        "spread" => Spread(function, frame, scope),
        "clamp" => Clamp(function, frame, scope),
        "days" => Days(frame),
        "open_hours" => HoursOpen(Slice(function, 0), frame, scope),
        _ => throw new InvalidOperationException($"There is no function '{function.Name}'."),
    };

    private Series Total(FunctionNode function, Frame frame, Scope scope)
    {
        var total = Compile(function.Arguments[0], new Frame(frame.Series, []), scope);
        return new Series((period, _) => total.At(period, Member.All), new HashSet<Member>())
        {
            Split = (period, _) => total.Split(period, Member.All),
        };
    }

    private Series Clamp(FunctionNode function, Frame frame, Scope scope)
    {
        var parts = function.Arguments.Select(argument => Compile(argument, frame, scope)).ToList();
        return new Series(
            (period, member) =>
            {
                var figure = parts[0].At(period, member);
                var (low, high) = (parts[1].At(period, member).Value, parts[2].At(period, member).Value);
                return figure with { Value = figure.Value is { } value && low <= high ? Math.Clamp(value, low.Value, high.Value) : null };
            },
            parts[0].Members);
    }

    /// <summary>Days of the calendar, of which a clock change takes or gives nothing; of a period that runs, those that have passed.</summary>
    private static Series Days(Frame frame)
    {
        static double Of(Bucket bucket) =>
            bucket.IsWhole && bucket.Hour is null ? Period.DaysBetween(bucket.From, bucket.To) : (bucket.Until - bucket.Start).TotalDays;
        return new Series(
            (period, _) => frame.Series.Buckets[period] is { IsKnown: true } bucket ? new Figure { Value = Of(bucket) } : default,
            new HashSet<Member>());
    }

    private Series HoursOpen(string slice, Frame frame, Scope scope)
    {
        var place = frame.By.ToList().IndexOf(slice);
        if (place < 0) throw new UsageException($"'{scope.Asked}' counts open hours by '{slice}', so it has to be broken down by it.", "by");
        return new Series(
            (period, member) => frame.Series.Buckets[period] is { IsKnown: true } bucket
                ? new Figure { Value = openHours.Of(bucket, slice, member.Values[place]) }
                : default,
            new HashSet<Member>());
    }

    private static string Slice(FunctionNode function, int argument) => ((TextNode)function.Arguments[argument]).Value;

    private static int Span(FunctionNode function, int argument) => (int)((NumberNode)function.Arguments[argument]).Value;

    /// <summary>The KPIs with a measure that a KPI stands on.</summary>
    public IReadOnlyList<Metric> Leaves(Metric metric) => metric.Formula is not { } formula
        ? [metric]
        : [.. formula.Walk().OfType<MetricNode>().SelectMany(part => Leaves(catalogue.Get(part.Id)))];
}
