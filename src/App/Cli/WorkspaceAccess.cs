using Deskmeter.Workspaces;

namespace Deskmeter.App.Cli;

/// <summary>Opens the data folder that a verb names.</summary>
public abstract class WorkspaceAccess
{
    /// <summary>Runs <paramref name="use"/> on the workspace in <paramref name="folder"/>.</summary>
    /// <exception cref="FolderHeldException">Another process holds it and takes verbs.</exception>
    public abstract int Use(Terminal terminal, string folder, string verb, bool mayCreate, Func<Workspace, int> use);
}

/// <summary>Opens the folder in this process, for the length of one verb.</summary>
public sealed class OwnWorkspace : WorkspaceAccess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public override int Use(Terminal terminal, string folder, string verb, bool mayCreate, Func<Workspace, int> use)
    {
        if (!mayCreate && !Directory.Exists(folder))
        {
            throw new UsageException(
                $"There is no data folder '{folder}'. 'deskmeter import' makes one, and 'deskmeter demo' one to look at.", "--data");
        }

        Directory.CreateDirectory(folder);
        using var held = Take(terminal, folder, verb);
        using var workspace = Workspace.Open(folder, TimeProvider.System, new WorkspaceProgress(terminal).Report);
        return use(workspace);
    }

    /// <summary>Takes the folder; waits a while for a short verb, and gives way to a server that takes verbs.</summary>
    internal static FolderLock Take(Terminal terminal, string folder, string verb)
    {
        var self = new FolderHolder(Environment.ProcessId, verb);
        var until = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        var told = false;
        while (true)
        {
            if (FolderLock.TryTake(folder, self, out var other) is { } taken) return taken;
            if (other is { Socket: not null }) throw new FolderHeldException(other);
            if (TimeProvider.System.GetTimestamp() > until)
                throw new UsageException($"'{folder}' is held by {Name(other)}. Try again when it is done.", "--data");
            if (!told && other is not null) terminal.Error.WriteLine($"Waiting for {other}, which holds '{folder}'.");
            told |= other is not null;
            using var pause = new ManualResetEventSlim();
            pause.Wait(TimeSpan.FromMilliseconds(50));
        }
    }

    private static string Name(FolderHolder? holder) => holder?.ToString() ?? "another process";
}

/// <summary>The workspace that a server already has open.</summary>
public sealed class ServedWorkspace(string served, Workspace workspace) : WorkspaceAccess
{
    public override int Use(Terminal terminal, string folder, string verb, bool mayCreate, Func<Workspace, int> use) =>
        Path.TrimEndingDirectorySeparator(folder) == Path.TrimEndingDirectorySeparator(served)
            ? use(workspace)
            : throw new UsageException($"This server holds '{served}', not '{folder}'.", "--data");
}

/// <summary>A server holds the folder: the verb has to run there.</summary>
public sealed class FolderHeldException(FolderHolder holder) : Exception($"The folder is held by {holder}.")
{
    public FolderHolder Holder { get; } = holder;
}
