using System.CommandLine;

namespace Deskmeter.App.Cli;

/// <summary><c>rebuild</c>: the facts again from the records.</summary>
internal static class RebuildCommand
{
    public static Command Create(Terminal terminal, WorkspaceAccess access)
    {
        var data = SharedOptions.Data();
        var command = new Command("rebuild", "Build all facts again from the records.") { data };
        command.SetAction(parsed => access.Use(terminal, terminal.PathOf(parsed.GetRequiredValue(data)), "rebuild", mayCreate: false, workspace =>
        {
            workspace.Rebuild(new WorkspaceProgress(terminal).Report, terminal.Cancellation);
            terminal.Error.WriteLine("All facts were built again from the records.");
            return ExitCode.Done;
        }));
        return command;
    }
}
