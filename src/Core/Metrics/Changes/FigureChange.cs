using NodaTime;

namespace Deskmeter.Metrics.Changes;

/// <summary>Which statistic a change is split of.</summary>
public enum ChangeStatistic
{
    /// <summary>The KPI's own value.</summary>
    Value,

    /// <summary>The mean of the rows, because medians and percentiles of members do not add up.</summary>
    Mean,
}

/// <summary>Whether a change could be split.</summary>
public enum ChangeStatus
{
    Ok,

    /// <summary>There is no value in one of the two periods.</summary>
    NoData,

    /// <summary>So few people are behind it that a part could give one of them away.</summary>
    Withheld,

    /// <summary>The KPI is no sum, ratio or mean: an hour, a state of now, the longest of all.</summary>
    NotSplit,

    /// <summary>The members of the slice do not add up to the whole: rows count in several, or a side of the ratio does.</summary>
    Overlapping,

    /// <summary>In one of the two periods no member of the slice has a value, though the whole has one: what is common to all cannot be shared out.</summary>
    MembersUnknown,

    /// <summary>The KPI has no slice.</summary>
    NoSlice,
}

/// <summary>Why a figure changed: what each member of a slice did to it.</summary>
/// <param name="Query">The question as it was understood, of one KPI, broken down by the slice.</param>
/// <param name="AsOf">Nothing after this instant counts.</param>
/// <param name="Row">The figure over all members, with its comparison.</param>
/// <param name="By">The slice; null when there is none.</param>
/// <param name="Statistic">What is split.</param>
/// <param name="Status">Whether it could be split.</param>
public sealed record FigureChange(MetricQuery Query, Instant AsOf, MetricRow Row, string? By, ChangeStatistic Statistic, ChangeStatus Status)
{
    /// <summary>The statistic in the period it is compared with.</summary>
    public double? Before { get; init; }

    /// <summary>The statistic in the period asked for.</summary>
    public double? Now { get; init; }

    /// <summary>The parts, the largest first; they add up to <see cref="Difference"/>. Empty when it could not be split.</summary>
    public IReadOnlyList<ChangePart> Parts { get; init; } = [];

    /// <summary>The members on which the parts stand.</summary>
    public IReadOnlyList<ChangeMember> Members { get; init; } = [];

    /// <summary>The change of the statistic.</summary>
    public double? Difference => Now - Before;

    /// <summary>It is split by the members' differences: a count or sum has no rate and no mix.</summary>
    public bool IsAmount => Members.Any(member => member.Now.Weight is null);

    /// <summary>What the parts of one kind do together; null when it could not be split into this kind.</summary>
    public double? Total(ChangeKind kind) =>
        Status == ChangeStatus.Ok && IsAmount == (kind == ChangeKind.Amount) ? Parts.Where(part => part.Kind == kind).Sum(part => part.Effect) : null;

    /// <summary>The largest parts, and all others.</summary>
    public (IReadOnlyList<ChangePart> Largest, IReadOnlyList<ChangePart> Smaller) Largest(int most) => ChangeSplit.Largest(Parts, most);

    /// <summary>How far the member that did most is from what all members did alike: the higher, the more the slice explains.</summary>
    public double Explains
    {
        get
        {
            if (Status != ChangeStatus.Ok) return -1;
            var effects = Parts.ToLookup(part => part.Member, part => part.Effect);
            var amounts = Members.Sum(member => (member.Before.Value ?? 0) + (member.Now.Value ?? 0));
            return Members.Select(member => Math.Abs(effects[member.Member].Sum() - (Share(member) * Difference!.Value))).DefaultIfEmpty(0).Max();

            double Share(ChangeMember member) => member.Now.Weight is { } weight ? (weight + member.Before.Weight!.Value) / 2
                : amounts == 0 ? 0 : ((member.Before.Value ?? 0) + (member.Now.Value ?? 0)) / amounts;
        }
    }
}
