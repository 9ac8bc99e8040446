using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>The stage became another.</summary>
/// <param name="Place">Among the events of its second; a stated instant comes after them.</param>
/// <param name="IsNeverResolved">The source says that this close was no resolve, so it has no resolution time.</param>
/// <param name="IsFirstSeen">The state that the ticket was in when it was first seen: a resolve then has no resolution time either.</param>
internal sealed record StageChange(
    long At, int Place, Stage Stage, Actor? By, ResolveVia? Via = null, bool IsConfirmed = false, bool IsNeverResolved = false, bool IsFirstSeen = false);

/// <summary>One resolve: from the creation or the reopening before, until the reopening after.</summary>
internal sealed record ReferenceCycle(long Began, StageChange Resolve, StageChange? Reopening, bool IsFirst)
{
    public long Resolved => Resolve.At;

    /// <summary>Null where the source says that it was never resolved, or showed it only when it was.</summary>
    public long? Seconds => Resolve.IsNeverResolved || Resolve.IsFirstSeen ? null : Resolve.At - Began;
}

/// <summary>In which stage a ticket was when, by decision 2: what was shown, corrected by what the source states.</summary>
internal sealed class ReferenceStages
{
    private const int Stated = int.MaxValue;

    public ReferenceStages(ReferenceLog log, TicketProfile? profile)
    {
        var shown = new List<StageChange>();
        foreach (var entry in log.Entries)
        {
            if (ReferenceLog.StageOf(entry.Event) is not { } stage) continue;
            var isFirst = !IsShown;
            IsShown = true;
            // A deleted ticket that counts has been restored: as if nothing had been.
            if (stage == Stage.Deleted) continue;
            var status = entry.Event as StatusChanged;
            shown.Add(new StageChange(entry.At, entry.Place, stage, entry.Event.By, status?.Via, status?.IsConfirmed ?? false, IsFirstSeen: isFirst && entry.Event is StateObserved && entry.At == log.Created));
        }

        if (shown.Count == 0 || shown[0].At > log.Created) shown.Insert(0, new StageChange(log.Created, -1, Stage.New, null));
        Created = log.Created;
        Changes = shown;
        if (profile?.Resolved is { At: { } resolved } statement) Changes = Resolve(Changes, Math.Max(Created, ReferenceLog.Second(resolved)), statement.By);
        var closed = profile?.Closed?.At is { } close ? Math.Max(Created, ReferenceLog.Second(close)) : (long?)null;
        if (profile?.Resolved is { At: null }) Changes = NeverResolved(Changes, closed, profile.Closed?.By);
        else if (closed is { } at) Changes = Close(Changes, at, profile?.Closed?.By);
        Changes = WithoutRepeats(Changes);
        Cycles = [.. CyclesOf(Changes)];
    }

    public long Created { get; }

    /// <summary>The source shows stages at all.</summary>
    public bool IsShown { get; }

    /// <summary>In order; the first is where the ticket starts.</summary>
    public List<StageChange> Changes { get; private set; }

    public List<ReferenceCycle> Cycles { get; }

    public ReferenceCycle? First => Cycles.FirstOrDefault();

    /// <summary>The resolve that still holds; null while the ticket is open.</summary>
    public ReferenceCycle? Last => Cycles.Count > 0 && Cycles[^1].Reopening is null ? Cycles[^1] : null;

    /// <summary>Every stretch in one stage; the last one lasts.</summary>
    public IEnumerable<(Stage Stage, long From, long? Until)> Spans()
    {
        for (var i = 0; i < Changes.Count; i++) yield return (Changes[i].Stage, Changes[i].At, i + 1 < Changes.Count ? Changes[i + 1].At : null);
    }

    private static bool IsResolved(List<StageChange> changes, int place) => place >= 0 && changes[place].Stage.IsResolved();

    private static List<StageChange> WithoutRepeats(IEnumerable<StageChange> changes)
    {
        var kept = new List<StageChange>();
        foreach (var change in changes)
            if (kept.Count == 0 || kept[^1].Stage != change.Stage) kept.Add(change);
        return kept;
    }

    private static int LastResolve(List<StageChange> changes) =>
        Enumerable.Range(0, changes.Count).LastOrDefault(place => IsResolved(changes, place) && !IsResolved(changes, place - 1), -1);

    private static int LastReopening(List<StageChange> changes) =>
        Enumerable.Range(0, changes.Count).LastOrDefault(place => !IsResolved(changes, place) && IsResolved(changes, place - 1), -1);

    private static List<StageChange> Added(List<StageChange> changes, StageChange stated) =>
        [.. changes.Where(change => change.At <= stated.At), stated, .. changes.Where(change => change.At > stated.At)];

    /// <summary>The stated resolve is the last one.</summary>
    private static List<StageChange> Resolve(List<StageChange> changes, long at, Actor? by)
    {
        var reopening = LastReopening(changes);
        if (!changes[^1].Stage.IsResolved())
        {
            // Open at the end: a resolve before the last reopening is that of the cycle before; one that was never shown is added.
            if (reopening >= 0 && at <= changes[reopening].At) return [.. Resolve(changes[..reopening], at, by), .. changes[reopening..]];
            return Added(changes, new StageChange(at, Stated, Stage.Solved, by));
        }

        var last = LastResolve(changes);
        var shown = changes[last];
        var closes = shown.Stage == Stage.Closed ? changes[last..] : changes[(last + 1)..];
        var before = changes[..last].Where(change => change.At <= at).ToList();
        var isClosed = false;
        while (before.Count > 0 && before[^1].Stage.IsResolved())
        {
            // The stage before lasts until the resolve.
            isClosed |= before[^1].Stage == Stage.Closed;
            before.RemoveAt(before.Count - 1);
        }

        var resolve = shown with { At = at, Place = Stated, Stage = isClosed ? Stage.Closed : Stage.Solved, By = by ?? shown.By, IsFirstSeen = false };
        return [.. before, resolve, .. closes.Select(close => close with { At = Math.Max(close.At, at) })];
    }

    /// <summary>The stated close is the last one, and never before the resolve.</summary>
    private static List<StageChange> Close(List<StageChange> changes, long at, Actor? by)
    {
        var reopening = LastReopening(changes);
        if (!changes[^1].Stage.IsResolved())
        {
            if (reopening >= 0 && at <= changes[reopening].At) return changes;
            return Added(changes, new StageChange(at, Stated, Stage.Closed, by));
        }

        var last = LastResolve(changes);
        var shown = changes[last];
        if (shown.Stage == Stage.Solved) return [.. changes[..(last + 1)], new StageChange(Math.Max(at, shown.At), Stated, Stage.Closed, by)];
        var before = changes[..last].Where(change => change.At <= at).ToList();
        while (before.Count > 0 && before[^1].Stage.IsResolved()) before.RemoveAt(before.Count - 1);
        return [.. before, shown with { At = at, Place = Stated, By = by ?? shown.By, IsFirstSeen = false }];
    }

    /// <summary>The source says that the ticket was not resolved: it leaves the backlog when it is closed.</summary>
    private static List<StageChange> NeverResolved(List<StageChange> changes, long? closed, Actor? by)
    {
        var reopening = LastReopening(changes);
        if (!changes[^1].Stage.IsResolved())
        {
            if (closed is not { } at || (reopening >= 0 && at <= changes[reopening].At)) return changes;
            return Added(changes, new StageChange(at, Stated, Stage.Closed, by, IsNeverResolved: true));
        }

        var last = LastResolve(changes);
        var shown = changes[last..].Find(change => change.Stage == Stage.Closed);
        if (closed is null && shown is null) return changes[..last];
        var close = closed ?? shown!.At;
        return
        [
            .. changes[..last].Where(change => change.At <= close),
            new StageChange(close, closed is null ? shown!.Place : Stated, Stage.Closed, by ?? shown?.By, shown?.Via, shown?.IsConfirmed ?? false,
                IsNeverResolved: true),
        ];
    }

    private IEnumerable<ReferenceCycle> CyclesOf(List<StageChange> changes)
    {
        var (began, isFirst) = (Created, true);
        for (var i = 0; i < changes.Count; i++)
        {
            if (!IsResolved(changes, i) || IsResolved(changes, i - 1)) continue;
            var reopening = changes[i..].Find(change => !change.Stage.IsResolved());
            yield return new ReferenceCycle(began, changes[i], reopening, isFirst);
            (began, isFirst) = (reopening?.At ?? 0, false);
        }
    }
}
