using Deskmeter.Connectors.Files;

namespace Deskmeter.Connectors.Forms;

/// <summary>Reads the rows of one table, each of the one kind of its import or of that which its column <c>type</c> names.</summary>
internal sealed class RecordTable
{
    private readonly Dictionary<string, CompiledForm> _forms;
    private readonly CompiledForm? _only;
    private readonly Func<Row, string?>? _type;
    private readonly Func<Row, bool>? _skip;
    private readonly string _typeColumn = FormReader.TypeField;
    private readonly Dictionary<CompiledForm, (string Column, Func<Row, string?> Text)[]> _foreign = [];

    public RecordTable(IReadOnlyList<RecordForm> forms, Dictionary<string, MappedValue> columns, ValueCompiler values, RecordMapping mapping, string source)
    {
        _skip = values.Conditions(mapping.Skip);
        _forms = forms.ToDictionary(form => form.ShortWord, form => new CompiledForm(form, columns, values, source), StringComparer.OrdinalIgnoreCase);
        if (forms.Count == 1)
        {
            _only = _forms.Values.Single();
            return;
        }

        _type = values.Text(columns[FormReader.TypeField]);
        _typeColumn = columns[FormReader.TypeField].Name;
        foreach (var form in forms)
        {
            var others = columns.Where(column =>
                column.Key != FormReader.TypeField && column.Value is MappedValue.Cell && form.Columns.All(own => own.Name != column.Key));
            _foreign[_forms[form.ShortWord]] = [.. others.Select(column => (column.Key, values.Text(column.Value)))];
        }
    }

    /// <summary>What a row says; null when it is left out or cannot be read (<see cref="Row.Problem"/>).</summary>
    /// <param name="wasNamed">The row gave no id; it was made of what the row says.</param>
    public RowRecord? Read(Row row, out bool wasNamed)
    {
        wasNamed = false;
        if (_skip is not null && _skip(row)) return null;
        if (_only is not null) return _only.Read(row, out wasNamed);
        if (_type!(row) is not { } word)
        {
            row.Fail($"{_typeColumn} is empty: one of {string.Join(", ", _forms.Keys)}.");
            return null;
        }

        if (!_forms.TryGetValue(word, out var form))
        {
            row.Fail($"{_typeColumn}: {Nearest.Unknown($"type", word, _forms.Keys).Said}");
            return null;
        }

        foreach (var (column, text) in _foreign[form])
        {
            if (text(row) is not null) row.Fail($"{column} does not belong to a row of type '{word}'.");
        }

        return form.Read(row, out wasNamed);
    }
}
