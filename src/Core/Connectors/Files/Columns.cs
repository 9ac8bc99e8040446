namespace Deskmeter.Connectors.Files;

/// <summary>The columns of one file's header, and which of them the mapping uses.</summary>
internal sealed class Columns(string file, IReadOnlyList<string> header)
{
    private readonly Dictionary<int, int> _slots = [];
    private readonly List<int> _indexes = [];
    private readonly List<string> _missing = [];

    public string File => file;

    public IReadOnlyList<string> Header => header;

    /// <summary>The place in the header of every column used, by its place among the row's cells.</summary>
    public IReadOnlyList<int> Indexes => _indexes;

    /// <summary>Columns that the mapping needs and the header lacks.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Notes what a value needs of the header; of several columns that stand for each other one is enough.</summary>
    public void Require(MappedValue value)
    {
        if (value is MappedValue.Constant || value.IsOptional) return;
        if (value is MappedValue.Cell cell)
        {
            if (Find(cell.Column) is null) _missing.Add(cell.Column);
            if (cell.Fallback is { } fallback) Require(fallback);
            return;
        }

        var columns = value.Cells.Select(alternative => alternative.Column).Distinct().ToList();
        if (columns.TrueForAll(column => Find(column) is null)) _missing.Add(columns[0]);
    }

    /// <summary>The place of a column among the row's cells; null: the file lacks it.</summary>
    public int? SlotOf(string column) => Find(column) is { } index ? Slot(index) : null;

    private int? Find(string column)
    {
        int? loose = null;
        for (var index = 0; index < header.Count; index++)
        {
            if (header[index] == column) return index;
            if (string.Equals(header[index], column, StringComparison.OrdinalIgnoreCase)) loose ??= index;
        }

        return loose;
    }

    private int Slot(int index)
    {
        if (_slots.TryGetValue(index, out var slot)) return slot;
        _indexes.Add(index);
        return _slots[index] = _indexes.Count - 1;
    }
}
