using Deskmeter.App.Board;
using Deskmeter.Store;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Live;

/// <summary>Watches the facts and keeps every filter set that somebody looks at up to date: the work grows with the sets, not with the viewers.</summary>
public sealed partial class LiveHub(Workspace workspace, LiveParts parts, ILogger<LiveHub> log) : BackgroundService
{
    /// <summary>A viewer that hears nothing for three of these knows that it is cut off.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private const int MostViews = 500, MostViewers = 10_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200), Move = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private readonly Dictionary<LiveKey, LiveView> _views = [];
    private int _viewers;

    /// <summary>How many filter sets are kept up to date.</summary>
    public int Views
    {
        get
        {
            lock (_lock) return _views.Count;
        }
    }

    /// <summary>Begins to look; null when too many do already.</summary>
    public LiveView? Join(HttpRequest request)
    {
        var visit = new Visit(workspace, request);
        var key = LiveKey.Of(visit);
        lock (_lock)
        {
            if (_viewers >= MostViewers || (!_views.ContainsKey(key) && _views.Count >= MostViews)) return null;
            if (!_views.TryGetValue(key, out var view)) _views[key] = view = new LiveView(workspace, parts, key, VisitsLike(request, key));
            view.Viewers++;
            _viewers++;
            return view;
        }
    }

    /// <summary>Ends looking; what nobody looks at is not computed any more.</summary>
    public void Leave(LiveView view)
    {
        lock (_lock)
        {
            _viewers--;
            if (--view.Viewers == 0) _views.Remove(view.Key);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(Beats(stoppingToken), Changes(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private List<LiveView> All
    {
        get
        {
            lock (_lock) return [.. _views.Values];
        }
    }

    private async Task Beats(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stopping)) All.FindAll(view => !view.HasFailed).ForEach(view => view.Wake());
    }

    private async Task Changes(CancellationToken stopping)
    {
        (Projection? Facts, object? Settings) seen = default;
        var moved = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Look);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            if (workspace.Facts.Projection is not { } facts) continue;
            var isNew = facts != seen.Facts || !ReferenceEquals(workspace.Settings, seen.Settings);
            var isLate = TimeProvider.System.GetElapsedTime(moved) >= Move;
            if (!isNew && !isLate) continue;
            // Tricky: first what is seen, then who looks: whoever joins after that has computed from these facts or newer ones.
            (seen, moved) = ((facts, workspace.Settings), TimeProvider.System.GetTimestamp());
            // Waits grow where time goes on; elsewhere only what failed is tried again.
            var views = isNew || workspace.Settings.IsLive ? All : All.FindAll(view => view.HasFailed);
            await Parallel.ForEachAsync(views, new ParallelOptions { CancellationToken = stopping, MaxDegreeOfParallelism = Environment.ProcessorCount }, Refresh);
        }
    }

    /// <summary>A filter set that cannot be computed, as after a slice was taken away, does not stop the others.</summary>
    private async ValueTask Refresh(LiveView view, CancellationToken cancellation)
    {
        try
        {
            await view.Refresh().WaitAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFault(log, view.Key.Query, error);
        }
    }

    /// <summary>Makes visits as this one after its request is gone: the same filters, in the same language, each as of its own now.</summary>
    private Func<Visit> VisitsLike(HttpRequest request, LiveKey key)
    {
        var (accepted, cookie, user) = (request.Headers.AcceptLanguage, request.Headers.Cookie, request.HttpContext.User);
        return () =>
        {
            var context = new DefaultHttpContext { User = user };
            context.Request.Path = "/live";
            context.Request.QueryString = new QueryString(key.Query.Length > 0 ? key.Query : null);
            context.Request.Headers.AcceptLanguage = accepted;
            context.Request.Headers.Cookie = cookie;
            return new Visit(workspace, context.Request);
        };
    }

    [LoggerMessage(LogLevel.Error, "The live figures of '{Query}' could not be computed")]
    private static partial void LogFault(ILogger log, string query, Exception error);
}
