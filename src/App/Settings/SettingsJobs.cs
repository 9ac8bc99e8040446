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
    public void SetRetention(int? months) => jobs.Start(Key, job => workspace.SetRetention(months, (stage, done, _) => job.Report(stage, done)));

    /// <summary>Removes what has become older than it may be, if there is any such thing and nobody is at it.</summary>
    public void EnforceRetention()
    {
        if (workspace.IsRetentionDue && Last is not { IsOpen: true }) jobs.Start(Key, job => workspace.EnforceRetention((stage, done, _) => job.Report(stage, done)));
    }

    public void Change(Action<SettingsStore> change) => jobs.Start(Key, job => workspace.Change(change, (stage, done, _) => job.Report(stage, done)));
}
