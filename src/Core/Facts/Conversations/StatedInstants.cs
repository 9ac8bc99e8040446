using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>
/// The columns in which a source states when a ticket was resolved and closed. They win over the changes of state that it showed:
/// the last resolve and the last close count at them, and what it never showed is added.
/// </summary>
internal static class StatedInstants
{
    // After everything else of its instant: minutes are often all that a column keeps.
    private const long AfterAll = long.MaxValue;

    /// <summary>A resolve or close that is stated though no state ever showed it.</summary>
    public static IReadOnlyList<StatusChanged> Unseen(TicketTimeline timeline, StageTrack stages)
    {
        var profile = timeline.Profile;
        if (profile.Resolved?.At is null && profile.Closed?.At is null) return [];
        List<StatusChanged> unseen = [];
        var last = stages.LastResolve;
        var isResolved = stages.Now.IsResolved();
        var reopened = last >= 0 && !isResolved ? stages.Changes[stages.EndOfRun(last)].At : (Instant?)null;
        var resolvedAt = last >= 0 ? stages.Changes[last].At : timeline.Created;
        if (profile.Resolved is { At: { } resolve } && !isResolved && !(TicketTimeline.WholeSeconds(resolve) <= reopened))
        {
            unseen.Add(new StatusChanged("stated resolve", EndOfSecond(resolve), Stage.Solved) { By = profile.Resolved.By, Sequence = AfterAll });
            (isResolved, resolvedAt, last) = (true, resolve, stages.Changes.Count);
        }

        if (profile.Closed is not { At: { } close }) return unseen;
        var isShown = isResolved && stages.Changes.Skip(last).Any(change => change.Stage == Stage.Closed);
        if (isShown || (!isResolved && TicketTimeline.WholeSeconds(close) <= reopened)) return unseen;
        var at = isResolved ? Instant.Max(close, resolvedAt) : close;
        unseen.Add(new StatusChanged("stated close", EndOfSecond(at), Stage.Closed) { By = profile.Closed.By, Sequence = AfterAll });
        return unseen;
    }

    /// <summary>Moves the last resolve and the last close to where the source states them.</summary>
    public static void Apply(TicketTimeline timeline, StageTrack stages)
    {
        var profile = timeline.Profile;
        if (profile.Resolved is null && profile.Closed?.At is null) return;
        if (profile.Resolved is { At: { } resolve }) stages.ResolveAt(Counted(timeline, resolve), Solved);
        else if (profile.Resolved is not null) stages.LeaveAtClose();
        if (profile.Closed is { At: { } close }) stages.CloseAt(Counted(timeline, close));
        timeline.Reorder();

        TimelineEntry Solved(TimelineEntry shown)
        {
            var by = profile.Resolved!.By ?? shown.By;
            var stated = (StatusChanged)shown.Event! with { Id = "stated resolve", Stage = Stage.Solved, By = by };
            var entry = new TimelineEntry(shown.At, EntryKind.Status, stated, by);
            timeline.Entries.Insert(timeline.Entries.IndexOf(shown), entry);
            return entry;
        }
    }

    /// <summary>Facts count whole seconds, so what is stated comes after all that was shown in its second.</summary>
    private static Instant EndOfSecond(Instant at) => TicketTimeline.WholeSeconds(at) + Duration.FromSeconds(1) - Duration.Epsilon;

    private static Instant Counted(TicketTimeline timeline, Instant stated) =>
        Instant.Max(timeline.Created, TicketTimeline.WholeSeconds(stated));
}
