using Deskmeter.Demo;
using Deskmeter.Jobs;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Demonstration;

/// <summary>The fictional shop in a folder that has no records yet, as a job of the server: begun, stopped and removed from a page.</summary>
public sealed class DemoJobs(Workspace workspace, JobQueue jobs)
{
    private const string Key = "demo";
    private const int Tickets = 5_000;

    /// <summary>What is done now; null when nothing is.</summary>
    public Job? Running => jobs.Find(Key) is { IsOpen: true } job ? job : null;

    /// <summary>The last one failed, and nothing was done since.</summary>
    public Job? Failed => jobs.Find(Key) is { State: JobState.Failed } job ? job : null;

    /// <summary>Makes the shop; nothing happens where there is a record of anybody's.</summary>
    public void Start()
    {
        if (Running is not null || !workspace.IsEmpty) return;
        jobs.Start(Key, job =>
        {
            if (!workspace.IsEmpty) return;
            var shop = new DemoShop(Tickets, seed: 1, DemoShop.LastMidnight(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())));
            try
            {
                workspace.Change(settings => settings.BeginDemo(shop.Settings));
                workspace.Add(shop.Records(), shop.RecordsInAll(), job.Progress, job.Cancellation);
            }
            catch
            {
                workspace.RemoveDemo(DemoShop.Source);
                throw;
            }
        });
    }

    /// <summary>Removes the shop with all that it brought; what somebody imported beside it stays.</summary>
    public void Remove()
    {
        if (Running is null && workspace.Settings.IsDemo) jobs.Start(Key, job => workspace.RemoveDemo(DemoShop.Source, job.Progress));
    }
}
