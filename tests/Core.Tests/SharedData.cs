using Xunit;

namespace Deskmeter.Core.Tests;

/// <summary>Real data that is too big for the repository. Tests that need it are skipped, by name, where it is missing.</summary>
internal static class SharedData
{
    /// <summary>141,712 updates of 24,918 incidents: the full path of the gzip file.</summary>
    public static string IncidentLog => Find(IncidentLogName);

    /// <summary>The name of that file.</summary>
    public const string IncidentLogName = "servicenow-incident-log/incident_event_log.csv.gz";

    /// <summary>A file of the shared data: in <c>DESKMETER_SHARED</c>, else in <c>shared</c> beside the checkout.</summary>
    public static string Find(string name)
    {
        var path = FindOrNull(name);
        Assert.SkipWhen(path is null, $"The shared data '{name}' is missing; set DESKMETER_SHARED to its folder.");
        return path!;
    }

    /// <summary>The same, null where it is missing, for tests that make up something else then.</summary>
    public static string? FindOrNull(string name) => Roots().Select(root => Path.Combine(root, "data", name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("DESKMETER_SHARED") is { Length: > 0 } stated) yield return stated;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared");
        }
    }
}
