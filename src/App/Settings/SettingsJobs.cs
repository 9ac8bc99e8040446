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

    public void Change(Action<SettingsStore> change) => jobs.Start(Key, job => workspace.Change(change, (stage, done, _) => job.Report(stage, done)));
}
