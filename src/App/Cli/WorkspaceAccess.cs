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
        if (mayCreate) Create(folder);
        else CheckExists(folder);
        using var held = Take(terminal, folder, verb);
        using var workspace = Workspace.Open(folder, TimeProvider.System, new WorkspaceProgress(terminal).Report);
        return use(workspace);
    }

    /// <exception cref="UsageException">There is no such folder.</exception>
    internal static void CheckExists(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (File.Exists(folder)) throw NoFolder(folder);
        var parent = Path.GetDirectoryName(folder);
        var near = Directory.Exists(parent) ? Nearest.To(Path.GetFileName(folder), Directory.EnumerateDirectories(parent).Select(path => Path.GetFileName(path))) : null;
        var hint = near is null ? "'deskmeter import' makes one, and 'deskmeter demo' one to look at." : $"Did you mean '{near}'?";
        throw new UsageException($"There is no data folder '{folder}'. {hint}", "--data", near);
    }

    internal static void Create(string folder)
    {
        if (File.Exists(folder)) throw NoFolder(folder);
        Directory.CreateDirectory(folder);
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
            if (other is { Socket: not null }) throw new FolderHeldException(other, folder);
            if (TimeProvider.System.GetTimestamp() > until)
                throw new UsageException($"'{folder}' is held by {Name(other)}. Try again when it is done.", "--data");
            if (!told && other is not null) terminal.Error.WriteLine($"Waiting for {other}, which holds '{folder}'.");
            told |= other is not null;
            using var pause = new ManualResetEventSlim();
            pause.Wait(TimeSpan.FromMilliseconds(50));
        }
    }

    private static UsageException NoFolder(string path) => new($"'{path}' is a file, not a data folder.", "--data");

    private static string Name(FolderHolder? holder) => holder?.ToString() ?? "another process";
}

/// <summary>
/// The workspace that a server already has open. Which folder is meant was settled by whoever found it held: here its name may be
/// another, by a link or by a setting of the other process.
/// </summary>
public sealed class ServedWorkspace(Workspace workspace) : WorkspaceAccess
{
    public override int Use(Terminal terminal, string folder, string verb, bool mayCreate, Func<Workspace, int> use) => use(workspace);
}

/// <summary>A server holds the folder: the verb has to run there.</summary>
public sealed class FolderHeldException(FolderHolder holder, string folder) : Exception($"'{folder}' is held by {holder}.")
{
    public FolderHolder Holder { get; } = holder;

    public string Folder { get; } = folder;
}
