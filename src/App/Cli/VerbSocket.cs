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

    /// <summary>Where the socket of a folder is: in it, or, where that path is too long for a socket, in the temporary folder.</summary>
    public static string PathFor(string folder)
    {
        const int longest = 100;
        var path = Path.Combine(Path.GetFullPath(folder), "socket");
        return Encoding.UTF8.GetByteCount(path) <= longest
            ? path
            : Path.Combine(Path.GetTempPath(), $"deskmeter-{Environment.ProcessId}.socket");
    }

    /// <summary>Takes verbs on the socket's listener, and nowhere else.</summary>
    public static void Map(WebApplication app, string folder, Workspace workspace)
    {
        var access = new ServedWorkspace(folder, workspace);
        app.MapPost(Route, async (HttpContext http, VerbRequest request) =>
        {
            if (http.Connection.LocalPort != 0 || http.Connection.LocalIpAddress is not null) return Results.NotFound();
            http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
            http.Response.ContentType = "application/octet-stream";
            await http.Response.StartAsync(http.RequestAborted);
            await Task.Run(() => Run(request, http.Response.Body, access), http.RequestAborted);
            return Results.Empty;
        }).ExcludeFromDescription();
    }

    /// <summary>Runs a command line in the server at <paramref name="holder"/>.</summary>
    public static async Task<int> Forward(
        IReadOnlyList<string> arguments, Terminal terminal, FolderHolder holder, CancellationToken cancellation = default)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(holder.Socket!), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var message = new HttpRequestMessage(HttpMethod.Post, $"http://localhost{Route}");
        message.Content = JsonContent.Create(
            new VerbRequest(arguments, terminal.WorkingDirectory, terminal.IsInteractive, terminal.Width), VerbJson.Default.VerbRequest);
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        await using var frames = await response.Content.ReadAsStreamAsync(cancellation);
        return await Print(frames, terminal, cancellation);
    }

    private static async Task<int> Print(Stream frames, Terminal terminal, CancellationToken cancellation)
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
                    return int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        await terminal.Error.WriteLineAsync("The server that holds the data folder ended before it was done.");
        return ExitCode.Failed;
    }

    private static void Run(VerbRequest request, Stream body, WorkspaceAccess access)
    {
        var gate = new Lock();
        using var output = new FrameWriter(body, FrameKind.Out, gate);
        using var error = new FrameWriter(body, FrameKind.Error, gate);
        var terminal = new Terminal(TextReader.Null, output, error, request.WorkingDirectory, request.IsInteractive, request.Width);
        var code = Verbs.Run(request.Arguments, terminal, access);
        VerbFrames.Write(body, FrameKind.Exit, Encoding.UTF8.GetBytes(code.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
