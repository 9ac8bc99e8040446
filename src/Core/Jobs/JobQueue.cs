namespace Deskmeter.Jobs;

/// <summary>
/// Long work that the server does by itself, one piece after the other, while people come and go. What is left of it for good (what an
/// import brought) is kept by the work itself; here is only how it stands.
/// </summary>
public sealed class JobQueue(TimeProvider time, Action<Job, Exception>? onFault = null) : IAsyncDisposable
{
    private const int MostRemembered = 100;
    private readonly Lock _gate = new();
    private readonly List<Job> _jobs = [];
    private Task _last = Task.CompletedTask;
    private bool _isClosed;

    /// <summary>Those that wait or run, in the order in which they were asked for.</summary>
    public IReadOnlyList<Job> Open
    {
        get
        {
            lock (_gate) return [.. _jobs.Where(job => job.IsOpen)];
        }
    }

    /// <summary>The newest of this key; null when there is none.</summary>
    public Job? Find(string key)
    {
        lock (_gate) return _jobs.LastOrDefault(job => job.Key == key);
    }

    /// <summary>Puts work at the end of the queue.</summary>
    /// <param name="key">By what it is found again.</param>
    /// <param name="work">Runs on a thread of its own; ends early when the job is cancelled.</param>
    /// <param name="mayStop">False: people are offered no way to stop it.</param>
    public Job Start(string key, Action<Job> work, bool mayStop = true)
    {
        var job = new Job(key, time.GetUtcNow(), mayStop);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            ForgetOldest();
            _jobs.Add(job);
            _last = _last.ContinueWith(_ => Run(job, work), CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);
        }

        return job;
    }

    /// <summary>Stops everything and waits until it has ended, so that the data folder can be closed.</summary>
    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (_gate)
        {
            _isClosed = true;
            foreach (var job in _jobs) job.Abandon();
            last = _last;
        }

        await last.ConfigureAwait(false);
        foreach (var job in _jobs) job.Dispose();
    }

    private void ForgetOldest()
    {
        foreach (var old in _jobs.Where(job => !job.IsOpen).Take(_jobs.Count + 1 - MostRemembered).ToList())
        {
            _jobs.Remove(old);
            old.Dispose();
        }
    }

    private void Run(Job job, Action<Job> work)
    {
        try
        {
            job.Cancellation.ThrowIfCancellationRequested();
            job.Begin();
            work(job);
            job.End(JobState.Done);
        }
        catch (OperationCanceledException)
        {
            job.End(JobState.Cancelled);
        }
        catch (Exception error)
        {
            var isTold = error is UsageException or InvalidDataException or IOException or UnauthorizedAccessException;
            job.End(JobState.Failed, isTold ? Sentence.Of(error) : null);
            if (!isTold) onFault?.Invoke(job, error);
        }
    }
}
