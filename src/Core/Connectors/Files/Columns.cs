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

    /// <summary>The places, among the row's cells, of those of some columns that the header has.</summary>
    public int[] Slots(MappedValue.Cell cell)
    {
        int[] slots = [.. cell.Columns.Select(Find).OfType<int>().Select(Slot)];
        if (slots.Length == 0 && !cell.IsOptional) _missing.Add(cell.Columns[0]);
        return slots;
    }

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
