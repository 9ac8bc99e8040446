using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Connectors;

/// <summary>What one line of a file says: a record, and what can hardly be meant in it.</summary>
internal readonly record struct JsonLine(SourceRecord Record, IEnumerable<Sentence> Doubts);

/// <summary>
/// A file with one JSON object on each line. What is not understood to the last word is set aside, with its place and the near match.
/// </summary>
/// <param name="what">What stands on a line, in words: <c>a ticket</c>.</param>
/// <param name="read">Reads a line; throws <see cref="DocumentException"/> or <see cref="JsonException"/> where it cannot.</param>
internal sealed partial class JsonLinesFile(Sentence what, Func<ReadOnlyMemory<byte>, JsonLine> read)
{
    private const int MostContent = 2_000;

    /// <summary>Reads a file as it comes; nothing of it is kept.</summary>
    /// <param name="stream">The file, plain or gzip; its first bytes tell.</param>
    /// <param name="fileName">The name in messages, without its folder.</param>
    /// <exception cref="UsageException">It is not a file of JSON lines at all.</exception>
    public IEnumerable<ImportItem> Read(Stream stream, string fileName)
    {
        var lines = new CanonicalLines(Unpacked(stream));
        var isEmpty = true;
        while (true)
        {
            var damage = Step(lines, fileName, out var isThere);
            if (damage is not null) yield return damage;
            if (!isThere) break;
            var line = WithoutMark(lines).Trim(" \t"u8);
            if (line.IsEmpty) continue;
            if (isEmpty) CheckFirst(line.Span, fileName);
            isEmpty = false;
            foreach (var item in Items(lines, line, fileName)) yield return item;
        }

        if (isEmpty && lines.Number == 0) throw new UsageException($"{fileName} is empty.", fileName);
    }

    private static ImportItem.Damage? Step(CanonicalLines lines, string fileName, out bool isThere)
    {
        isThere = false;
        try
        {
            isThere = lines.Next();
            return null;
        }
        catch (InvalidDataException error)
        {
            Sentence message = $"{fileName} is damaged or cut off after line {lines.Number}: {error.Message}";
            return new ImportItem.Damage(fileName, lines.Number, message);
        }
    }

    private IEnumerable<ImportItem> Items(CanonicalLines lines, ReadOnlyMemory<byte> line, string fileName)
    {
        if (lines.IsTooLong) return [Problem($"The line is longer than {CanonicalLines.MostBytes >> 20} MB")];
        if (!Utf8.IsValid(line.Span)) return [Problem($"The line is not UTF-8")];
        try
        {
            var said = read(line);
            return [new ImportItem.Piece(said.Record, 1), .. said.Doubts.Select(doubt => new ImportItem.Warning(fileName, lines.Number, doubt))];
        }
        catch (DocumentException exception)
        {
            return [Problem(exception.Said)];
        }
        catch (JsonException exception)
        {
            return [Problem(Worded(exception))];
        }

        ImportItem.Problem Problem(Sentence reason) => new(new RowProblem(fileName, lines.Number, reason, Shown(line.Span)));
    }

    private static Sentence Worded(JsonException exception)
    {
        var reason = Position().Replace(exception.Message, "").TrimEnd('.');
        return $"The line is not one whole JSON object: at byte {exception.BytePositionInLine + 1}, {reason}";
    }

    private static string Shown(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, MostContent * 4)]);
        return text.Length <= MostContent ? text : $"{text[..MostContent]}…";
    }

    private void CheckFirst(ReadOnlySpan<byte> line, string fileName)
    {
        if (line[0] == '{' && line.Length > 1) return;
        throw line[0] switch
        {
            (byte)'{' => new UsageException($"{fileName} spreads {what} over several lines; {what} stands on one line. Convert it with: jq -c . {fileName}", fileName),
            (byte)'[' => new UsageException($"{fileName} is one JSON list; {what} stands on a line of its own. Convert it with: jq -c '.[]' {fileName}", fileName),
            _ => new UsageException($"{fileName} does not hold JSON lines, {what} on each. Its first line is '{Start(line)}'. A table is imported with a mapping.", fileName),
        };
    }

    private static string Start(ReadOnlySpan<byte> line) =>
        string.Concat(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 60)]).Select(shown => char.IsControl(shown) ? '?' : shown));

    private static ReadOnlyMemory<byte> WithoutMark(CanonicalLines lines) =>
        lines.Number == 1 && lines.Line.Span.StartsWith(Encoding.UTF8.Preamble) ? lines.Line[Encoding.UTF8.Preamble.Length..] : lines.Line;

    private static Stream Unpacked(Stream stream)
    {
        var start = new byte[2];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new PeekedStream(start.AsMemory(0, length), stream);
        return start is [0x1f, 0x8b] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    [GeneratedRegex(@"\s*(Path: \S* \|)?\s*LineNumber: \d+ \| BytePositionInLine: \d+\.?$")]
    private static partial Regex Position();
}
