using System.CommandLine;
using System.Globalization;
using Deskmeter.Demo;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Cli;

/// <summary><c>demo</c>: a fictional shop's two years, every kind of record and its targets, in a new data folder, and its board.</summary>
internal static class DemoCommand
{
    private const int Tickets = 20_000;
    private const string Folder = "data/demo";

    public static Command Create(Terminal terminal)
    {
        var tickets = new Option<int>("--tickets") { Description = "How many tickets to make.", DefaultValueFactory = _ => Tickets };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same shop.", DefaultValueFactory = _ => 1 };
        var data = new Option<string>("--data") { Description = $"The data folder (default: {Folder}).", HelpName = "DIR", DefaultValueFactory = _ => Folder };
        var stay = new Option<bool>("--no-serve") { Description = "Only make the folder." };
        var port = ServeCommand.Port();
        var command = new Command("demo", "Make a fictional shop and serve its board.") { tickets, seed, data, stay, port };
        command.SetAction((parsed, cancellation) =>
        {
            var folder = terminal.PathOf(parsed.GetRequiredValue(data));
            if (File.Exists(Path.Combine(folder, "records.db")))
            {
                terminal.Error.WriteLine($"'{folder}' is there already; it is used as it is. Remove it, or name another with --data, for a new shop.");
            }
            else
            {
                Make(folder, parsed.GetValue(tickets), parsed.GetValue(seed), terminal);
            }

            return parsed.GetValue(stay) ? Task.FromResult(ExitCode.Done) : ServeCommand.Serve(terminal, folder, parsed.GetValue(port), cancellation);
        });
        return command;
    }

    private static void Make(string folder, int tickets, int seed, Terminal terminal)
    {
        var started = TimeProvider.System.GetTimestamp();
        var shop = new DemoShop(tickets, seed, DemoShop.LastMidnight(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())));
        var progress = new WorkspaceProgress(terminal);
        Directory.CreateDirectory(folder);
        using var held = OwnWorkspace.Take(terminal, folder, "demo");
        using var workspace = Workspace.Open(folder, TimeProvider.System);
        workspace.Change(settings => settings.Adopt(shop.Settings));
        workspace.Add(shop.Records(), shop.RecordsInAll(), progress.Report);
        DemoTargets.Set(workspace);
        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"A fictional shop with {tickets:N0} tickets is in '{folder}' ({TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s)."));
    }
}
