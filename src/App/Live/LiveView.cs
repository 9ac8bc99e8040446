using Deskmeter.App.Board;
using Deskmeter.Live;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Live;

/// <summary>
/// One filter set that somebody looks at: computed and written once for each change, whoever looks. A viewer holds no queue but the
/// number of what it has, so one that never reads costs nothing and one that is slow gets the newest.
/// </summary>
public sealed class LiveView(Workspace workspace, LiveParts parts, LiveKey key, Func<Instant?, Visit> visit)
{
    private static readonly TimeSpan UsualLasts = TimeSpan.FromMinutes(15);
    private readonly Lock _lock = new();
    private Task _refreshing = Task.CompletedTask;
    private volatile LiveFrame? _frame;
    private volatile bool _hasFailed;
    private TaskCompletionSource _signal = NewSignal();
    private volatile KnownUsual? _usual;

    public LiveKey Key { get; } = key;

    /// <summary>How many look at it; guarded by the hub.</summary>
    public int Viewers { get; set; }

    public LiveFrame? Frame => _frame;

    /// <summary>What is shown could not be computed anew: it is older than it seems, so nobody is told that all is well.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Done with the next change or beat. Take it before looking at <see cref="Frame"/>.</summary>
    public Task Signal => Volatile.Read(ref _signal).Task;

    /// <summary>The visit of somebody who looks, its now at an instant; null: the workspace's own.</summary>
    public Visit VisitAt(Instant? now) => visit(now);

    /// <summary>Computes what is shown now, one after another, and wakes the viewers when it changed.</summary>
    /// <param name="now">What was read for it together with others; null: it reads by itself.</param>
    public Task Refresh((Visit Visit, LiveAnswer Answer)? now = null)
    {
        lock (_lock)
        {
            var before = _refreshing;
            return _refreshing = Task.Run(() => Refresh(before, now));
        }
    }

    /// <summary>The first frame, computed once however many come at the same time.</summary>
    public async Task First(CancellationToken cancellation)
    {
        Task first;
        lock (_lock) first = _frame is not null && !_hasFailed ? Task.CompletedTask : _refreshing is { IsCompleted: false } running ? running : Refresh();
        await first.WaitAsync(cancellation);
    }

    /// <summary>Wakes the viewers, if only to tell them that all is well.</summary>
    public void Wake() => Interlocked.Exchange(ref _signal, NewSignal()).SetResult();

    /// <summary>The usual course is not known, or was computed for another day or other facts, or a while ago: history moves seldom.</summary>
    public bool NeedsUsual(Visit now) =>
        _usual is not { } known || known.Day != now.Dates.Today || known.Facts != workspace.Facts.Projection?.Dependencies || TimeProvider.System.GetElapsedTime(known.Since) >= UsualLasts;

    public void Keep(Visit now, DayCourse usual) => _usual = new KnownUsual(now.Dates.Today, workspace.Facts.Projection?.Dependencies, usual, TimeProvider.System.GetTimestamp());

    private async Task Refresh(Task before, (Visit Visit, LiveAnswer Answer)? known)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            var now = known?.Visit ?? visit(null);
            if (NeedsUsual(now)) Keep(now, LiveAnswer.Usual(now, [LiveModel.Held(now)])[0]);
            var next = LiveFrame.After(_frame, await parts.Write(now, LiveModel.Of(now, known?.Answer ?? LiveAnswer.Of(now), _usual!.Usual)));
            _hasFailed = false;
            if (next == _frame) return;
            _frame = next;
        }
        catch
        {
            _hasFailed = true;
            throw;
        }

        Wake();
    }

    private sealed record KnownUsual(LocalDate Day, string? Facts, DayCourse Usual, long Since);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
