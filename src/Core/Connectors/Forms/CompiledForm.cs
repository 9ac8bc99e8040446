using Deskmeter.Connectors.Files;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Connectors.Forms;

/// <summary>A form fitted to a header: reads the record that a row gives, with at most one part.</summary>
internal sealed class CompiledForm
{
    private readonly RecordForm _form;
    private readonly Dictionary<string, MappedValue> _columns;
    private readonly (FieldForm Field, Func<Row, object?> Read)[] _own;
    private readonly (FieldForm Field, Func<Row, object?> Read)[] _ofPart;
    private readonly Func<Row, (LocalDate, LocalDate)?>[] _dates;
    private readonly Func<Row, decimal?>? _refunded;
    private readonly string _source;
    private readonly int _sourceSlot;
    private readonly int _idSlot;

    /// <param name="columns">The value of every column that the table has, by the column's own name.</param>
    /// <param name="source">The source of a record that names none.</param>
    public CompiledForm(RecordForm form, Dictionary<string, MappedValue> columns, ValueCompiler values, string source)
    {
        (_form, _columns, _source) = (form, columns, source);
        (_sourceSlot, _idSlot) = (form.Object["source"].Slot, form.Object["id"].Slot);
        var cells = new FormCells(values);
        (FieldForm, Func<Row, object?>)[] Compiled(bool isOfPart) =>
            [.. form.Columns.Where(column => column.IsOfPart == isOfPart && columns.ContainsKey(column.Name)).Select(column => (column.Field, cells.Of(column.Field, columns[column.Name])))];
        _own = Compiled(isOfPart: false);
        _ofPart = Compiled(isOfPart: true);
        var isCost = form.Kind.Type == typeof(Cost);
        _dates =
        [
            .. isCost && columns.TryGetValue(ShortColumns.Month, out var month) ? [cells.Month(month)] : Array.Empty<Func<Row, (LocalDate, LocalDate)?>>(),
            .. isCost && columns.TryGetValue(ShortColumns.Day, out var day) ? [cells.Day(day)] : Array.Empty<Func<Row, (LocalDate, LocalDate)?>>(),
        ];
        _refunded = form.Kind.Type == typeof(Order) && columns.TryGetValue(ShortColumns.Refunded, out var refunded) ? values.Number(refunded) : null;
    }

    /// <summary>The columns that a table of such records must have and this one lacks.</summary>
    public static IEnumerable<string> Missing(RecordForm form, IReadOnlyCollection<string> columns)
    {
        var hasParts = form.Columns.Any(column => column.IsOfPart && columns.Contains(column.Name));
        var shorts = ShortColumns.Of(form.Kind.Type).Where(columns.Contains).ToList();
        foreach (var column in form.Columns)
        {
            var isNeeded = column.IsOfPart ? hasParts && IsNeeded(form.Parts!.Items!, column.Field)
                : column.Field.IsRequired || (column.Field.Name == "id" && !RecordNames.AreGiven(form.Kind));
            if (isNeeded && !columns.Contains(column.Name) && !shorts.Exists(name => ShortColumns.StandsFor(name, column.Name))) yield return column.Name;
        }
    }

    /// <summary>What a row says; null when it cannot be read (<see cref="Row.Problem"/>).</summary>
    /// <param name="wasNamed">The row gave no id; it was made of what the row says.</param>
    public RowRecord? Read(Row row, out bool wasNamed)
    {
        wasNamed = false;
        var values = _form.Object.Blank();
        values[_sourceSlot] = _source;
        foreach (var (field, read) in _own)
        {
            if (read(row) is { } value) values[field.Slot] = value;
        }

        foreach (var read in _dates) ShortColumns.Dates(_form.Object, row, values, read);
        var part = Part(row, values);
        Require(row, _form.Object, values, isOfPart: false);
        if (row.Problem is not null) return null;
        wasNamed = values[_idSlot] is null;
        try
        {
            var record = _form.Build(values, part is null ? [] : [part], Fault);
            if (RecordRules.FaultOf(record) is { } fault) throw Fault(fault.Part, fault.Field, fault.Reason);
            foreach (var doubt in RecordDoubts.Of(record)) row.Warn($"{ColumnOf(doubt.Part, doubt.Field)} {doubt.Reason}.");
            return new RowRecord(_form, record, values, part);
        }
        catch (RowFaultException fault)
        {
            row.Fail(fault.Said);
            return null;
        }
    }

    private static bool IsNeeded(ObjectForm part, FieldForm field) => field.IsRequired || (field.Name == "key" && part.KeyField is null);

    private object?[]? Part(Row row, object?[] record)
    {
        if (_form.Parts?.Items is not { } form) return null;
        object?[]? values = null;
        foreach (var (field, read) in _ofPart)
        {
            if (read(row) is { } value) (values ??= form.Blank())[field.Slot] = value;
        }

        if (values is not null) Require(row, form, values, isOfPart: true);
        if (_refunded?.Invoke(row) is not { } refunded) return values;
        if (values is not null) row.Fail($"The row says its refund twice: give '{ShortColumns.Refunded}', or refunded_at and refund_amount.");
        var (paidAt, version) = (record[_form.Object["paid_at"].Slot], record[_form.Object["version"].Slot]);
        return ShortColumns.Refund(form, row, _columns[ShortColumns.Refunded].Name, refunded, (Instant?)paidAt, (long)version!);
    }

    private void Require(Row row, ObjectForm form, object?[] values, bool isOfPart)
    {
        foreach (var field in form.Fields)
        {
            if (values[field.Slot] is not null || !(field.IsRequired || (isOfPart && IsNeeded(form, field)))) continue;
            row.Fail($"{ColumnOf(isOfPart ? 0 : null, field.Name)} is empty: {form.What} needs it.");
        }
    }

    private RowFaultException Fault(int? part, string field, Sentence reason) => new($"{ColumnOf(part, field)} {reason}.");

    private string ColumnOf(int? part, string field)
    {
        var column = _form.ColumnOf(part, field);
        return _columns.TryGetValue(column, out var value) && value is not MappedValue.Constant ? value.Name : column;
    }

    private sealed class RowFaultException(Sentence said) : Exception(said.ToString())
    {
        public Sentence Said { get; } = said;
    }
}

/// <summary>What one row says.</summary>
/// <param name="Values">Of the record's fields.</param>
/// <param name="Part">The values of its part's fields; null when the row gives none.</param>
internal sealed record RowRecord(RecordForm Form, SourceRecord Record, object?[] Values, object?[]? Part);
