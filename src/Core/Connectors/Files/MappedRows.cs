namespace Deskmeter.Connectors.Files;

/// <summary>The rows of one file of a mapping, their unknown cells told apart from words.</summary>
internal sealed class MappedRows : IDisposable
{
    private readonly CsvTable _table;
    private readonly int[] _indexes;
    private readonly string[] _unknown;

    public MappedRows(MappingInput input, Mapping mapping, IEnumerable<string> lookedUp, ReadMeter meter)
    {
        _table = new CsvTable(input.Path, mapping.Encoding, meter);
        Columns = MappingInputs.Columns(mapping, input.File, _table, lookedUp);
        _indexes = [.. Columns.Indexes];
        _unknown = [.. mapping.Unknown];
        Row = new Row(_table.Name, _indexes.Length);
    }

    public Columns Columns { get; }

    /// <summary>The current row; the same object for every row.</summary>
    public Row Row { get; }

    public string File => _table.Name;

    public long Line => _table.Line;

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="InvalidDataException">The file ends too early or is damaged.</exception>
    public bool Next()
    {
        if (!_table.Read()) return false;
        Row.Begin(_table.Line);
        for (var cell = 0; cell < _indexes.Length; cell++)
        {
            var text = _table[_indexes[cell]];
            Row.Cells[cell] = text.Length == 0 || IsUnknown(text) ? null : text;
        }

        if (_table.IsGarbled) Row.Warn("The row holds characters that are not UTF-8; a mapping can name the file's 'encoding'.");
        return true;
    }

    /// <summary>What was found wrong since the last row that was taken.</summary>
    public IReadOnlyList<ImportItem> Findings()
    {
        if (Row.Problem is null && Row.Warnings.Count == 0 && _table.Problems.Count == 0) return [];
        var findings = new List<ImportItem>();
        while (_table.Problems.TryDequeue(out var malformed)) findings.Add(new ImportItem.Problem(malformed));
        if (Row.Problem is { } reason) findings.Add(new ImportItem.Problem(new RowProblem(_table.Name, Row.Line, reason, _table.Raw)));
        else findings.AddRange(Row.Warnings.Select(message => new ImportItem.Warning(_table.Name, Row.Line, message)));
        Row.Begin(Row.Line);
        return findings;
    }

    public void Dispose() => _table.Dispose();

    private bool IsUnknown(string text)
    {
        foreach (var marker in _unknown)
        {
            if (text == marker) return true;
        }

        return false;
    }
}
