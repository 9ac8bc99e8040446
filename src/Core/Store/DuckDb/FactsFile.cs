using System.Globalization;
using System.Text.RegularExpressions;

namespace Deskmeter.Store.DuckDb;

/// <summary>
/// The files of a fact store. Each rebuild makes a file of its own, <c>facts-7.duckdb</c> after <c>facts-6.duckdb</c>, that is
/// called <c>facts-7.building</c> until it is whole. So the switch is one rename, and no two databases ever share a name or a
/// write-ahead log.
/// </summary>
internal sealed partial record FactsFile(string Folder, int Generation)
{
    public string Path => In($"facts-{Number}.duckdb");

    public string BuildingPath => In($"facts-{Number}.building");

    /// <summary>Where DuckDB puts what does not fit in memory: a folder for each file, because it names what it puts there always alike.</summary>
    public string SpillPath => In($"facts-{Number}.spill");

    /// <summary>Grows by a byte before every opening and goes after it: what is left tells of openings that killed the process.</summary>
    public string AttemptsPath => In($"facts-{Number}.opening");

    /// <summary>The newest whole file; null where there is none.</summary>
    public static FactsFile? Newest(string folder) => All(folder).LastOrDefault(file => File.Exists(file.Path));

    /// <summary>The file that a rebuild shall make.</summary>
    public static FactsFile Next(string folder) => new(folder, (All(folder).LastOrDefault()?.Generation ?? 0) + 1);

    /// <summary>Deletes the leftovers of earlier generations and of rebuilds that died.</summary>
    public static void Clean(string folder, FactsFile? current)
    {
        foreach (var file in All(folder))
        {
            if (file == current) Delete(file.BuildingPath);
            else file.Delete();
        }
    }

    /// <summary>Deletes all that belongs to this generation, as far as nobody holds it open.</summary>
    public void Delete()
    {
        Delete(Path);
        Delete(BuildingPath);
        Delete(AttemptsPath);
        DeleteSpill();
    }

    /// <summary>Deletes what a process that died has spilled.</summary>
    public void DeleteSpill()
    {
        try
        {
            if (Directory.Exists(SpillPath)) Directory.Delete(SpillPath, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Makes the file that was built the current one: on disk first, then under its name.</summary>
    public void Publish()
    {
        using (var built = new FileStream(BuildingPath, FileMode.Open, FileAccess.ReadWrite)) built.Flush(flushToDisk: true);
        File.Move(BuildingPath, Path);
    }

    private string Number => Generation.ToString(CultureInfo.InvariantCulture);

    private string In(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Every generation of which something is there, the oldest first.</summary>
    private static List<FactsFile> All(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "facts-*")
            .Select(path => Name().Match(System.IO.Path.GetFileName(path)))
            .Where(match => match.Success)
            .Select(match => new FactsFile(folder, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)))
            .Distinct()
            .Order(Comparer<FactsFile>.Create((left, right) => left.Generation.CompareTo(right.Generation))),
    ];

    /// <summary>Where readers still hold a file open and the system refuses, it goes with the next opening.</summary>
    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
            File.Delete($"{path}.wal");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    [GeneratedRegex(@"^facts-([0-9]{1,9})\.(duckdb|building|opening|spill)(\.wal)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
