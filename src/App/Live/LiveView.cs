using Deskmeter.App.Board;
using Deskmeter.Live;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Live;

/// <summary>
/// One filter set that somebody looks at: computed and written once for each change, whoever looks. A viewer holds no queue but the
/// number of what it has, so one that never reads costs nothing and one that is slow gets the newest.
/// </summary>
public sealed class LiveView(Workspace workspace, LiveParts parts, LiveKey key, Func<Visit> visit)
{
    private static readonly TimeSpan UsualLasts = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private Task _refreshing = Task.CompletedTask;
    private volatile LiveFrame? _frame;
    private volatile bool _hasFailed;
    private TaskCompletionSource _signal = NewSignal();
    private (LocalDate Day, string? Facts, DayCourse Usual, long Since)? _usual;

    public LiveKey Key { get; } = key;

    /// <summary>How many look at it; guarded by the hub.</summary>
    public int Viewers { get; set; }

    public LiveFrame? Frame => _frame;

    /// <summary>What is shown could not be computed anew: it is older than it seems, so nobody is told that all is well.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Done with the next change or beat. Take it before looking at <see cref="Frame"/>.</summary>
    public Task Signal => Volatile.Read(ref _signal).Task;

    /// <summary>Computes what is shown now, one after another, and wakes the viewers when it changed.</summary>
    public Task Refresh()
    {
        lock (_lock)
        {
            var before = _refreshing;
            return _refreshing = Task.Run(() => Refresh(before));
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

    private async Task Refresh(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            var now = visit();
            var next = LiveFrame.After(_frame, await parts.Write(now, LiveModel.Of(now, UsualOf(now))));
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

    /// <summary>History moves seldom: the usual course is kept for some minutes.</summary>
    private DayCourse UsualOf(Visit now)
    {
        var (day, facts) = (now.Dates.Today, workspace.Facts.Projection?.Dependencies);
        if (_usual is { } known && known.Day == day && known.Facts == facts && TimeProvider.System.GetElapsedTime(known.Since) < UsualLasts) return known.Usual;
        var usual = LiveModel.UsualOf(now);
        _usual = (day, facts, usual, TimeProvider.System.GetTimestamp());
        return usual;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
