using System.Reflection;
using Deskmeter.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Health;

/// <summary>GET /api/v1/health: is the server up, which version, and how fresh is what it counts.</summary>
public static class HealthApi
{
    /// <param name="Status">Always <c>ok</c>: a server that cannot answer does not.</param>
    /// <param name="Version">Of the program.</param>
    /// <param name="AsOf">The instant up to which is counted when nobody names one.</param>
    /// <param name="Zone">The IANA zone of local dates.</param>
    /// <param name="Position">Grows with every change of a record: whoever shows figures asks again when it does.</param>
    /// <param name="KeptFrom">The instant before which records were removed for good, so that periods which begin before it have no figures; null: none were.</param>
    public sealed record Health(string Status, string Version, string AsOf, string Zone, long Position, string? KeptFrom);

    public static void MapHealth(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/health", (Workspace workspace) => new Health("ok", Version, Write(workspace.DefaultAsOf), workspace.Settings.Zone, workspace.Records.Position, workspace.KeptFrom is { } kept ? Write(kept) : null))
        .WithName("health").WithTags("health").WithSummary("Version and freshness");

    private static string Version => Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static string Write(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
