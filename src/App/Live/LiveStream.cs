using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Deskmeter.App.Live;

/// <summary>GET /live/events: the parts of the live pages as server-sent events, the whole first and then what changes.</summary>
public static class LiveStream
{
    public const string Path = "/live/events";

    private static readonly ReadOnlyMemory<byte> Beat = "event: beat\ndata:\n\n"u8.ToArray();

    /// <summary>Which program wrote the page: a page that outlives an upgrade loads itself again.</summary>
    public static string Build { get; } = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N");

    private static readonly ReadOnlyMemory<byte> Hello = Encoding.UTF8.GetBytes($"retry: 3000\nevent: hello\ndata: {Build}\n\n");

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveParts>();
        services.AddSingleton<LiveHub>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveHub>());
    }

    public static void MapLive(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, Serve).ExcludeFromDescription();

    private static async Task Serve(HttpContext context, LiveHub hub, IHostApplicationLifetime server)
    {
        if (hub.Join(context.Request) is not { } view)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "30";
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        try
        {
            await view.First(ending.Token);
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await Follow(context.Response, view, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Whoever looked has gone, or the server stops.
        }
        finally
        {
            hub.Leave(view);
        }
    }

    private static async Task Follow(HttpResponse response, LiveView view, CancellationToken cancellation)
    {
        await response.Body.WriteAsync(Hello, cancellation);
        var sent = 0L;
        while (true)
        {
            var signal = view.Signal;
            var frame = view.Frame!;
            await response.Body.WriteAsync(frame.Version == sent ? Beat : frame.Version == sent + 1 ? frame.Change : frame.Whole, cancellation);
            await response.Body.FlushAsync(cancellation);
            sent = frame.Version;
            await signal.WaitAsync(cancellation);
        }
    }
}
