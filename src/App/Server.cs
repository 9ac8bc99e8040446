using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Deskmeter.App.Demonstration;
using Deskmeter.App.Frame;
using Deskmeter.App.Health;
using Deskmeter.App.Http;
using Deskmeter.App.Jobs;
using Deskmeter.App.Languages;
using Deskmeter.App.Live;
using Deskmeter.App.Metrics;
using Deskmeter.App.Notes;
using Deskmeter.App.Overview;
using Deskmeter.App.Quality;
using Deskmeter.App.Settings;
using Deskmeter.App.Sources;
using Deskmeter.App.Targets;
using Deskmeter.App.Tickets;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Deskmeter.App;

/// <summary>The web server: the API and the board over one workspace.</summary>
public static class Server
{
    /// <summary>Builds a server that is not started yet.</summary>
    /// <param name="workspace">Outlives the server; the caller disposes it.</param>
    /// <param name="options">Where to listen.</param>
    public static WebApplication Build(Workspace workspace, ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false"; // what the build compressed is sent as it is; else each file would be packed again, and badly
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options)).UseSockets(sockets => sockets.CreateBoundListenSocket = Bind);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(workspace);
        builder.Services.AddSingleton(options);
        builder.Services.AddJobs();
        builder.Services.AddRazorComponents();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider(); // nothing is protected yet, so no key is kept
        RemoveKeyRing(builder.Services);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ApiProblems>();
        builder.Services.AddOpenApi("v1", ApiDocument.Describe);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        });
        builder.Services.AddLocalHostsOnly();
        builder.Services.AddLive();
        builder.Services.AddHostedService<OwnKpiWatch>();

        var app = builder.Build();
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = context => context.Exception is UsageException });
        app.UseMissingPages();
        app.UseRouting(); // after what runs a request a second time, so that it is routed again
        app.UseOpening();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapOpenApi();
        app.MapHealth();
        app.MapMetrics();
        app.MapNotes();
        app.MapTickets();
        app.MapTicketFinder();
        app.MapOwnKpis();
        app.MapTargets();
        app.MapLayouts();
        app.MapQuality();
        app.MapTheme();
        app.MapLanguage();
        app.MapLive();
        app.MapSources();
        app.MapSettings();
        app.MapDemo();
        app.MapRazorComponents<Document>();
        return app;
    }

    /// <summary>The framework makes a key in the home folder as soon as it starts, whatever provider protects; nobody would read it.</summary>
    private static void RemoveKeyRing(IServiceCollection services)
    {
        var keys = typeof(EphemeralDataProtectionProvider).Assembly;
        foreach (var service in services.Where(it => it.ServiceType == typeof(IHostedService) && it.ImplementationType?.Assembly == keys).ToList())
            services.Remove(service);
    }

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        if (options.Port is { } port) kestrel.Listen(IPAddress.Loopback, port);
        if (options.Socket is { } socket) kestrel.ListenUnixSocket(socket);
    }

    /// <summary>A socket is its owner's before anybody can connect to it: bound, but not listening yet.</summary>
    private static Socket Bind(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is UnixDomainSocketEndPoint && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(endpoint.ToString()!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return socket;
    }
}
