namespace Deskmeter.Jobs;

/// <summary>How a piece of long work stands.</summary>
public enum JobState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>One piece of long work of the server. Safe to read while it runs.</summary>
public sealed class Job : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private volatile Standing _standing = new(JobState.Waiting, null, 0, null);
    private volatile bool _isCalledOff;

    internal Job(string key, DateTimeOffset startedAt, bool mayStop) => (Key, StartedAt, MayStop) = (key, startedAt, mayStop);

    /// <summary>By what it is found again, such as <c>import/7</c>.</summary>
    public string Key { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>It can be stopped on the way without a loss.</summary>
    public bool MayStop { get; }

    /// <summary>Somebody stopped it, and not the end of the server.</summary>
    public bool IsCalledOff => _isCalledOff;

    /// <summary>Is cancelled when somebody stops the work.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    public JobState State => _standing.State;

    /// <summary>It waits or runs.</summary>
    public bool IsOpen => State is JobState.Waiting or JobState.Running;

    /// <summary>Somebody asked to stop it; it may still be finishing what it has begun.</summary>
    public bool IsStopping => IsOpen && _cancellation.IsCancellationRequested;

    /// <summary>What is being done, such as <c>Reading</c>; null before the first word.</summary>
    public string? Stage => _standing.Stage;

    /// <summary>How far that is, from 0 to 1.</summary>
    public double Fraction => _standing.Fraction;

    /// <summary>Why it failed, for a person; null for a fault of ours.</summary>
    public Sentence? Error => _standing.Error;

    /// <summary>What the work tells how far it is.</summary>
    public Progress Progress => (stage, fraction, _) => Report(stage, fraction);

    /// <summary>Tells how far a stage is.</summary>
    public void Report(string stage, double fraction) => _standing = _standing with { Stage = stage, Fraction = Math.Clamp(fraction, 0, 1) };

    /// <summary>Somebody stops it.</summary>
    public void Cancel()
    {
        if (!IsOpen) return;
        _isCalledOff = true;
        _cancellation.Cancel();
    }

    public void Dispose() => _cancellation.Dispose();

    /// <summary>The server ends.</summary>
    internal void Abandon()
    {
        if (IsOpen) _cancellation.Cancel();
    }

    internal void Begin() => _standing = _standing with { State = JobState.Running };

    internal void End(JobState state, Sentence? error = null) => _standing = _standing with { State = state, Error = error };

    private sealed record Standing(JobState State, string? Stage, double Fraction, Sentence? Error);
}
