namespace Deskmeter.Metrics.Changes;

/// <summary>How a member moved a figure.</summary>
public enum ChangeKind
{
    /// <summary>Of a count or sum: the member's own difference.</summary>
    Amount,

    /// <summary>The member's own figure changed.</summary>
    Rate,

    /// <summary>The member's share of the whole changed.</summary>
    Mix,
}

/// <summary>What one member did to a figure's change.</summary>
/// <param name="Member">The member; null is a member of its own.</param>
/// <param name="Effect">In the unit of the figure; all effects add up to the change.</param>
public sealed record ChangePart(string? Member, ChangeKind Kind, double Effect);

/// <summary>One member in one of the two periods.</summary>
/// <param name="Weight">Its share of the whole, 0 when it is not there; null of counts and sums, which are not weighted.</param>
/// <param name="Value">Its own figure; null when it has none.</param>
public sealed record ChangeSide(double? Weight, double? Value);

/// <summary>One member before and now.</summary>
public sealed record ChangeMember(string? Member, ChangeSide Before, ChangeSide Now);
