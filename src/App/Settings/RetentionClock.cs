namespace Deskmeter.App.Settings;

/// <summary>Looks now and then whether a day has come on which something is older than it may be kept.</summary>
public sealed class RetentionClock(SettingsJobs jobs) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) jobs.EnforceRetention();
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
