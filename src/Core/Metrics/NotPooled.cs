namespace Deskmeter.Metrics;

/// <summary>Keeps answers on different scales, or amounts in different currencies, apart.</summary>
internal static class NotPooled
{
    /// <summary>
    /// Takes the last slice, by which the figures were parted, away again: one value of it gives the figure, several give none and
    /// are kept as <see cref="Series.Split"/>.
    /// </summary>
    /// <param name="column">The column whose values are never pooled.</param>
    /// <param name="asked">How many slices were asked for.</param>
    public static Series Part(Series parted, string column, int asked)
    {
        var reason = column == "currency" ? ValueStatus.MixedCurrencies : ValueStatus.MixedScales;
        var values = parted.Members.ToLookup(member => member.First(asked), member => member.Values[asked]);
        List<(string? Value, Figure Figure)> Parts(int period, Member member) =>
        [
            .. values[member].Order(Comparer<string?>.Create(SliceOrder.Compare))
                .Select(value => (value, parted.At(period, new Member([.. member.Values, value]))))
                .Where(part => part.Item2.IsSeen),
        ];
        Figure At(int period, Member member) => Parts(period, member) switch
        {
            [] => parted.At(period, new Member([.. member.Values, null])),
            [var only] => only.Figure,
            _ => Figure.Without(reason),
        };
        return new Series(At, values.Select(group => group.Key).ToHashSet())
        {
            Split = Parts,
        };
    }

    /// <summary>The parts of two figures that are of one value; a figure that is not parted goes with each.</summary>
    public static IEnumerable<(string? Value, Figure Left, Figure Right)> Pairs(Series left, Series right, int period, Member member)
    {
        var (lefts, rights) = (left.Split(period, member), right.Split(period, member));
        if (rights.Count == 0) return lefts.Select(part => (part.Value, part.Figure, right.At(period, member)));
        if (lefts.Count == 0) return rights.Select(part => (part.Value, left.At(period, member), part.Figure));
        return lefts.Join(rights, part => part.Value ?? "", part => part.Value ?? "", (one, other) => (one.Value, one.Figure, other.Figure));
    }
}
