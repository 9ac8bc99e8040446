using Deskmeter.Metrics.Sql;

namespace Deskmeter.Metrics;

/// <summary>Withholds figures behind which there are so few people that one could tell who said what.</summary>
internal static class SmallGroups
{
    /// <summary>Refuses slices and filters by person.</summary>
    /// <exception cref="UsageException">One of them is.</exception>
    public static void Check(Metric metric, IEnumerable<FactSlice> slices, string field)
    {
        if (slices.FirstOrDefault(slice => slice.IsPerson) is { } person)
            throw new UsageException($"'{metric.Id}' is never shown by person: not by '{person.Word}'.", field);
    }

    /// <summary>
    /// Fewer than <paramref name="least"/> are withheld. Where exactly one member of a period is, the next smallest is too, because the
    /// total would give it away.
    /// </summary>
    public static Series Withhold(Series series, int least)
    {
        var hidden = new Dictionary<int, HashSet<Member>>();
        bool IsHidden(int period, Member member)
        {
            var n = series.At(period, member).N;
            if (n > 0 && n < least) return true;
            if (!hidden.TryGetValue(period, out var members)) hidden[period] = members = Hidden(period);
            return members.Contains(member);
        }

        HashSet<Member> Hidden(int period)
        {
            var sizes = series.Members.Select(member => (Member: member, N: series.At(period, member).N ?? 0)).Where(pair => pair.N > 0).ToList();
            var small = sizes.Where(pair => pair.N < least).Select(pair => pair.Member).ToHashSet();
            if (small.Count == 1 && sizes.Count > 1) small.Add(Smallest(sizes.Where(pair => pair.N >= least)));
            return small;
        }

        // Of equals always the same one: another each time would show them all.
        static Member Smallest(IEnumerable<(Member Member, long N)> sizes) =>
            sizes.OrderBy(pair => pair.N).ThenBy(pair => string.Join('\u001f', pair.Member.Values), StringComparer.Ordinal).First().Member;

        return series with
        {
            At = (period, member) => IsHidden(period, member) ? Figure.Without(ValueStatus.Suppressed) : series.At(period, member),
            Split = (period, member) =>
            [
                .. series.Split(period, member).Select(part =>
                    (part.Value, part.Figure.N < least || IsHidden(period, member) ? Figure.Without(ValueStatus.Suppressed) : part.Figure)),
            ],
        };
    }
}
