using System.Threading.Channels;
using Deskmeter.App.Board;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Live;

/// <summary>
/// Is told of changes and keeps every filter set that somebody looks at up to date: all of them are read together, and each is written
/// once, so that the work grows with the sets and not with the viewers.
/// </summary>
public sealed partial class LiveHub : BackgroundService
{
    /// <summary>A viewer that hears nothing for two of these is cut off.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private const int MostViews = 500, MostViewers = 10_000;

    /// <summary>Changes that follow each other faster are shown together.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits grow without any change; what failed is tried again.</summary>
    private static readonly TimeSpan Move = TimeSpan.FromSeconds(10);

    private readonly Workspace _workspace;
    private readonly LiveParts _parts;
    private readonly ILogger<LiveHub> _log;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private readonly Dictionary<LiveKey, LiveView> _views = [];
    private int _viewers;

    public LiveHub(Workspace workspace, LiveParts parts, ILogger<LiveHub> log)
    {
        (_workspace, _parts, _log) = (workspace, parts, log);
        workspace.Changed += Tell;
    }

    /// <summary>How many look.</summary>
    public int Viewers
    {
        get
        {
            lock (_lock) return _viewers;
        }
    }

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
        var visit = new Visit(_workspace, request);
        var key = LiveKey.Of(visit);
        lock (_lock)
        {
            if (_viewers >= MostViewers || (!_views.ContainsKey(key) && _views.Count >= MostViews)) return null;
            if (!_views.TryGetValue(key, out var view)) _views[key] = view = new LiveView(_workspace, _parts, key, VisitsLike(request, key));
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

    public override void Dispose()
    {
        _workspace.Changed -= Tell;
        base.Dispose();
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

    private void Tell() => _changes.Writer.TryWrite(true);

    private async Task Changes(CancellationToken stopping)
    {
        while (true)
        {
            var isNew = await HasChanged(stopping);
            var started = TimeProvider.System.GetTimestamp();
            // Tricky: what is told is taken first, then who looks: whoever joins after that has computed from these facts or newer ones.
            // Where time does not go on, only what failed is tried again. Facts that are being built again are told of when they are there.
            if (_workspace.Facts.Projection is not null) await Refresh(isNew || _workspace.Settings.IsLive ? All : All.FindAll(view => view.HasFailed), stopping);
            if (TimeProvider.System.GetElapsedTime(started) is var spent && spent < Apart) await Task.Delay(Apart - spent, stopping);
        }
    }

    /// <summary>Waits for a change; false: none came, but time went on.</summary>
    private async Task<bool> HasChanged(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Move);
        try
        {
            return await _changes.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task Refresh(List<LiveView> views, CancellationToken stopping)
    {
        var known = new Dictionary<LiveView, (Visit Visit, LiveAnswer Answer)>();
        try
        {
            foreach (var alike in Visits(views).GroupBy(pair => (pair.Visit.Zone, pair.Visit.State.AsOf))) Read([.. alike.GroupBy(pair => pair.View.Key.Query)], known);
        }
        catch (Exception)
        {
            // Together it does not go: each reads by itself, and says what is wrong.
        }

        await Parallel.ForEachAsync(views, new ParallelOptions { CancellationToken = stopping, MaxDegreeOfParallelism = Environment.ProcessorCount },
            (view, cancellation) => Refresh(view, known.TryGetValue(view, out var read) ? read : null, cancellation));
    }

    private List<(LiveView View, Visit Visit)> Visits(List<LiveView> views)
    {
        var now = _workspace.ExactAsOf;
        var visits = new List<(LiveView View, Visit Visit)>();
        foreach (var view in views)
        {
            try
            {
                visits.Add((view, view.VisitAt(now)));
            }
            catch (UsageException)
            {
                // A slice was taken away: it fails by itself, and the others are read together all the same.
            }
        }

        return visits;
    }

    /// <summary>Reads filter sets together; in other languages or for other eyes a set is the same.</summary>
    private static void Read(List<IGrouping<string, (LiveView View, Visit Visit)>> sets, Dictionary<LiveView, (Visit Visit, LiveAnswer Answer)> known)
    {
        var first = sets[0].First().Visit;
        var old = sets.FindAll(set => set.Any(pair => pair.View.NeedsUsual(pair.Visit)));
        foreach (var (set, usual) in old.Zip(LiveAnswer.Usual(first, old.ConvertAll(Held))))
            foreach (var (view, visit) in set) view.Keep(visit, usual);
        foreach (var (set, answer) in sets.Zip(LiveAnswer.Of(first, sets.ConvertAll(Held))))
            foreach (var (view, visit) in set) known[view] = (visit, answer);

        static IReadOnlyList<Filter> Held(IGrouping<string, (LiveView View, Visit Visit)> set) => LiveModel.Held(set.First().Visit);
    }

    private async ValueTask Refresh(LiveView view, (Visit Visit, LiveAnswer Answer)? known, CancellationToken cancellation)
    {
        try
        {
            await view.Refresh(known).WaitAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFault(_log, view.Key.Query, error);
        }
    }

    /// <summary>Makes visits as this one after its request is gone: the same filters, in the same language, each as of its own now.</summary>
    private Func<Instant?, Visit> VisitsLike(HttpRequest request, LiveKey key)
    {
        var (accepted, cookie, user) = (request.Headers.AcceptLanguage, request.Headers.Cookie, request.HttpContext.User);
        return now =>
        {
            var context = new DefaultHttpContext { User = user };
            context.Request.Path = "/live";
            context.Request.QueryString = new QueryString(key.Query.Length > 0 ? key.Query : null);
            context.Request.Headers.AcceptLanguage = accepted;
            context.Request.Headers.Cookie = cookie;
            return new Visit(_workspace, context.Request, now);
        };
    }

    [LoggerMessage(LogLevel.Error, "The live figures of '{Query}' could not be computed")]
    private static partial void LogFault(ILogger log, string query, Exception error);
}
