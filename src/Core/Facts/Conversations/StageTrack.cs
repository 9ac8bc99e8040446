using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>
/// The stages a ticket went through. It is new from its creation until the first status, and a stage lasts until the next: there is
/// no gap and no overlap. A deletion that was taken back leaves no trace.
/// </summary>
internal sealed class StageTrack
{
    private readonly Instant _created;
    private readonly List<TimelineEntry> _changes = [];
    private bool _isLeftAtClose;

    private StageTrack(Instant created) => _created = created;

    /// <summary>The changes that count, each to another stage than before, in order.</summary>
    public IReadOnlyList<TimelineEntry> Changes => _changes;

    /// <summary>The stage now.</summary>
    public Stage Now => _changes.Count > 0 ? _changes[^1].Stage : Stage.New;

    /// <summary>The source showed at least one status: without any, times in a stage are unknown.</summary>
    public bool HasHistory { get; private set; }

    /// <summary>
    /// When the last resolve was is not known, because the source left its column for it empty or showed the ticket only when it was
    /// resolved: the resolve took the ticket out of the backlog and has no duration.
    /// </summary>
    public bool IsLastResolveUnstated => _isLeftAtClose || (LastResolve is >= 0 and var last && _changes[last].IsResolvedUnseen);

    /// <summary>Reads the changes of a timeline and says of each status that changes nothing why it is left out.</summary>
    public static StageTrack Read(TicketTimeline timeline)
    {
        var track = new StageTrack(timeline.Created);
        foreach (var entry in timeline.Entries)
        {
            if (entry.Kind != EntryKind.Status || entry.LeftOut is not null) continue;
            if (entry.Stage == Stage.Deleted) entry.LeftOut = EntryReason.Undone;
            else if (entry.Stage == track.Now) entry.LeftOut = EntryReason.NoChange;
            else track._changes.Add(entry);
            track.HasHistory |= !entry.IsStated;
        }

        return track;
    }

    /// <summary>From the creation on, without stretches of no length; the last has no end.</summary>
    public IEnumerable<StageSpan> Spans()
    {
        var (stage, from) = (Stage.New, _created);
        foreach (var change in _changes)
        {
            if (change.At > from) yield return new StageSpan(stage, from, change.At);
            (stage, from) = (change.Stage, change.At);
        }

        yield return new StageSpan(stage, from, null);
    }

    /// <summary>The place of the entry into the last run of resolved stages; -1 when there is none.</summary>
    public int LastResolve
    {
        get
        {
            var index = _changes.Count - 1;
            while (index >= 0 && !IsResolve(index)) index--;
            return index;
        }
    }

    /// <summary>The entry at this place is a resolve: into solved or closed from an unresolved stage.</summary>
    public bool IsResolve(int index) => _changes[index].Stage.IsResolved() && (index == 0 || _changes[index - 1].Stage.IsUnresolved());

    /// <summary>The entry at this place is a reopening: into an unresolved stage from solved or closed.</summary>
    public bool IsReopening(int index) => index > 0 && _changes[index].Stage.IsUnresolved() && _changes[index - 1].Stage.IsResolved();

    /// <summary>When the ticket was opened last before this place: reopened, or created.</summary>
    public Instant OpenedBefore(int index)
    {
        while (--index > 0)
        {
            if (IsReopening(index)) return _changes[index].At;
        }

        return _created;
    }

    /// <summary>Where the run of resolved stages that starts at this place ends: the place of the reopening, or the number of changes.</summary>
    public int EndOfRun(int resolve)
    {
        var index = resolve + 1;
        while (index < _changes.Count && _changes[index].Stage.IsResolved()) index++;
        return index;
    }

    /// <summary>It was pending or on hold, up to an instant where there is one; null when no status was ever shown.</summary>
    public bool? WasPausedBefore(Instant? end) =>
        HasHistory ? _changes.Exists(change => change.Stage is Stage.Pending or Stage.Hold && !(change.At > end)) : null;

    /// <summary>
    /// Puts the last resolve at the instant that the source states. What was shown between that and the resolve goes, a reopening
    /// too: had it been one, the source would state a later instant.
    /// </summary>
    /// <param name="solved">Makes an entry into solved, where the source showed only the close.</param>
    public void ResolveAt(Instant at, Func<TimelineEntry, TimelineEntry> solved)
    {
        var resolve = LastResolve;
        if (resolve < 0) return;
        var end = EndOfRun(resolve);
        if (end < _changes.Count && (at < OpenedBefore(resolve) || at > _changes[end].At)) return;
        resolve -= Overrule(resolve, at);
        if (resolve > 0 && _changes[resolve - 1].Stage.IsResolved())
        {
            // The ticket stays in the run of resolved stages before: that is the last one now.
            if (_changes[resolve - 1].Stage == _changes[resolve].Stage) Drop(resolve, 1);
            resolve = LastResolve;
        }

        if (_changes[resolve].Stage == Stage.Closed) _changes.Insert(resolve, solved(_changes[resolve]));
        MoveRun(resolve, at);
    }

    /// <summary>Puts the entry into closed at the instant that the source states, but not before the resolve.</summary>
    public void CloseAt(Instant at)
    {
        var resolve = LastResolve;
        if (resolve < 0 || !Now.IsResolved()) return;
        var close = _changes.FindLastIndex(change => change.Stage == Stage.Closed);
        if (close < resolve) return;
        if (close > resolve) at = Instant.Max(at, _changes[resolve].At);
        else if (at < OpenedBefore(resolve)) return;
        close -= Overrule(close, at);
        MoveRun(close, at);
    }

    /// <summary>
    /// The source says that the ticket was never resolved: solved counts for nothing, and it leaves the backlog when it closes.
    /// </summary>
    public void LeaveAtClose()
    {
        var resolve = LastResolve;
        if (resolve < 0 || !Now.IsResolved()) return;
        var close = _changes.FindIndex(resolve, change => change.Stage == Stage.Closed);
        var end = close < 0 ? _changes.Count : close;
        Drop(resolve, end - resolve);
        _isLeftAtClose = close >= 0;
    }

    /// <summary>Takes out the changes before a place that lie after an instant, and says how many.</summary>
    private int Overrule(int place, Instant at)
    {
        var first = place;
        while (first > 0 && _changes[first - 1].At > at) first--;
        Drop(first, place - first);
        return place - first;
    }

    private void Drop(int first, int count)
    {
        for (var index = first; index < first + count; index++) _changes[index].LeftOut = EntryReason.OverruledByStated;
        _changes.RemoveRange(first, count);
    }

    private void MoveRun(int index, Instant at)
    {
        _changes[index].MoveTo(at);
        for (var next = index + 1; next < _changes.Count && _changes[next].Stage.IsResolved(); next++) _changes[next].NotBefore(at);
    }
}

/// <summary>A stretch in one stage; <paramref name="Until"/> null: it lasts.</summary>
internal readonly record struct StageSpan(Stage Stage, Instant From, Instant? Until);
