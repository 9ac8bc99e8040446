using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics.Sql;

/// <summary>Adds the aggregates of a KPI's measure to a statement and says how a figure is made of their numbers.</summary>
/// <param name="expressions">Writes expressions over the fact.</param>
/// <param name="columns">The statement's aggregates.</param>
/// <param name="settings">The KPI's settings.</param>
internal sealed class MeasureSql(ExpressionSql expressions, AggregateColumns columns, IReadOnlyDictionary<string, double> settings)
{
    /// <summary>The figure of a measure over the rows for which <paramref name="condition"/> (null: every row) holds.</summary>
    public Func<double[], Figure> Add(Node measure, string? condition) => measure switch
    {
        AggregateNode aggregate => Aggregate(aggregate, condition),
        NumberNode number => _ => new Figure { Value = number.Value },
        ParameterNode setting => Constant(settings[setting.Name]),
        BinaryNode binary => Binary(binary, condition),
        _ => throw new InvalidOperationException($"{measure.GetType().Name} is no measure."),
    };

    /// <summary>The figure of a measure with how its rows are spread, where they have a spread.</summary>
    public Func<double[], Figure> AddWithBins(Metric metric, string? condition)
    {
        var figure = Add(metric.Measure!, condition);
        if (HistogramBins.Of(metric) is not { } bins || metric.Measure is not AggregateNode { Argument: { } argument } node) return figure;
        var own = Both(condition, node.Where is null ? null : expressions.Write(node.Where));
        var text = expressions.Quantity(argument);
        var places = bins.Conditions(text).Select(bin => Rows(Both(own, bin))).ToList();
        return numbers => figure(numbers) with { Bins = [.. places.Select(place => numbers[place])] };
    }

    private static Func<double[], Figure> Constant(double value) => _ => new Figure { Value = value };

    private Func<double[], Figure> Binary(BinaryNode binary, string? condition)
    {
        var (left, right) = (Add(binary.Left, condition), Add(binary.Right, condition));
        var isProportion = binary.Operator == BinaryOperator.Divide && IsCount(binary.Left) && IsCount(binary.Right);
        if (!isProportion) return numbers => Arithmetic.Combine(binary.Operator, left(numbers), right(numbers));
        return numbers =>
        {
            var all = right(numbers);
            return Arithmetic.Combine(binary.Operator, left(numbers), all, isProportion: true) with { N = all.N };
        };
    }

    private static bool IsCount(Node node) => node is AggregateNode { Function: AggregateFunction.Count or AggregateFunction.CountDistinct };

    private Func<double[], Figure> Aggregate(AggregateNode node, string? outer)
    {
        var condition = Both(outer, node.Where is null ? null : expressions.Write(node.Where));
        return node.Function switch
        {
            AggregateFunction.Count => Count(condition),
            AggregateFunction.CountDistinct => CountDistinct(node.Argument!, condition),
            AggregateFunction.Share => Share(node.Argument!, condition),
            AggregateFunction.Nps => Nps(node.Argument!, condition),
            AggregateFunction.Mean => Mean(node.Argument!, condition),
            AggregateFunction.Median => Median(node.Argument!, condition),
            AggregateFunction.Percentile => Percentile(node.Argument!, node.Fraction!.Value, condition),
            var function => Single(function, node.Argument!, condition),
        };
    }

    private Func<double[], Figure> Count(string? condition)
    {
        var place = Rows(condition);
        return numbers => new Figure { Value = numbers[place], N = (long)numbers[place] };
    }

    private Func<double[], Figure> CountDistinct(Node argument, string? condition)
    {
        var text = expressions.Write(argument);
        var place = columns.Count($"count(distinct {If(condition, text)})");
        var rows = columns.Count($"count({If(condition, text)})");
        return numbers => new Figure { Value = numbers[place], N = (long)numbers[rows] };
    }

    private Func<double[], Figure> Share(Node argument, string? condition)
    {
        var text = expressions.Write(argument);
        var yes = Rows(Both(condition, text));
        var all = columns.Count($"count({If(condition, text)})");
        return numbers => Proportion.Of(numbers[yes], numbers[all]);
    }

    private Func<double[], Figure> Nps(Node argument, string? condition)
    {
        var text = expressions.Write(argument);
        var promoters = Rows(Both(condition, $"{text} >= 9"));
        var detractors = Rows(Both(condition, $"{text} <= 6"));
        var all = columns.Count($"count({If(condition, text)})");
        return numbers => Proportion.Nps(numbers[promoters], numbers[detractors], numbers[all]);
    }

    private Func<double[], Figure> Mean(Node argument, string? condition)
    {
        var (sum, count) = (Sum(argument, condition), CountOf(argument, condition));
        return numbers => new Figure
        {
            Value = Ratio(numbers[sum], numbers[count]),
            N = (long)numbers[count],
            Numerator = Known(numbers[sum]),
            Denominator = numbers[count],
        };
    }

    private Func<double[], Figure> Median(Node argument, string? condition)
    {
        var text = If(condition, expressions.Quantity(argument));
        var (middle, high) = (columns.Percentile(text, 0.5), columns.Percentile(text, 0.9));
        var (sum, count) = (Sum(argument, condition), CountOf(argument, condition));
        var (least, most) = (columns.Scalar($"min({text})"), columns.Scalar($"max({text})"));
        return numbers => new Figure
        {
            Value = Known(numbers[middle]),
            N = (long)numbers[count],
            Mean = Ratio(numbers[sum], numbers[count]),
            P90 = Known(numbers[high]),
            Min = Known(numbers[least]),
            Max = Known(numbers[most]),
        };
    }

    private Func<double[], Figure> Percentile(Node argument, double fraction, string? condition)
    {
        var place = columns.Percentile(If(condition, expressions.Quantity(argument)), fraction);
        var count = CountOf(argument, condition);
        return numbers => new Figure { Value = Known(numbers[place]), N = (long)numbers[count] };
    }

    private Func<double[], Figure> Single(AggregateFunction function, Node argument, string? condition)
    {
        var place = function switch
        {
            AggregateFunction.Sum => Sum(argument, condition),
            AggregateFunction.Min => columns.Scalar($"min({If(condition, expressions.Quantity(argument))})"),
            AggregateFunction.Max => columns.Scalar($"max({If(condition, expressions.Quantity(argument))})"),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
        };
        var count = CountOf(argument, condition);
        return numbers => new Figure { Value = Known(numbers[place]), N = (long)numbers[count] };
    }

    private int Sum(Node argument, string? condition)
    {
        // Money is added up as it is: a sum of fractions would depend on the order of the rows.
        if (expressions.IsMoney(argument)) return columns.Scalar($"cast(sum({If(condition, expressions.Write(argument))}) as double)");
        var quantity = If(condition, expressions.Quantity(argument));
        // Of other fractions as decimals, for the same reason; twelve places are more than anybody reads.
        return columns.Scalar(expressions.IsWhole(argument) ? $"cast(sum({quantity}) as bigint)" : $"cast(sum(cast({quantity} as decimal(38, 12))) as double)");
    }

    private int CountOf(Node argument, string? condition) => columns.Count($"count({If(condition, expressions.Write(argument))})");

    /// <summary>Tricky: count_if is twice as fast as a filter clause, and three times as fast with several of them.</summary>
    private int Rows(string? condition) => columns.Count(condition is null ? "count(*)" : $"cast(count_if({condition}) as bigint)");

    private static string If(string? condition, string text) => condition is null ? text : $"case when {condition} then {text} end";

    /// <summary>Both conditions as one; null is no condition.</summary>
    public static string? Both(string? one, string? other) => one is null ? other : other is null ? one : $"({one} and {other})";

    private static double? Known(double number) => double.IsNaN(number) ? null : number;

    private static double? Ratio(double numerator, double denominator) => denominator == 0 || double.IsNaN(numerator) ? null : numerator / denominator;
}
