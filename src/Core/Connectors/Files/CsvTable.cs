using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Deskmeter.Connectors.Files;

/// <summary>
/// The rows of a CSV file, one at a time. Comma, semicolon, tab and bar are told apart; UTF-8 and UTF-16 too. Rows that are no
/// rows of the table are handed to <see cref="Problems"/>, and reading goes on.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int LargestRow = 16 << 20;
    private const int ShownOfRow = 2000;

    private readonly CsvReader _reader;
    private readonly ReadMeter? _meter;
    private readonly Queue<(long Line, string[] Cells)> _salvaged = [];
    private string[]? _current;
    private bool _isWaiting;

    public CsvTable(string path, Encoding? encoding, ReadMeter? meter = null)
    {
        Name = Path.GetFileName(path);
        _meter = meter;
        _reader = CsvReader.Create(InputFile.Open(path, meter), Options(encoding, Malformed), leaveOpen: false);
        try
        {
            _reader.ReadHeader();
        }
        catch (CsvFormatException error)
        {
            _reader.Dispose();
            throw Endless(1, error);
        }

        Header = [.. Enumerable.Range(0, _reader.Headers.Count).Select(index => _reader.Headers[index].Trim())];
    }

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    public IReadOnlyList<string> Header { get; }

    public long Line { get; private set; }

    /// <summary>Rows that could not be read since the last look; whoever looks takes them out.</summary>
    public Queue<RowProblem> Problems { get; } = [];

    /// <summary>The row holds bytes that are not of the encoding the file is read in.</summary>
    public bool IsGarbled => _current is null && !Utf8.IsValid(_reader.RawRecord);

    public string this[int column] => _current is { } cells ? cells[column] : _reader.GetString(column);

    public string Raw => _current is { } cells ? string.Join(_reader.Separator, cells) : Shortened(Encoding.UTF8.GetString(_reader.RawRecord));

    /// <summary>Goes to the next row that has as many cells as the header.</summary>
    /// <exception cref="InvalidDataException">The file ends too early or is damaged.</exception>
    public bool Read()
    {
        while (true)
        {
            if (_salvaged.TryDequeue(out var salvaged)) (Line, _current) = salvaged;
            else if (_isWaiting || Advance()) (Line, _current, _isWaiting) = (_reader.LineNumber, null, false);
            else if (_salvaged.Count > 0) continue;
            else return false;

            if (_current is null && _salvaged.Count > 0)
            {
                _isWaiting = true;
                continue;
            }

            _meter?.AddRow();
            var count = _current?.Length ?? _reader.FieldCount;
            if (count == Header.Count) return true;
            Problems.Enqueue(new RowProblem(Name, Line, Uneven(count), Raw));
        }
    }

    public void Dispose() => _reader.Dispose();

    private Sentence Uneven(int count) => count == 1 ? (Sentence)$"The row has 1 cell, the header has {Header.Count}." : $"The row has {count} cells, the header has {Header.Count}.";

    private static string Shortened(string text) => text.Length <= ShownOfRow ? text : $"{text.AsSpan(0, ShownOfRow)}…";

    /// <param name="separator">Null: found out, and the rows have a header; else they are lines of their own.</param>
    private static CsvReaderOptions Options(Encoding? encoding, Action<CsvMalformedRecord> onMalformed, char? separator = null) => new()
    {
        Encoding = encoding,
        Separator = separator,
        HasHeader = separator is null,
        AllowLineBreaksInQuotes = separator is null,
        TrackLineNumbers = true,
        PoolStrings = true,
        DetectSeparatorHint = true,
        MaxRecordSize = LargestRow,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = onMalformed,
    };

    private bool Advance()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException error)
        {
            throw Endless(error.LineNumber, error);
        }
    }

    /// <summary>The reader gives up on a row without an end, be it a long line or a quote that is never closed.</summary>
    private static InvalidDataException Endless(long line, CsvFormatException error) =>
        new($"the row that begins at line {line} is longer than {LargestRow >> 20} MB; a quote in it may not be closed.", error);

    private void Malformed(CsvMalformedRecord record)
    {
        var lines = record.RawRecord.Split('\n');
        _meter?.AddRow();
        Problems.Enqueue(new RowProblem(Name, record.LineNumber, Reason(record.Reason), Shortened(lines[0].TrimEnd('\r'))));
        if (lines.Length > 1) Salvage(string.Join('\n', lines.Skip(1)), record.LineNumber + 1);
    }

    /// <summary>One stray quote must not swallow the rows after it: they are read again, each line a row.</summary>
    private void Salvage(string text, long firstLine)
    {
        var options = Options(null, record => Unsalvaged(record, firstLine), _reader.Separator);
        using var reader = CsvReader.Create(Encoding.UTF8.GetBytes(text), options);
        while (reader.Read())
        {
            _salvaged.Enqueue((firstLine + reader.LineNumber - 1, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
        }
    }

    private void Unsalvaged(CsvMalformedRecord record, long firstLine)
    {
        _meter?.AddRow();
        Problems.Enqueue(new RowProblem(Name, firstLine + record.LineNumber - 1, Reason(record.Reason), Shortened(record.RawRecord)));
    }

    private static Sentence Reason(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => (Sentence)$"A quote stands inside a cell that is not quoted.",
        CsvMalformedReason.TextAfterClosingQuote => $"Text follows a closing quote.",
        CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes => $"A quoted cell is not closed.",
        _ => $"The row is malformed.",
    };
}
