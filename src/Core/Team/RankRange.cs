namespace Deskmeter.Team;

/// <summary>The ranks that one of several can have when intervals decide: ahead is only who is better by the whole interval.</summary>
/// <param name="From">The best rank, from 1.</param>
/// <param name="To">The worst rank, up to how many there are.</param>
public readonly record struct RankRange(int From, int To)
{
    /// <summary>Ranks one interval among all, of which it is one.</summary>
    /// <param name="own">Lower and upper end.</param>
    /// <param name="all">The intervals of everybody compared, its own among them.</param>
    /// <param name="isHighBetter">More is better.</param>
    public static RankRange Of((double Low, double High) own, IReadOnlyCollection<(double Low, double High)> all, bool isHighBetter)
    {
        var above = all.Count(other => other.Low > own.High);
        var below = all.Count(other => other.High < own.Low);
        return isHighBetter ? new RankRange(1 + above, all.Count - below) : new RankRange(1 + below, all.Count - above);
    }
}
