using System.Reflection;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Deskmeter.App.Live;

/// <summary>GET /live/events: the parts of the live pages as server-sent events, the whole first and then what changes.</summary>
public static class LiveStream
{
    public const string Path = "/live/events";

    /// <summary>So many bytes wait in the system for a viewer at the most, and as many again in the server: one that never reads is cut off soon.</summary>
    private const int Buffer = 64 << 10;

    /// <summary>A viewer that takes nothing for so long is cut off.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly LiveEvent Beat = new("event: beat\ndata:\n\n");

    /// <summary>Which program wrote the page: a page that outlives an upgrade loads itself again.</summary>
    public static string Build { get; } = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N");

    private static readonly LiveEvent Hello = new($"retry: 3000\nevent: hello\ndata: {Build}\n\n");

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
            context.Features.Get<IConnectionSocketFeature>()?.Socket.SendBufferSize = Buffer;
            await Follow(context.Response, view, IsPacked(context), ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Whoever looked has gone, or the server stops.
        }
        catch (TimeoutException)
        {
            context.Abort();
        }
        finally
        {
            hub.Leave(view);
        }
    }

    /// <summary>Browsers take it packed, which is a fifth of the bytes.</summary>
    private static bool IsPacked(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(way => way.Value == "gzip" && way.Quality != 0)) return false;
        context.Response.Headers.ContentEncoding = "gzip";
        return true;
    }

    private static async Task Follow(HttpResponse response, LiveView view, bool isPacked, CancellationToken cancellation)
    {
        if (isPacked) await response.Body.WriteAsync(LiveEvent.PackedStart, cancellation);
        await Send(Hello);
        var sent = 0L;
        while (true)
        {
            var signal = view.Signal;
            var frame = view.Frame!;
            await Send(frame.Version == sent ? Beat : frame.Version == sent + 1 ? frame.Change : frame.Whole);
            sent = frame.Version;
            await signal.WaitAsync(cancellation);
        }

        ValueTask Send(LiveEvent one)
        {
            // Writing is flushing; it takes time only where the viewer's buffers are full.
            var writing = response.Body.WriteAsync(isPacked ? one.Packed : one.Plain, cancellation);
            return writing.IsCompletedSuccessfully ? writing : new ValueTask(writing.AsTask().WaitAsync(Patience, cancellation));
        }
    }
}
