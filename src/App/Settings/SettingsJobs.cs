using Deskmeter.Jobs;
using Deskmeter.Settings;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Settings;

/// <summary>Changes of settings as jobs of the server: the figures are built again, which can take a while.</summary>
public sealed class SettingsJobs(Workspace workspace, JobQueue jobs)
{
    private const string Key = "settings";
    private Job? _change, _stopped;

    /// <summary>The last change; null when there was none since the server began.</summary>
    public Job? Last => jobs.Find(Key);

    /// <summary>Keeps records for so many months, null: for ever, and removes what is older.</summary>
    public void SetRetention(int? months) => jobs.Start(Key, job => workspace.SetRetention(months, (stage, done, _) => job.Report(stage, done)));

    /// <summary>Removes what has become older than it may be, if there is any such thing and nobody is at it.</summary>
    public void EnforceRetention()
    {
        if (workspace.IsRetentionDue && Last is not { IsOpen: true }) jobs.Start(Key, job => workspace.EnforceRetention((stage, done, _) => job.Report(stage, done)));
    }

    /// <summary>What runs can be stopped without a loss: a change of settings, no removal of records.</summary>
    public bool MayStop => Last is { IsOpen: true } job && job == _change;

    public void Change(Action<SettingsStore> change) => _change = jobs.Start(Key, job =>
    {
        _change = job;
        IReadOnlyList<(string, string)>? before = null;
        try
        {
            workspace.Change(
                store =>
                {
                    before = store.Snapshot();
                    change(store);
                },
                (stage, done, _) => job.Report(stage, done),
                job.Cancellation);
        }
        catch (OperationCanceledException) when (_stopped == job && before is not null)
        {
            workspace.Change(store => store.Restore(before)); // the facts are still those of before
            throw;
        }
    });

    /// <summary>Stops the change that runs: settings and figures are as they were. One that the server's end stops is made when it starts again.</summary>
    public void Stop()
    {
        if (Last is not { IsOpen: true } job || job != _change) return;
        _stopped = job;
        job.Cancel();
    }
}
