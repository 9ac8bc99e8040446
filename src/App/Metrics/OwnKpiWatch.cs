using Deskmeter.Workspaces;

namespace Deskmeter.App.Metrics;

/// <summary>Follows the files of one's own KPIs while the server runs, whoever writes them.</summary>
public sealed partial class OwnKpiWatch(Workspace workspace, ILogger<OwnKpiWatch> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Follow();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void Follow()
    {
        try
        {
            if (!workspace.FollowKpiFiles()) return;
            foreach (var problem in workspace.Catalogue.Problems) LogProblem(log, problem.Message.ToString());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnread(log, error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "This KPI is left out: {Problem}")]
    private static partial void LogProblem(ILogger log, string problem);

    [LoggerMessage(LogLevel.Warning, "The folder of KPIs cannot be read")]
    private static partial void LogUnread(ILogger log, Exception exception);
}
