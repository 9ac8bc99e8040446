using Deskmeter.Connectors.Files;

namespace Deskmeter.Connectors.Forms;

/// <summary>Fits the header of a table to the columns that its records can have.</summary>
internal sealed class RecordHeader
{
    private readonly RecordMapping _mapping;
    private readonly IReadOnlyList<RecordForm> _forms;

    /// <exception cref="UsageException">A column is missing, unknown or there twice.</exception>
    public RecordHeader(string file, IReadOnlyList<string> header, RecordMapping mapping, IReadOnlyList<RecordForm> forms)
    {
        (_mapping, _forms) = (mapping, forms);
        Columns = new Columns(file, header);
        foreach (var name in Known(forms))
        {
            if (ValueOf(name) is { } value) Values[name] = value;
        }

        foreach (var cell in Values.Values.SelectMany(value => value.Cells).Concat(mapping.Skip.SelectMany(condition => condition.Cell.Cells))) Columns.SlotOf(cell.Column);
        Check();
    }

    /// <summary>The columns of the header that are read.</summary>
    public Columns Columns { get; }

    /// <summary>Where the values come from, by the columns' own names.</summary>
    public Dictionary<string, MappedValue> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Every column that a table of an import can have.</summary>
    public static IReadOnlyList<string> Known(IReadOnlyList<RecordForm> forms) =>
    [
        .. forms.Count > 1 ? [FormReader.TypeField] : Array.Empty<string>(),
        .. forms.SelectMany(form => form.Columns.Select(column => column.Name).Concat(ShortColumns.Of(form.Kind.Type))).Distinct(),
    ];

    private MappedValue? ValueOf(string name)
    {
        if (_mapping.Columns.TryGetValue(name, out var mapped)) return mapped;
        if (_mapping.Unread.Contains(name)) return null;
        var cell = new MappedValue.Cell(0, name);
        return Columns.Header.Contains(name, StringComparer.OrdinalIgnoreCase) ? cell : null;
    }

    private void Check()
    {
        foreach (var value in _mapping.Columns.Values) Columns.Require(value);
        if (Columns.Missing is [var missing, ..]) throw Lacks(missing, $", which '{_mapping.Name}' needs{For(missing)}");
        if (_mapping.Name is null) CheckOwn();
        if (_forms.Count > 1 && !Values.ContainsKey(FormReader.TypeField)) throw Lacks(FormReader.TypeField, $": each row says which it is, {Words()}");
        if (_forms.Count > 1) return;
        if (CompiledForm.Missing(_forms[0], Values.Keys).FirstOrDefault() is { } needed) throw Lacks(needed, $", which {_forms[0].Kind.Import} need");
    }

    // Without a mapping every column is meant for us: a misspelt one would be left out in silence.
    private void CheckOwn()
    {
        var known = Known(_forms);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Columns.Header)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var near = Nearest.To(name, known);
                Sentence hint = near is null ? (Sentence)$" It can have: {string.Join(", ", known)}. With a mapping other columns are left alone." : $" Did you mean '{near}'?";
                throw Refused($"{_forms[0].Kind.Import} have no column '{name}'.{hint}", near);
            }

            if (!seen.Add(name)) throw Refused($"the header has the column '{name}' twice.", null);
        }
    }

    private string Words() => string.Join(", ", _forms.Select(form => form.ShortWord));

    /// <summary>What the mapping takes a column for, and where it says so.</summary>
    private Sentence For(string column)
    {
        foreach (var (name, value) in _mapping.Columns)
        {
            if (value.Cells.FirstOrDefault(cell => cell.Column == column) is { } cell) return $" for '{name}' (line {cell.Line})";
        }

        return $"";
    }

    private UsageException Lacks(string column, Sentence why)
    {
        var near = Nearest.To(column, Columns.Header);
        Sentence hint = near is null ? (Sentence)$" It has: {string.Join(", ", Columns.Header.Take(20))}." : $" Did you mean '{near}'?";
        return Refused($"the header has no column '{column}'{why}.{hint}", near);
    }

    private UsageException Refused(Sentence message, string? near) => new($"{Columns.File}, line 1: {message}", Columns.File, near);
}
