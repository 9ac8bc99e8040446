using Deskmeter.Connectors.Files;
using Deskmeter.Connectors.Forms;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;

namespace Deskmeter.Connectors;

/// <summary>Files that can be read, whatever their format.</summary>
/// <param name="Name">The name of the source in the records.</param>
/// <param name="Kinds">The kinds of records that they can hold.</param>
/// <param name="Read">Reads everything; may be called again.</param>
internal sealed record FileSource(string Name, IReadOnlyList<RecordKind> Kinds, long TotalBytes, Func<ReadMeter, IEnumerable<ImportItem>> Read)
{
    private const string Canonical = "canonical";
    private const string Tickets = "tickets";
    private static readonly IReadOnlyList<RecordKind> OnlyTickets = [RecordKind.Of(typeof(Ticket))];

    /// <summary>Finds out what is to be read, and checks what can be checked before reading.</summary>
    /// <param name="isKnown">Says whether the store knows a ticket already, by source and id.</param>
    public static FileSource Open(ImportRequest request, Func<string, string, bool> isKnown) =>
        request.Shown is { } shown ? new ShownFile(Path.GetFileName(request.Paths[0]), shown).Open(() => OpenNamed(request, isKnown)) : OpenNamed(request, isKnown);

    private static FileSource OpenNamed(ImportRequest request, Func<string, string, bool> isKnown)
    {
        if (request.Source is { } source && (source.Trim().Length == 0 || TextLimits.FaultOfName(source) is not null))
            throw new UsageException($"'{source}' is no name of a source.", "source");
        var zone = request.Zone is { } name ? TimeParser.ZoneOf(name) : DateTimeZone.Utc;
        if (request.IsOfRecords) return OfRecords(request, zone);
        var format = request.Format == Tickets ? request.Mapping ?? Canonical : request.Format;
        if (request.Mapping is not null && format != request.Mapping)
            throw new UsageException($"A mapping of tickets takes the place of '{format}': import {Path.GetFileName(request.Mapping)} FILES.", "mapping");
        if (format == Canonical) return OfTickets(request.Paths, request.Source ?? CanonicalFile.DefaultSource);
        var mapping = Mapping(format);
        if (request.Source is not null) mapping = mapping with { Source = request.Source };
        var import = new MappedImport(mapping, request.Paths, zone, id => isKnown(mapping.Source, id));
        return new FileSource(mapping.Source, OnlyTickets, import.TotalBytes, import.Read);
    }

    private static FileSource OfRecords(ImportRequest request, DateTimeZone zone)
    {
        var mapping = request.Mapping is { } path ? RecordMappingReader.Read(Path.GetFileName(path), TextOf(path), request.Format) : new RecordMapping(null, request.Format);
        var import = new RecordImport(mapping, request.Paths, zone, request.Source);
        return new FileSource(import.Source, [.. RecordForm.OfImport(request.Format).Select(form => form.Kind)], import.TotalBytes, import.Read);
    }

    private static FileSource OfTickets(IReadOnlyList<string> paths, string source)
    {
        if (paths.Count == 0) throw new UsageException($"Name the files to import.", "file");
        foreach (var path in paths) InputFile.CheckExists(path);
        return new FileSource(source, OnlyTickets, paths.Sum(path => new FileInfo(path).Length), meter => paths.SelectMany(path => Lines(path, source, meter)));
    }

    private static IEnumerable<ImportItem> Lines(string path, string source, ReadMeter meter)
    {
        using var stream = InputFile.OpenPacked(path, meter);
        foreach (var item in CanonicalFile.Read(stream, Path.GetFileName(path), source))
        {
            if (item is ImportItem.Piece or ImportItem.Problem) meter.AddRow();
            yield return item;
        }
    }

    /// <summary>A preset by its name, or the mapping in a file.</summary>
    private static Mapping Mapping(string format)
    {
        if (Presets.Names.Contains(format)) return Presets.Find(format);
        if (!IsPath(format)) throw Nearest.Unknown($"preset", format, [Canonical, .. Presets.Names, .. RecordKind.All.Select(kind => kind.Import).Distinct()], "format");
        return MappingReader.Read(Path.GetFileName(format), TextOf(format));
    }

    private static string TextOf(string mapping)
    {
        InputFile.Check(mapping);
        return File.ReadAllText(mapping);
    }

    private static bool IsPath(string format) =>
        File.Exists(format) || format.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || Path.GetExtension(format) is ".yaml" or ".yml";
}
