using System.Globalization;

namespace Deskmeter.App.Cli;

/// <summary>Runs a command line where its data folder is held: in this process, or in the server that has it.</summary>
public static class HeldFolder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a command line, and says how it ended.</summary>
    public static async Task<int> Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return Verbs.Run(arguments, terminal, new OwnWorkspace());
            }
            catch (FolderHeldException held)
            {
                if (await VerbSocket.Forward(arguments, terminal, held) is { } code) return code;
                if (TimeProvider.System.GetElapsedTime(started) > Patience)
                {
                    await terminal.Error.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture, $"'{held.Folder}' is held by {held.Holder}, which takes no verbs. Try again when it has ended."));
                    return ExitCode.Failed;
                }
            }

            // The server is ending, or was killed and whoever took the folder after it has not said its name yet.
            await Task.Delay(Pause);
        }
    }
}
