using System.Text.RegularExpressions;

namespace Deskmeter.Connectors.Files;

/// <summary>Which of the paths that a user gave is which file of a mapping.</summary>
internal sealed record MappingInput(MappedFile File, string Path);

/// <summary>Fits paths to the files of a mapping, and headers to their columns, before anything is read.</summary>
internal static class MappingInputs
{
    private static readonly string[] Endings = [".gz", ".csv", ".tsv", ".txt"];

    /// <exception cref="UsageException">A path, a file or a column is missing or not known; a preset that fits is named.</exception>
    public static IReadOnlyList<MappingInput> Fit(Mapping mapping, IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) throw new UsageException($"Name the files to import, or the folder they are in.", "file");
        var inputs = paths.SelectMany(path => Directory.Exists(path) ? Folder(mapping, path) : [Single(mapping, path)])
            .DistinctBy(input => Path.GetFullPath(input.Path))
            .OrderBy(input => mapping.Files.ToList().IndexOf(input.File)).ThenBy(input => input.Path, StringComparer.Ordinal)
            .ToList();
        foreach (var missing in mapping.Files.Where(file => !file.IsOptional && inputs.All(input => input.File != file)))
        {
            throw new UsageException(
                $"'{mapping.Name}' needs the file '{missing.Name}' ({string.Join(" or ", missing.Patterns.DefaultIfEmpty(missing.Name))}.csv).", "file");
        }

        return inputs;
    }

    /// <summary>The columns of a file, once its header is known to have what the mapping needs.</summary>
    public static Columns Columns(Mapping mapping, MappedFile file, CsvTable table, IEnumerable<string> lookedUp)
    {
        var columns = new Columns(table.Name, table.Header);
        foreach (var value in MappedCells.Values(file).Concat(lookedUp.Select(LookedUp))) columns.Require(value);
        foreach (var cell in MappedCells.Of(file).Concat(lookedUp.Select(LookedUp))) columns.SlotOf(cell.Column);
        if (columns.Missing.Count > 0) throw Missing(mapping, columns);
        return columns;
    }

    /// <summary>A column that another file asks for; <c>?</c> at its end: it may be missing.</summary>
    public static MappedValue.Cell LookedUp(string column) =>
        new(0, column.TrimEnd('?')) { MayBeMissing = column.EndsWith('?') };

    private static List<MappingInput> Folder(Mapping mapping, string path)
    {
        var files = Directory.EnumerateFiles(path).Where(HasEnding).Order(StringComparer.Ordinal).ToList();
        var inputs = files.Select(file => (Path: file, File: FileOf(mapping, file))).Where(input => input.File is not null)
            .Select(input => new MappingInput(input.File!, input.Path)).ToList();
        foreach (var input in inputs) InputFile.Check(input.Path);
        if (inputs.Count > 0) return inputs;
        var hint = files.Select(file => Fitting(mapping, file)).FirstOrDefault(fitting => fitting is not null);
        throw new UsageException(
            $"No file in '{path}' is one that '{mapping.Name}' reads: {string.Join(", ", mapping.Files.Select(file => file.Name))}.{hint ?? $""}", "file");
    }

    private static MappingInput Single(Mapping mapping, string path)
    {
        InputFile.Check(path);
        if (FileOf(mapping, path) is { } file) return new MappingInput(file, path);
        var names = mapping.Files.SelectMany(known => known.Patterns.DefaultIfEmpty(known.Name));
        var near = Nearest.To(BareName(path), names);
        var hint = near is null ? Fitting(mapping, path) : Nearest.Hint(near);
        throw new UsageException(
            $"{Path.GetFileName(path)} is none of the files that '{mapping.Name}' reads: {string.Join(", ", mapping.Files.Select(known => known.Name))}.{hint ?? $""}", "file", near);
    }

    private static MappedFile? FileOf(Mapping mapping, string path)
    {
        if (mapping.Files is [{ Patterns.Count: 0 } only]) return only;
        var name = BareName(path);
        return mapping.Files.FirstOrDefault(file => file.Patterns.DefaultIfEmpty(file.Name).Any(pattern => Matches(pattern, name)));
    }

    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static bool HasEnding(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string BareName(string path)
    {
        var name = Path.GetFileName(path);
        while (HasEnding(name)) name = Path.GetFileNameWithoutExtension(name);
        return name;
    }

    private static UsageException Missing(Mapping mapping, Columns columns)
    {
        var missing = columns.Missing.Distinct().ToList();
        var near = Nearest.To(missing[0], columns.Header);
        Sentence what = missing.Count == 1 ? (Sentence)$"column '{missing[0]}'" : $"columns {string.Join(", ", missing.Take(5).Select(name => $"'{name}'"))}";
        var hint = FittingPreset(mapping, columns.Header);
        if (hint is null && near is null) hint = $" It has: {string.Join(", ", columns.Header.Take(20))}.";
        hint ??= Nearest.Hint(near);
        return new UsageException($"{columns.File}, line 1: the header has no {what}, which '{mapping.Name}' needs.{hint}", columns.File, near);
    }

    private static Sentence? Fitting(Mapping mapping, string path)
    {
        try
        {
            using var table = new CsvTable(path, null);
            return FittingPreset(mapping, table.Header);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Says which preset a header fits, when it is another one than was asked for.</summary>
    private static Sentence? FittingPreset(Mapping mapping, IReadOnlyList<string> header) =>
        Presets.Names.Where(name => name != mapping.Name).Select(Presets.Find)
            .Where(preset => preset.Files.Any(file => Fits(file, header)))
            .Select(preset => (Sentence)$" The header fits the preset '{preset.Name}'.").FirstOrDefault();

    private static bool Fits(MappedFile file, IReadOnlyList<string> header)
    {
        var columns = new Columns("", header);
        foreach (var value in MappedCells.Values(file)) columns.Require(value);
        foreach (var cell in MappedCells.Of(file)) columns.SlotOf(cell.Column);
        return columns.Missing.Count == 0 && columns.Indexes.Count > 2;
    }
}
