using System.Diagnostics;
using Xunit;

namespace Deskmeter.App.Tests.Cli;

/// <summary>A data folder of a few tickets that the program serves.</summary>
internal sealed class ServedFolder : IAsyncDisposable
{
    private const string Tickets = """
        {"id":"1","profile":{"created_at":"2024-01-01T09:00:00Z","customer":"c","priority":"high"},"events":[{"type":"message","at":"2024-01-01T09:00:00Z","by":{"class":"customer","id":"c"}},{"type":"message","at":"2024-01-01T10:00:00Z","by":{"class":"agent","id":"Zoë 🦉"}},{"type":"status","at":"2024-01-01T11:00:00Z","stage":"solved","by":{"class":"agent","id":"Zoë 🦉"}}]}
        {"id":"2","profile":{"created_at":"2024-01-02T09:00:00Z","customer":"d","priority":"low"},"events":[{"type":"message","at":"2024-01-02T09:00:00Z","by":{"class":"customer","id":"d"}}]}
        """;

    private readonly TestFolder _folder;
    private Task<string> _error = Task.FromResult("");

    private ServedFolder(TestFolder folder) => _folder = folder;

    /// <summary>The folder that holds <c>data</c>.</summary>
    public string Path => _folder.Path;

    public string Data => _folder.File("data");

    public Process Server { get; private set; } = null!;

    /// <summary>The address of the pages.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the server says on the second stream, once it has ended.</summary>
    public Task<string> Error => _error;

    /// <summary>Fills a folder and serves it.</summary>
    public static async Task<ServedFolder> Start(TestFolder folder)
    {
        var served = new ServedFolder(folder);
        await File.WriteAllTextAsync(folder.File("tickets.jsonl"), Tickets, TestContext.Current.CancellationToken);
        VerbCall.Out(folder.Path, "import", "canonical", "tickets.jsonl");
        await served.Serve();
        return served;
    }

    /// <summary>Starts the server, and waits until it says where it is.</summary>
    public async Task Serve()
    {
        Server = ProgramRun.Start(Path, "serve", "--port", "0");
        _error = Server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var line = await Server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.True(line?.StartsWith("Deskmeter is at http://127.0.0.1:", StringComparison.Ordinal), $"The server says '{line}', {(line is null ? await _error : "")}");
        Address = line!["Deskmeter is at ".Length..];
    }

    /// <summary>Waits for the server's end: its exit code.</summary>
    public async Task<int> End()
    {
        await Server.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return Server.ExitCode;
    }

    /// <summary>A verb as the program runs it while the folder is served: it has to go through the socket.</summary>
    public Task<ProgramResult> Through(params IReadOnlyList<string> arguments) => ProgramRun.Run(Path, arguments);

    public async ValueTask DisposeAsync()
    {
        if (!Server.HasExited) Server.Kill();
        await Server.WaitForExitAsync();
        Server.Dispose();
        _folder.Dispose();
    }
}
