using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Deskmeter.App.Cli;

/// <summary><c>serve</c>: API and board on 127.0.0.1, and other verbs over a socket in the data folder.</summary>
internal static class ServeCommand
{
    private const int UsualPort = 5050;

    public static Command Create(Terminal terminal)
    {
        var data = SharedOptions.Data();
        var port = Port();
        var command = new Command("serve", "Serve the API and the board on 127.0.0.1.") { data, port };
        command.SetAction((parsed, cancellation) =>
        {
            var folder = terminal.PathOf(parsed.GetRequiredValue(data));
            OwnWorkspace.CheckExists(folder);
            return Serve(terminal, folder, parsed.GetValue(port), cancellation);
        });
        return command;
    }

    public static Option<int?> Port() => new("--port")
    {
        Description = $"The port on 127.0.0.1; 0 is any free one (default: {UsualPort}, or a free one when that is taken).",
    };

    /// <summary>Serves until it is told to stop.</summary>
    public static async Task<int> Serve(Terminal terminal, string folder, int? port, CancellationToken cancellation)
    {
        using var held = TakeForServing(terminal, folder);
        using var workspace = Workspace.Open(folder, TimeProvider.System, new WorkspaceProgress(terminal).Report);
        foreach (var problem in workspace.Catalogue.Problems) await terminal.Error.WriteLineAsync($"This KPI is left out: {problem.Message}");
        using var socket = SocketFile.In(folder);
        await using var app = Server.Build(workspace, new ServerOptions { Port = port ?? FreePort(), Socket = socket.Path });
        VerbSocket.Map(app, workspace);
        await app.StartAsync(cancellation);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .First(candidate => candidate.Contains("127.0.0.1", StringComparison.Ordinal));
        held.Announce(new FolderHolder(Environment.ProcessId, "serve", socket.Path, address));
        await terminal.Out.WriteLineAsync($"Deskmeter is at {address}");
        await terminal.Error.WriteLineAsync("Only this machine can reach it. Stop it with Ctrl-C.");
        await terminal.Out.FlushAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }

    private static FolderLock TakeForServing(Terminal terminal, string folder)
    {
        try
        {
            return OwnWorkspace.Take(terminal, folder, "serve");
        }
        catch (FolderHeldException held)
        {
            throw new UsageException($"'{folder}' is already served by {held.Holder} at {held.Holder.Address}.", "--data");
        }
    }

    private static int FreePort()
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, UsualPort);
            probe.Start();
            return UsualPort;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
