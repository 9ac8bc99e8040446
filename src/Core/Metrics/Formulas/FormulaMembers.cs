using System.Globalization;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics.Formulas;

/// <summary>The functions of formulas that look at all members of a slice.</summary>
internal sealed partial class FormulaEvaluator
{
    /// <summary>Cells with fewer are left out of a spread.</summary>
    private const int LeastInCell = 5;

    /// <summary>The member of a slice with the largest figure, as a number (an hour, a weekday); the first of equals.</summary>
    private Series ArgMax(FunctionNode function, Frame frame, Scope scope)
    {
        var slice = Slice(function, 1);
        var inner = new Frame(frame.Series, [.. frame.By, slice]);
        var parts = Compile(function.Arguments[0], inner, scope);
        var order = new SliceOrder(inner.By);
        var groups = parts.Members.Where(member => member.Values[^1] is not null).Order(order).ToLookup(member => member.First(frame.By.Count));
        return new Series(
            (period, member) =>
            {
                var cells = groups[member].Select(part => (Member: part, Figure: parts.At(period, part))).Where(cell => cell.Figure.Value is not null).ToList();
                var n = cells.Sum(cell => cell.Figure.N ?? 0);
                if (n == 0) return new Figure { N = frame.Series.Buckets[period].IsKnown ? 0 : null };
                var best = cells.MaxBy(cell => cell.Figure.Value).Member.Values[^1]!;
                return new Figure { Value = double.Parse(best, CultureInfo.InvariantCulture), N = n };
            },
            groups.Select(group => group.Key).ToHashSet());
    }

    /// <summary>
    /// 1 less how far the figure varies across one slice within another: the mean over <c>within</c>, weighted by n, of the standard
    /// deviation over the mean, held to 1.
    /// </summary>
    private Series Spread(FunctionNode function, Frame frame, Scope scope)
    {
        var inner = new Frame(frame.Series, [.. frame.By, Slice(function, 2), Slice(function, 1)]);
        var parts = Compile(function.Arguments[0], inner, scope);
        // Fractions are added up: in an order of their own, so that the last digit is the same every time.
        var groups = parts.Members.Order(new SliceOrder(inner.By)).ToLookup(member => member.First(frame.By.Count));
        return new Series(
            (period, member) =>
            {
                var cells = groups[member].Select(part => (Within: part.Values[^2], Figure: parts.At(period, part)))
                    .Where(cell => cell.Figure is { N: >= LeastInCell, Value: not null });
                var variations = cells.GroupBy(cell => cell.Within, cell => cell.Figure)
                    .Select(group => (Variation: Variation([.. group.Select(figure => figure.Value!.Value)]), N: group.Sum(figure => figure.N ?? 0)))
                    .Where(group => group.Variation is not null).ToList();
                var n = variations.Sum(group => group.N);
                return n == 0 ? new Figure { N = 0 } : new Figure { Value = 1 - (variations.Sum(group => group.Variation * group.N) / n), N = n };
            },
            groups.Select(group => group.Key).ToHashSet());
    }

    /// <summary>Null of fewer than two, which cannot vary, and around 0.</summary>
    private static double? Variation(double[] values)
    {
        if (values.Length < 2 || values.Average() is var mean && mean <= 0) return null;
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
        return Math.Min(1, deviation / mean);
    }
}
