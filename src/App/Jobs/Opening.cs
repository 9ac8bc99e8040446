using Deskmeter.Jobs;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Jobs;

/// <summary>
/// Brings the facts of a folder up to date while the server listens already: after an upgrade, or when its settings were changed elsewhere,
/// all are built again, which takes minutes in a large folder. Until then there is no figure to show.
/// </summary>
public sealed class Opening(Workspace workspace, JobQueue jobs)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Job? _job;

    /// <summary>Ends when the facts are up to date, or could not be brought there.</summary>
    public Task Done => _done.Task;

    /// <summary>What there is to wait for; null when figures can be asked for.</summary>
    public Job? Job => _job is { State: JobState.Done } ? null : _job;

    /// <summary>Begins, before all other work.</summary>
    /// <param name="progress">Told how far it is as well.</param>
    public void Begin(Progress? progress = null) => _job = jobs.Start("opening", job =>
    {
        try
        {
            workspace.BringUpToDate(
                (stage, fraction, detail) =>
                {
                    job.Report(stage, fraction);
                    progress?.Invoke(stage, fraction, detail);
                },
                job.Cancellation);
            _done.SetResult();
        }
        catch (Exception error)
        {
            _done.SetException(error);
            throw;
        }
    });
}
