using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Serialization;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Http.Features;

namespace Deskmeter.App.Cli;

/// <summary>A command line on its way to the server that holds its data folder.</summary>
internal sealed record VerbRequest(IReadOnlyList<string> Arguments, string WorkingDirectory, bool IsInteractive, int? Width);

[JsonSerializable(typeof(VerbRequest))]
internal sealed partial class VerbJson : JsonSerializerContext;

/// <summary>
/// Lets verbs run in the server that holds a data folder, over a Unix socket in that folder that only its owner can open. The
/// arguments are run there as they are, so every verb behaves alike with and without a server.
/// </summary>
public static class VerbSocket
{
    private const string Route = "/verbs";

    /// <summary>Takes verbs on the socket's listener, and nowhere else.</summary>
    public static void Map(WebApplication app, Workspace workspace)
    {
        var access = new ServedWorkspace(workspace);
        app.MapPost(Route, async (HttpContext http) =>
        {
            if (http.Connection.LocalPort != 0 || http.Connection.LocalIpAddress is not null) return Results.NotFound();
            // Tricky: what a program sends itself is not written as the API writes.
            if (await http.Request.ReadFromJsonAsync(VerbJson.Default.VerbRequest, http.RequestAborted) is not { } request) return Results.BadRequest();
            http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
            http.Response.ContentType = "application/octet-stream";
            await http.Response.StartAsync(http.RequestAborted);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, app.Lifetime.ApplicationStopping);
            await Task.Run(() => Run(request, http.Response.Body, access, ended.Token), CancellationToken.None);
            return Results.Empty;
        }).ExcludeFromDescription();
    }

    /// <summary>Runs a command line in the server that holds the folder.</summary>
    /// <returns>How it ended; null when the server is not there any more and nothing was done.</returns>
    public static async Task<int?> Forward(
        IReadOnlyList<string> arguments, Terminal terminal, FolderHeldException held, CancellationToken cancellation = default)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(held.Holder.Socket!), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var message = new HttpRequestMessage(HttpMethod.Post, $"http://localhost{Route}");
        message.Content = JsonContent.Create(
            new VerbRequest(arguments, terminal.WorkingDirectory, terminal.IsInteractive, terminal.Width), VerbJson.Default.VerbRequest);
        try
        {
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            response.EnsureSuccessStatusCode();
            await using var frames = await response.Content.ReadAsStreamAsync(cancellation);
            if (await Print(frames, terminal, cancellation) is { } code) return code;
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            // Said below.
        }

        await terminal.Out.FlushAsync(cancellation);
        await terminal.Error.WriteLineAsync($"The server that holds '{held.Folder}' ended before it was done.");
        return ExitCode.Failed;
    }

    /// <summary>Prints what a server sends, up to the exit code; null when it ends before.</summary>
    private static async Task<int?> Print(Stream frames, Terminal terminal, CancellationToken cancellation)
    {
        while (await VerbFrames.Read(frames, cancellation) is var (kind, content))
        {
            var text = Encoding.UTF8.GetString(content);
            switch (kind)
            {
                case FrameKind.Out:
                    await terminal.Out.WriteAsync(text);
                    break;
                case FrameKind.Error:
                    await terminal.Error.WriteAsync(text);
                    break;
                default:
                    await terminal.Out.FlushAsync(cancellation);
                    return int.Parse(text, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static void Run(VerbRequest request, Stream body, WorkspaceAccess access, CancellationToken ended)
    {
        var gate = new Lock();
        using var output = new FrameWriter(body, FrameKind.Out, gate);
        using var error = new FrameWriter(body, FrameKind.Error, gate);
        var terminal = new Terminal(TextReader.Null, output, error, request.WorkingDirectory, request.IsInteractive, request.Width)
        {
            Cancellation = ended,
        };
        var code = Verbs.Run(request.Arguments, terminal, access);
        VerbFrames.Write(body, FrameKind.Exit, Encoding.UTF8.GetBytes(code.ToString(CultureInfo.InvariantCulture)));
    }
}
