using Deskmeter.Records;
using Deskmeter.State;
using Deskmeter.Store.DuckDb;

namespace Deskmeter.Workspaces;

/// <content>How a folder is opened.</content>
public sealed partial class Workspace
{
    /// <summary>Opens a folder, and brings its facts up to date if they are not.</summary>
    public static Workspace Open(string folder, TimeProvider time, Progress? progress = null)
    {
        var workspace = OpenAsLeft(folder, time);
        try
        {
            workspace.BringUpToDate(progress);
            return workspace;
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    /// <summary>Opens a folder as it was left. Before a figure is asked for, it has to be <see cref="BringUpToDate">brought up to date</see>.</summary>
    public static Workspace OpenAsLeft(string folder, TimeProvider time)
    {
        var full = Path.GetFullPath(folder);
        Directory.CreateDirectory(Path.Combine(full, "facts"));
        Directory.CreateDirectory(Path.Combine(full, "exports"));
        SweepExports(full);
        AdoptOldKpis(full);
        // All at a time: the facts take as long to open as the rest together.
        var facts = Task.Run(() => DuckDbFacts.Open(Path.Combine(full, "facts"), new DuckDbOptions { ExportFolder = Path.Combine(full, "exports") }));
        StateFile? chosen = null;
        SqliteRecords? records = null;
        try
        {
            chosen = StateFile.Open(full);
            records = SqliteRecords.Open(full, time);
            return new Workspace(full, time, chosen, records, facts);
        }
        catch
        {
            records?.Dispose();
            chosen?.Dispose();
            Close(facts);
            throw;
        }
    }

    /// <summary>
    /// Removes what is older than it may be, and makes the facts reflect records, settings and program. It may be stopped, and killed, at any
    /// moment: whoever opens the folder next begins anew.
    /// </summary>
    public void BringUpToDate(Progress? progress = null, CancellationToken cancellation = default)
    {
        EnforceAtOpening(progress);
        CatchUp(progress, cancellation);
    }

    /// <summary>Closes what may have been opened meanwhile.</summary>
    private static void Close(Task<DuckDbFacts> opening)
    {
        try
        {
            opening.GetAwaiter().GetResult().Dispose();
        }
        catch (Exception error) when (error is IOException or DuckDbException)
        {
            // It did not open; why something else did not is being told already.
        }
    }
}
