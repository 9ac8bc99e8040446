namespace Deskmeter.Connectors.Files;

/// <summary>The rows of a file by key, as far as other files ask for their columns.</summary>
internal sealed class Lookup(string file, IReadOnlyList<string> columns)
{
    /// <summary>Between the values of several rows of one key.</summary>
    public const char Separator = '\u001f';

    private readonly Dictionary<string, (long Version, string?[] Cells)> _rows = [];

    /// <summary>The name of the file that was read, for messages.</summary>
    public string File => file;

    public IReadOnlyList<string> Columns => columns;

    /// <summary>Of two rows of one key the higher version wins; without versions the values of all are kept.</summary>
    public void Add(string key, long? version, string?[] cells)
    {
        if (!_rows.TryGetValue(key, out var known)) _rows[key] = (version ?? 0, cells);
        else if (version is null) Gather(known.Cells, cells);
        else if (version > known.Version || (version == known.Version && IsLarger(cells, known.Cells))) _rows[key] = (version.Value, cells);
    }

    public bool Contains(string key) => _rows.ContainsKey(key);

    public string? Find(string key, int column) => _rows[key].Cells[column];

    private static void Gather(string?[] into, string?[] cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            if (cells[column] is not { } value || Has(into[column], value)) continue;
            into[column] = into[column] is { } known ? $"{known}{Separator}{value}" : value;
        }
    }

    private static bool Has(string? gathered, string value) => gathered is not null && gathered.Split(Separator).Contains(value);

    /// <summary>Decides between rows of one version, whatever their order in the file.</summary>
    private static bool IsLarger(string?[] left, string?[] right)
    {
        for (var column = 0; column < left.Length; column++)
        {
            var order = string.CompareOrdinal(left[column], right[column]);
            if (order != 0) return order > 0;
        }

        return false;
    }
}
