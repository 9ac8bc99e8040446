using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Records;

/// <summary>
/// The instants of a leg in whole seconds since 1970, none before the one that it follows.
/// </summary>
/// <param name="Leg">The leg as it was told.</param>
/// <param name="Offered">When it rang or was put into the queue.</param>
/// <param name="Queued">From when the customer waited for an agent; null in a menu.</param>
/// <param name="Answered">When an agent was connected; null: nobody was.</param>
/// <param name="Ended">When it ended; null while it runs.</param>
internal readonly record struct LegTimes(CallLeg Leg, long Offered, long? Queued, long? Answered, long? Ended)
{
    /// <summary>Seconds with an agent; 0 while that is not known.</summary>
    public long Connected => Ended - Answered ?? 0;

    /// <summary>The legs in the order (offered, key).</summary>
    public static LegTimes[] Of(IReadOnlyList<CallLeg> legs)
    {
        var times = new LegTimes[legs.Count];
        for (var index = 0; index < times.Length; index++) times[index] = Of(legs[index]);
        for (var index = 1; index < times.Length; index++)
        {
            if (Compare(times[index - 1], times[index]) <= 0) continue;
            Array.Sort(times, Compare);
            break;
        }

        // A leg that nobody answered and of whose end nothing is said went on as the next.
        for (var index = 0; index + 1 < times.Length; index++)
        {
            if (times[index] is { Answered: null, Ended: null }) times[index] = times[index] with { Ended = times[index + 1].Offered };
        }

        return times;
    }

    private static LegTimes Of(CallLeg leg)
    {
        var offered = leg.OfferedAt.ToUnixTimeSeconds();
        var answered = NotBefore(offered, leg.AnsweredAt);
        // A leg with a queue or with somebody whom it rang at is past the menu.
        var waits = (leg.Queue ?? leg.Agent ?? leg.Team) is not null || answered is not null;
        return new LegTimes(leg, offered, NotBefore(offered, leg.QueuedAt) ?? (waits ? offered : null), answered, NotBefore(answered ?? offered, leg.EndedAt));
    }

    private static long? NotBefore(long earliest, Instant? at) => at is { } known ? Math.Max(earliest, known.ToUnixTimeSeconds()) : null;

    private static int Compare(LegTimes left, LegTimes right)
    {
        var order = left.Leg.OfferedAt.CompareTo(right.Leg.OfferedAt);
        return order == 0 ? string.CompareOrdinal(left.Leg.Key, right.Leg.Key) : order;
    }
}
