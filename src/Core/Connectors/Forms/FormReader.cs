using System.Text.Json;
using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Connectors.Forms;

/// <summary>Reads a record of any kind but a ticket from one JSON object; what is not understood is an error with its place.</summary>
internal static class FormReader
{
    /// <summary>The field that says which of an import's kinds a record is.</summary>
    public const string TypeField = "type";

    /// <summary>Reads an object of the one kind of an import, or of that which its field <c>type</c> names.</summary>
    /// <param name="source">The source of a record that names none.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="DocumentException">It is no such record, or says something impossible.</exception>
    public static SourceRecord Read(ReadOnlySpan<byte> document, IReadOnlyList<RecordForm> forms, string source)
    {
        var reader = new DocumentReader(document, isStrict: true);
        try
        {
            var form = forms.Count == 1 ? forms[0] : FormOf(document, forms);
            return Record(ref reader, form, source);
        }
        catch (InvalidOperationException exception)
        {
            // Tricky: half a surrogate pair, written as an escape, is found only when the text is made.
            throw new JsonException("a text holds half a character.", null, 0, reader.Offset, exception);
        }
    }

    private static SourceRecord Record(ref DocumentReader reader, RecordForm form, string source)
    {
        reader.Start();
        var start = reader.Offset;
        reader.Object(() => form.What);
        var fields = new FieldCursor(form.JsonNames);
        var values = form.Object.Blank();
        values[form.Object["source"].Slot] = source;
        List<object?[]> parts = [];
        while (reader.Next(ref fields) is { } name)
        {
            if (name == TypeField && form.IsOneOfSeveral) continue;
            var field = form.Object[name];
            if (field == form.Parts) parts = Objects(ref reader, field);
            else values[field.Slot] = Value(ref reader, field);
        }

        reader.End();
        RequireAll(ref reader, form.Object, values, start);
        var record = form.Build(values, parts, Fault);
        return RecordRules.FaultOf(record) is { } fault ? throw Fault(fault.Part, fault.Field, fault.Reason) : record;

        DocumentException Fault(int? part, string field, Sentence reason) => new(form.PlaceOf(part, field), reason);
    }

    private static object? Value(ref DocumentReader reader, FieldForm field)
    {
        object? value = field.Kind switch
        {
            FieldKind.Name => reader.Id(),
            FieldKind.Text or FieldKind.Currency => reader.Text(),
            FieldKind.Instant => reader.Instant(),
            FieldKind.Date => reader.Date(),
            FieldKind.Count => field.Whole(reader.Count()),
            FieldKind.Version => reader.Integer(),
            FieldKind.Number => reader.Number(),
            FieldKind.Flag => reader.Flag(),
            FieldKind.Word => Word(ref reader, field),
            FieldKind.Texts => reader.Texts(FieldForm.MostItems),
            _ => Items(ref reader, field),
        };
        if (value is null) return field.Standard;
        return field.FaultOf(value) is { } fault ? throw reader.Fault(fault) : field.Kept(value);
    }

    private static object Word(ref DocumentReader reader, FieldForm field)
    {
        var word = reader.Text();
        return field.Words.Contains(word) ? field.WordOf(word!)! : throw reader.Fault(Nearest.Unknown(Sentence.Of(field.What), word ?? "", field.Words).Said);
    }

    private static Array Items(ref DocumentReader reader, FieldForm field)
    {
        var objects = Objects(ref reader, field);
        var items = Array.CreateInstance(field.Items!.Type, objects.Count);
        for (var place = 0; place < objects.Count; place++) items.SetValue(field.Items.Build(objects[place]), place);
        return items;
    }

    private static List<object?[]> Objects(ref DocumentReader reader, FieldForm list)
    {
        reader.List();
        List<object?[]> objects = [];
        while (reader.NextItem())
        {
            if (objects.Count == FieldForm.MostItems) throw reader.Fault($"is one more than {FieldForm.MostItems}");
            objects.Add(Object(ref reader, list.Items!));
        }

        return objects;
    }

    private static object?[] Object(ref DocumentReader reader, ObjectForm form)
    {
        var start = reader.Offset;
        reader.Object(() => form.What);
        var fields = new FieldCursor(form.Names);
        var values = form.Blank();
        while (reader.Next(ref fields) is { } name) values[form[name].Slot] = Value(ref reader, form[name]);
        RequireAll(ref reader, form, values, start);
        return values;
    }

    private static void RequireAll(ref DocumentReader reader, ObjectForm form, object?[] values, long start)
    {
        foreach (var field in form.Fields)
        {
            if (field.IsRequired && values[field.Slot] is null) throw reader.FaultAt(start, Missing(field), field.Name);
        }
    }

    private static Sentence Missing(FieldForm field) => field.Words.Count == 0 ? (Sentence)$"is missing" : $"is missing: one of {string.Join(", ", field.Words)}";

    private static RecordForm FormOf(ReadOnlySpan<byte> document, IReadOnlyList<RecordForm> forms)
    {
        var words = forms.Select(form => form.ShortWord).ToList();
        return TypeOf(document) is { } word
            ? forms.FirstOrDefault(form => form.ShortWord == word) ?? throw new DocumentException(TypeField, Nearest.Unknown($"type", word, words).Said)
            : throw new DocumentException(TypeField, $"is missing: one of {string.Join(", ", words)}");
    }

    private static string? TypeOf(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String) return reader.GetString();
            reader.Skip();
        }

        return null;
    }
}
