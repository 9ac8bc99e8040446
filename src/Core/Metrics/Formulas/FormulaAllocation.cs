using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics.Formulas;

/// <summary>The function of formulas that shares out what belongs to all members of a slice.</summary>
internal sealed partial class FormulaEvaluator
{
    /// <summary>
    /// Over all members the figure itself. By a slice, each member's own part and, of the part that has no member, as much as its share in
    /// the weights; null where a member that has something to weigh has no weight, because then nobody knows the shares.
    /// </summary>
    private Series Allocated(FunctionNode function, Frame frame, Scope scope)
    {
        var slice = Slice(function, 2);
        var filters = plan.FiltersBy(slice);
        if (!frame.By.Contains(slice) && filters.Count == 0) return WithoutN(Compile(function.Arguments[0], frame, scope));

        List<string> others = [.. frame.By.Where(word => word != slice)];
        var inner = new Frame(frame.Series, [.. others, slice]) { Unfiltered = slice };
        var amounts = Compile(function.Arguments[0], inner, scope);
        var weights = Compile(function.Arguments[1], inner, scope);
        // Fractions are added up: in an order of their own, so that the last digit is the same every time.
        var groups = amounts.Members.Where(cell => cell.Values[^1] is not null).Union(weights.Members)
            .Order(new SliceOrder(inner.By)).ToLookup(cell => cell.First(others.Count));
        double? Share(int period, Member cell)
        {
            var all = groups[cell.First(others.Count)].Select(each => Weight(weights.At(period, each))).ToList();
            var whole = all.Contains(null) ? null : all.Sum();
            return whole > 0 ? Weight(weights.At(period, cell)) / whole : null;
        }

        double? Amount(int period, Member cell)
        {
            var own = cell.Values[^1] is null ? null : amounts.At(period, cell).Value;
            var common = amounts.At(period, new Member([.. cell.Values.SkipLast(1), null])).Value;
            return common is null or 0 ? own : (own ?? 0) + (common * Share(period, cell));
        }

        bool IsAsked(Member cell) => filters.All(filter => filter.Values.Contains(cell.Values[^1]) != filter.IsNegated);
        var asked = groups.SelectMany(group => group).Where(IsAsked).ToLookup(cell => Outer(cell, frame.By, slice));
        return new Series(
            (period, member) => new Figure { Value = Sum(asked[member].Select(cell => Amount(period, cell))) },
            asked.Select(group => group.Key).ToHashSet());
    }

    /// <summary>The rows of what is shared out say nothing of how well it is known.</summary>
    private static Series WithoutN(Series series) => series with { At = (period, member) => series.At(period, member) with { N = null } };

    private static double? Weight(Figure figure) => figure.IsSeen ? figure.Value : 0;

    private static double? Sum(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    /// <summary>A cell, whose last value is the slice's, as a member of the slices that were asked for.</summary>
    private static Member Outer(Member cell, IReadOnlyList<string> by, string slice)
    {
        var others = new Queue<string?>(cell.Values.SkipLast(1));
        return new Member([.. by.Select(word => word == slice ? cell.Values[^1] : others.Dequeue())]);
    }
}
