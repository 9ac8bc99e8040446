using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Deskmeter.App.Jobs;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Deskmeter.App.Cli;

/// <summary><c>serve</c>: API and board on 127.0.0.1, and other verbs over a socket in the data folder.</summary>
internal static class ServeCommand
{
    private const int UsualPort = 5050;
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromSeconds(2);

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
        using var workspace = Workspace.OpenAsLeft(folder, TimeProvider.System);
        foreach (var problem in workspace.Catalogue.Problems) await terminal.Error.WriteLineAsync($"This KPI is left out: {problem.Message}");
        using var socket = SocketFile.In(folder);
        await using var app = Server.Build(workspace, new ServerOptions { Port = port ?? FreePort(), Socket = socket.Path });
        VerbSocket.Map(app, workspace);
        var opening = app.Services.GetRequiredService<Opening>();
        opening.Begin(new WorkspaceProgress(terminal).Report);
        // Mostly there is little to do; a page that only says so would be gone before it is read.
        await Task.WhenAny(opening.Done, Task.Delay(LongestUnseen, cancellation));
        if (opening.Done.IsCompleted) await opening.Done;
        else if (terminal.IsInteractive) await terminal.Error.WriteLineAsync(); // below the bar
        await app.StartAsync(cancellation);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .First(candidate => candidate.Contains("127.0.0.1", StringComparison.Ordinal));
        if (opening.Done.IsCompletedSuccessfully) Announce();
        await terminal.Out.WriteLineAsync($"Deskmeter is at {address}");
        await terminal.Error.WriteLineAsync("Only this machine can reach it. Stop it with Ctrl-C.");
        await terminal.Out.FlushAsync(cancellation);
        var end = app.WaitForShutdownAsync(cancellation);
        if (await Task.WhenAny(opening.Done, end) != end)
        {
            await opening.Done;
            Announce();
        }

        await end;
        return ExitCode.Done;

        // Verbs of others wait until then, as they wait for any verb that holds the folder.
        void Announce() => held.Announce(new FolderHolder(Environment.ProcessId, "serve", socket.Path, address));
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
