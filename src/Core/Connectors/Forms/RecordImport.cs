using Deskmeter.Connectors.Files;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Forms;

/// <summary>
/// Reads files of records of any kind but tickets, as CSV or as JSON lines (<c>docs/sources/records.md</c>). Each row is a piece: what
/// rows of one record say is united by the store, so they may stand anywhere. Headers are checked before anything is read.
/// </summary>
internal sealed class RecordImport
{
    private readonly IReadOnlyList<RecordForm> _forms;
    private readonly RecordMapping _mapping;
    private readonly IReadOnlyList<string> _paths;
    private readonly DateTimeZone _zone;

    /// <param name="zone">Of times that state none, where the mapping names none.</param>
    /// <param name="source">The source of records that name none; null: the mapping's, else the import's word.</param>
    /// <exception cref="UsageException">A path leads nowhere, a file is of another kind, or a header does not fit.</exception>
    public RecordImport(RecordMapping mapping, IReadOnlyList<string> paths, DateTimeZone zone, string? source)
    {
        (_mapping, _zone) = (mapping, zone);
        _forms = RecordForm.OfImport(mapping.Import);
        Source = source ?? mapping.Source ?? mapping.Import;
        if (paths.Count == 0) throw new UsageException($"Name the files to import.", "file");
        _paths = [.. paths.Select(Path.GetFullPath).Distinct()];
        foreach (var path in _paths) Check(path);
    }

    /// <summary>The name of the source of records that name none.</summary>
    public string Source { get; }

    /// <summary>The bytes to read, as they lie on the disk.</summary>
    public long TotalBytes => _paths.Sum(path => new FileInfo(path).Length);

    /// <summary>What stands in such files, for messages.</summary>
    private Sentence What => _forms.Count == 1 ? _forms[0].What : $"an article";

    /// <summary>Reads everything; may be enumerated again.</summary>
    public IEnumerable<ImportItem> Read(ReadMeter meter) =>
        _paths.SelectMany(path => InputFile.IsJson(path) ? Lines(path, meter) : MappedRows.Guarded(path, () => Open(path, meter).Rows, rows => Table(path, rows)));

    private IEnumerable<ImportItem> Lines(string path, ReadMeter meter)
    {
        using var stream = InputFile.OpenPacked(path, meter);
        foreach (var item in new JsonLinesFile(What, Line).Read(stream, Path.GetFileName(path)))
        {
            if (item is ImportItem.Piece or ImportItem.Problem) meter.AddRow();
            yield return item;
        }
    }

    private JsonLine Line(ReadOnlyMemory<byte> line)
    {
        var record = FormReader.Read(line.Span, _forms, Source);
        var form = RecordForm.Of(RecordKind.Of(record.GetType()));
        return new JsonLine(record, RecordDoubts.Of(record).Select(doubt => (Sentence)$"{form.PlaceOf(doubt.Part, doubt.Field)}: {doubt.Reason}."));
    }

    private IEnumerable<ImportItem> Table(string path, MappedRows rows)
    {
        var header = new RecordHeader(Path.GetFileName(path), rows.Columns.Header, _mapping, _forms);
        var values = new ValueCompiler(rows.Columns, _mapping.Times, _zone, new Dictionary<string, Lookup?>());
        var table = new RecordTable(_forms, header.Values, values, _mapping, Source);
        var neighbours = new RowNeighbours();
        while (rows.Next())
        {
            var read = table.Read(rows.Row, out var wasNamed);
            if (read is not null) neighbours.Compare(rows.Row, read, wasNamed);
            foreach (var finding in rows.Findings()) yield return finding;
            if (read is not null) yield return new ImportItem.Piece(read.Record, 1);
        }

        foreach (var finding in rows.Findings()) yield return finding;
    }

    private (MappedRows Rows, RecordHeader Header) Open(string path, ReadMeter? meter)
    {
        var table = new CsvTable(path, _mapping.Encoding, meter);
        try
        {
            var header = new RecordHeader(table.Name, table.Header, _mapping, _forms);
            return (new MappedRows(table, header.Columns, _mapping.Unknown, isTrimmed: true), header);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    private void Check(string path)
    {
        InputFile.CheckExists(path);
        if (InputFile.IsJson(path)) return;
        InputFile.Check(path);
        try
        {
            Open(path, null).Rows.Dispose();
        }
        catch (InvalidDataException)
        {
            // Tricky: a damaged file is told of where it is read, with what could be read before the damage.
        }
    }
}
