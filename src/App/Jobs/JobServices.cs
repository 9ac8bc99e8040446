using Deskmeter.App.Demonstration;
using Deskmeter.App.Settings;
using Deskmeter.App.Sources;
using Deskmeter.Jobs;

namespace Deskmeter.App.Jobs;

/// <summary>The server's long work, and what starts it.</summary>
public static partial class JobServices
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var log = provider.GetRequiredService<ILogger<JobQueue>>();
            return new JobQueue(TimeProvider.System, (job, error) => LogFault(log, job.Key, error));
        });
        services.AddSingleton<Opening>();
        services.AddSingleton<ImportJobs>();
        services.AddSingleton<SettingsJobs>();
        services.AddSingleton<DemoJobs>();
        services.AddHostedService<RetentionClock>();
    }

    [LoggerMessage(LogLevel.Error, "The work {Job} failed")]
    private static partial void LogFault(ILogger log, string job, Exception exception);
}
