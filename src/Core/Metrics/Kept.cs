using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>Withholds figures of periods that begin before records are kept: what is left of them is not what happened.</summary>
internal static class Kept
{
    /// <summary>The figures of periods that begin at an instant or later; of the others it is said that they are not kept.</summary>
    public static Series From(Instant first, Series series, BucketSeries periods)
    {
        return series with
        {
            At = (period, member) => IsKept(period) ? series.At(period, member) : Figure.Without(ValueStatus.NotKept),
            Split = (period, member) => IsKept(period) ? series.Split(period, member) : [],
        };

        // The moment before a period, of a stock, has no first instant.
        bool IsKept(int period) => periods.Buckets[period] is var bucket && (bucket.Start == Instant.MinValue ? bucket.End : bucket.Start) >= first;
    }
}
