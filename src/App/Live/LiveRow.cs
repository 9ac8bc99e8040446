namespace Deskmeter.App.Live;

/// <summary>A channel, team or agent now.</summary>
/// <param name="Member">Null is "none".</param>
/// <param name="Waiting">Tickets whose customer waits for an answer.</param>
/// <param name="Longest">Seconds that the one who waits longest has waited; null: nobody waits, or it is withheld.</param>
/// <param name="Open">Tickets that are not resolved.</param>
/// <param name="Limit">How long one may wait there; null without a target.</param>
public sealed record LiveRow(string? Member, double? Waiting, double? Longest, double? Open, LiveLimit? Limit)
{
    public bool IsOver => Longest > Limit?.Seconds;
}
