using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics;

/// <summary>Arithmetic on finished figures: null if a part is null, withheld if a part is.</summary>
internal static class Arithmetic
{
    /// <summary>
    /// Two figures combined. The sides of a division become numerator and denominator; of a proportion, which counts some of what its
    /// denominator counts, there is an interval.
    /// </summary>
    public static Figure Combine(BinaryOperator how, Figure left, Figure right, bool isProportion = false)
    {
        if ((left.Withheld ?? right.Withheld) is { } reason) return Figure.Without(reason);
        var figure = new Figure
        {
            Value = Finite(Value(how, left.Value, right.Value)),
            N = left.N ?? right.N,
            Pending = left.Pending ?? right.Pending,
        };
        if (how != BinaryOperator.Divide) return figure;
        figure = figure with { Numerator = left.Value, Denominator = right.Value };
        return isProportion && left.Value <= right.Value ? Proportion.WithInterval(figure) : figure;
    }

    private static double? Value(BinaryOperator how, double? left, double? right) => how switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => right == 0 ? null : left / right,
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
    };

    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
