namespace Deskmeter.Connectors.Files;

/// <summary>The rows of one table, as far as a mapping uses its columns; unknown cells are told apart from words.</summary>
internal sealed class MappedRows : IDisposable
{
    private readonly CsvTable _table;
    private readonly int[] _indexes;
    private readonly string[] _unknown;
    private readonly bool _isTrimmed;

    /// <param name="table">Is closed with the rows.</param>
    /// <param name="columns">Of the table's header; every column that is used has its slot by now.</param>
    /// <param name="unknown">Cells that say nothing; an empty cell never does.</param>
    /// <param name="isTrimmed">Blanks around a cell are no part of it.</param>
    public MappedRows(CsvTable table, Columns columns, IReadOnlyList<string> unknown, bool isTrimmed = false)
    {
        (_table, Columns, _isTrimmed) = (table, columns, isTrimmed);
        _indexes = [.. columns.Indexes];
        _unknown = [.. unknown];
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
            var text = _isTrimmed ? _table[_indexes[cell]].Trim() : _table[_indexes[cell]];
            Row.Cells[cell] = text.Length == 0 || IsUnknown(text) ? null : text;
        }

        if (_table.IsGarbled) Row.Warn($"The row holds characters that are not UTF-8; a mapping can name the file's 'encoding'.");
        return true;
    }

    /// <summary>
    /// Reads one file; where it is damaged, what was read before counts and the damage is told.
    /// </summary>
    /// <param name="open">Opens the file's rows.</param>
    /// <param name="read">Reads them.</param>
    public static IEnumerable<ImportItem> Guarded(string path, Func<MappedRows> open, Func<MappedRows, IEnumerable<ImportItem>> read)
    {
        MappedRows? rows = null;
        IEnumerator<ImportItem>? items = null;
        try
        {
            while (true)
            {
                ImportItem? item;
                try
                {
                    rows ??= open();
                    items ??= read(rows).GetEnumerator();
                    item = items.MoveNext() ? items.Current : null;
                }
                catch (InvalidDataException error)
                {
                    item = Damage(Path.GetFileName(path), rows, error);
                }

                if (item is null) yield break;
                yield return item;
                if (item is ImportItem.Damage) yield break;
            }
        }
        finally
        {
            items?.Dispose();
            rows?.Dispose();
        }
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

    private static ImportItem.Damage Damage(string name, MappedRows? rows, InvalidDataException error) => rows is null
        ? new ImportItem.Damage(name, 0, $"{name} cannot be read: {error.Message}")
        : new ImportItem.Damage(name, rows.Line, $"{name} is damaged or cut off after line {rows.Line}: {error.Message}");

    private bool IsUnknown(string text)
    {
        foreach (var marker in _unknown)
        {
            if (text == marker) return true;
        }

        return false;
    }
}
