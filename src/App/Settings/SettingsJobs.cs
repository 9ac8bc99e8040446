using Deskmeter.Jobs;
using Deskmeter.Settings;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Settings;

/// <summary>Changes of settings as jobs of the server: the figures are built again, which can take a while.</summary>
public sealed class SettingsJobs(Workspace workspace, JobQueue jobs)
{
    private const string Key = "settings";

    /// <summary>The last change; null when there was none since the server began.</summary>
    public Job? Last => jobs.Find(Key);

    /// <summary>Keeps records for so many months, null: for ever, and removes what is older.</summary>
    public void SetRetention(int? months) => jobs.Start(Key, job => workspace.SetRetention(months, job.Progress), mayStop: false);

    /// <summary>Removes what has become older than it may be, if there is any such thing and nobody is at it.</summary>
    public void EnforceRetention()
    {
        if (workspace.IsRetentionDue && Last is not { IsOpen: true }) jobs.Start(Key, job => workspace.EnforceRetention(job.Progress), mayStop: false);
    }

    /// <summary>One that somebody stops leaves settings and figures as they were; one that the server's end stops is made when it starts again.</summary>
    public void Change(Action<SettingsStore> change) =>
        jobs.Start(Key, job => workspace.Change(change, job.Progress, isTakenBack: () => job.IsCalledOff, job.Cancellation));

    /// <summary>Stops the change that runs; a removal of records is not stopped.</summary>
    public void Stop()
    {
        if (Last is { MayStop: true } job) job.Cancel();
    }
}
