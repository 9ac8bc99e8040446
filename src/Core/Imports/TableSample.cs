using System.Text;
using System.Text.Unicode;
using Deskmeter.Connectors.Files;

namespace Deskmeter.Imports;

/// <summary>The beginning of a file, looked at to guess what it holds; the file may be of any size.</summary>
public sealed class TableSample
{
    private const int MostRows = 1_000;
    private const int MostColumns = 300;
    private const int MostBytes = 1 << 20;
    private const string Windows = "windows-1252";

    private TableSample(string encoding, bool isJson, IReadOnlyList<SampleColumn> columns, int rows) =>
        (Encoding, IsJson, Columns, Rows) = (encoding, isJson, columns, rows);

    /// <summary>The encodings that can be chosen.</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["utf-8", Windows, "windows-1250", "windows-1251", "windows-1254", "iso-8859-1", "iso-8859-9"];

    /// <summary>In which it was read: the one asked for, else UTF-8 where it is that.</summary>
    public string Encoding { get; }

    /// <summary>Lines of JSON: fields have our names, there is nothing to map.</summary>
    public bool IsJson { get; }

    public IReadOnlyList<SampleColumn> Columns { get; }

    /// <summary>How many rows were looked at.</summary>
    public int Rows { get; }

    /// <summary>Looks at a file.</summary>
    /// <param name="encoding">In which it is to be read; null: found out.</param>
    /// <exception cref="UsageException">It is no table and no lines of JSON.</exception>
    public static TableSample Of(string path, string? encoding)
    {
        if (InputFile.IsJson(path)) return new TableSample("utf-8", isJson: true, [.. JsonSample.Columns(path)], 0);
        InputFile.Check(path);
        var name = encoding ?? EncodingOf(path);
        try
        {
            return OfTable(path, name);
        }
        catch (InvalidDataException error)
        {
            throw new UsageException($"{Path.GetFileName(path)} cannot be read as a table: {error.Message}");
        }
    }

    private static TableSample OfTable(string path, string encoding)
    {
        using var table = new CsvTable(path, encoding == "utf-8" ? null : CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? System.Text.Encoding.GetEncoding(encoding));
        if (table.Header.Count > MostColumns) throw new UsageException($"{table.Name}, line 1: the header has {table.Header.Count} columns; at most {MostColumns} are read.");
        if (table.Header.Count < 2)
            throw new UsageException($"{table.Name}, line 1: the header has one column only, so this is no table. Columns are parted by a comma, a semicolon, a tab or a bar.");
        var cells = table.Header.Select(_ => new List<string>()).ToArray();
        var rows = 0;
        Sentence? damage = null;
        try
        {
            for (; rows < MostRows && table.Read(); rows++)
            {
                for (var column = 0; column < cells.Length; column++) cells[column].Add(table[column].Trim());
            }
        }
        catch (InvalidDataException error)
        {
            // What stands before the damage is enough to guess by; the dry run tells of the damage.
            damage = Sentence.Of(error.Message);
        }

        if (rows == 0)
        {
            if (damage is null && !table.Problems.TryPeek(out _)) throw new UsageException($"{table.Name} has no row that can be read: it has a header and no rows.");
            var first = damage is null ? table.Problems.Dequeue() : null;
            throw new UsageException($"{table.Name} has no row that can be read: {damage ?? $"line {first!.Line}: {first.Reason}"}");
        }

        return new TableSample(encoding, isJson: false, [.. table.Header.Select((name, index) => SampleColumn.Of(index, name, cells[index]))], rows);
    }

    /// <summary>UTF-8 and UTF-16 are told by themselves; what is neither is most often of Windows.</summary>
    private static string EncodingOf(string path)
    {
        using var stream = InputFile.Open(path);
        var buffer = new byte[MostBytes];
        var length = 0;
        try
        {
            length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            // A damaged archive is told of where its rows are read.
        }

        var start = buffer.AsSpan(0, length);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || start.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])) return "utf-8";
        // A letter may be cut in two where the sample ends.
        for (var cut = 0; cut < (length == buffer.Length ? 4 : 1); cut++)
        {
            if (Utf8.IsValid(start[..(length - cut)])) return "utf-8";
        }

        return Windows;
    }
}
