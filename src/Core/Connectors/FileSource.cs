using Deskmeter.Connectors.Files;
using NodaTime;

namespace Deskmeter.Connectors;

/// <summary>Files that can be read, whatever their format.</summary>
/// <param name="Name">The name of the source in the records.</param>
/// <param name="Read">Reads everything; may be called again.</param>
internal sealed record FileSource(string Name, long TotalBytes, Func<ReadMeter, IEnumerable<ImportItem>> Read)
{
    private const string Canonical = "canonical";

    /// <summary>Finds out what is to be read, and checks what can be checked before reading.</summary>
    /// <param name="isKnown">Says whether the store knows a ticket already, by source and id.</param>
    public static FileSource Open(ImportRequest request, Func<string, string, bool> isKnown)
    {
        if (request.Format == Canonical) return OfTickets(request.Paths);
        var zone = request.Zone is { } name ? TimeParser.ZoneOf(name) : DateTimeZone.Utc;
        var mapping = Mapping(request.Format);
        var import = new MappedImport(mapping, request.Paths, zone, id => isKnown(mapping.Source, id));
        return new FileSource(mapping.Source, import.TotalBytes, import.Read);
    }

    private static FileSource OfTickets(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) throw new UsageException("Name the files to import.", "file");
        foreach (var path in paths) InputFile.CheckExists(path);
        return new FileSource(CanonicalFile.DefaultSource, paths.Sum(path => new FileInfo(path).Length), meter => paths.SelectMany(path => Tickets(path, meter)));
    }

    private static IEnumerable<ImportItem> Tickets(string path, ReadMeter meter)
    {
        using var stream = InputFile.OpenPacked(path, meter);
        foreach (var item in CanonicalFile.Read(stream, Path.GetFileName(path)))
        {
            if (item is ImportItem.Piece or ImportItem.Problem) meter.AddRow();
            yield return item;
        }
    }

    /// <summary>A preset by its name, or the mapping in a file.</summary>
    private static Mapping Mapping(string format)
    {
        if (Presets.Names.Contains(format)) return Presets.Find(format);
        if (!IsPath(format)) throw Nearest.Unknown("preset", format, [Canonical, .. Presets.Names], "format");
        InputFile.Check(format);
        return MappingReader.Read(Path.GetFileName(format), File.ReadAllText(format));
    }

    private static bool IsPath(string format) =>
        File.Exists(format) || format.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || Path.GetExtension(format) is ".yaml" or ".yml";
}
