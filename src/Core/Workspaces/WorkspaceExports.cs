namespace Deskmeter.Workspaces;

/// <content>Files on their way to whoever asked for them.</content>
public sealed partial class Workspace
{
    private const string ExportName = "figures-";

    /// <summary>The one folder that the fact store may write files to.</summary>
    public string ExportFolder => Path.Combine(Folder, "exports");

    /// <summary>Makes an empty folder for one export. Whoever made it deletes it; what a killed process leaves goes at the next opening.</summary>
    public string NewExport() => Directory.CreateDirectory(Path.Combine(ExportFolder, $"{ExportName}{Guid.NewGuid():N}")).FullName;

    private static void SweepExports(string folder)
    {
        var exports = new DirectoryInfo(Path.Combine(folder, "exports"));
        foreach (var left in exports.EnumerateDirectories($"{ExportName}*")) left.Delete(recursive: true);
        foreach (var left in exports.EnumerateFiles($"{ExportName}*")) left.Delete();
    }
}
