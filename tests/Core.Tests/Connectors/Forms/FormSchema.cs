using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Deskmeter.Connectors.Forms;
using Deskmeter.Records;

namespace Deskmeter.Core.Tests.Connectors.Forms;

/// <summary>The JSON Schema of the lines of an import, made from its forms and the sentences above their types.</summary>
internal static class FormSchema
{
    private static readonly JsonSerializerOptions Published = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Dimensions mean the same wherever they stand.
    private static readonly Dictionary<string, string> Dimensions = new()
    {
        ["channel"] = "The channel, in the source's own words.",
        ["brand"] = "The brand or shop.",
        ["language"] = "The language, such as en.",
        ["country"] = "The country of the customer.",
        ["product"] = "The product that it is about.",
        ["topic"] = "What it is about: one value, such as a category.",
        ["segment"] = "The kind of customer, such as a plan.",
        ["customer"] = "The source's id of the customer, or any other word that customers' records know them by.",
        ["team"] = "The team, in the source's own words.",
        ["agent"] = "The source's id of the agent.",
    };

    // What is true of a line in a file and not of the types.
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["source"] = "The name of the source; an id is unique within it. Left out: the source named at the import.",
        ["key"] = "Unique within its list. Left out: its instant or date.",
        ["version"] = "Grows with every change at the source. The higher version holds, then the one that says more. Left out in a part: the record's.",
    };

    /// <summary>The schema of an import as it is published.</summary>
    public static string Text(string import)
    {
        var forms = RecordForm.OfImport(import);
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = import };
        var definitions = new JsonObject();
        if (forms.Count == 1)
        {
            foreach (var (name, node) in Object(forms[0].Object, definitions, forms[0])) schema[name] = node?.DeepClone();
        }
        else
        {
            schema["oneOf"] = new JsonArray([.. forms.Select(form => Reference(form.Kind.Word))]);
            foreach (var form in forms) definitions[form.Kind.Word] = Object(form.Object, definitions, form);
        }

        schema["$defs"] = new JsonObject(definitions.OrderBy(definition => definition.Key, StringComparer.Ordinal).Select(definition => KeyValuePair.Create(definition.Key, definition.Value?.DeepClone())));
        return schema.ToJsonString(Published) + "\n";
    }

    private static JsonObject Object(ObjectForm form, JsonObject definitions, RecordForm? record)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        if (record is { IsOneOfSeveral: true })
        {
            properties["type"] = new JsonObject { ["const"] = record.ShortWord };
            required.Add("type");
        }

        foreach (var field in form.Fields)
        {
            var isNeeded = field.IsRequired || (field.Name == "id" && !RecordNames.AreGiven(record!.Kind)) || (field.Name == "key" && form.KeyField is null);
            properties[field.Name] = Property(field, isNeeded, definitions);
            if (isNeeded) required.Add(field.Name);
        }

        var schema = new JsonObject { ["description"] = TypeSentences.Of(form.Type), ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) schema["required"] = required;
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Property(FieldForm field, bool isNeeded, JsonObject definitions)
    {
        var node = Value(field, isNeeded, definitions);
        var sentence = Sentences.GetValueOrDefault(field.Name) ?? TypeSentences.Of(field.Property)
            ?? Dimensions.GetValueOrDefault(field.Name);
        if (sentence is not null) node.Insert(0, "description", sentence);
        return node;
    }

    private static JsonObject Value(FieldForm field, bool isNeeded, JsonObject definitions)
    {
        JsonNode Types(string type) => isNeeded ? type : new JsonArray(type, "null");
        JsonObject Shared(string name, Func<JsonObject> make)
        {
            definitions[name] ??= make();
            return isNeeded ? Reference(name) : new JsonObject { ["anyOf"] = new JsonArray(Reference(name), new JsonObject { ["type"] = "null" }) };
        }

        switch (field.Kind)
        {
            case FieldKind.Name: return new JsonObject { ["type"] = Types("string"), ["minLength"] = 1, ["maxLength"] = TextLimits.MaxNameLength };
            case FieldKind.Text: definitions["text"] ??= TicketSchemaRules.Text(); return Reference("text");
            case FieldKind.Currency: return new JsonObject { ["type"] = Types("string"), ["pattern"] = "^[A-Za-z]{3}$" };
            case FieldKind.Instant: return Shared("instant", TicketSchemaRules.Instant);
            case FieldKind.Date: return Shared("date", Date);
            case FieldKind.Count: return new JsonObject { ["type"] = Types("integer"), ["minimum"] = 0 };
            case FieldKind.Version: return new JsonObject { ["type"] = Types("integer") };
            case FieldKind.Number: return Number(field, Types("number"));
            case FieldKind.Flag: return new JsonObject { ["type"] = Types("boolean") };
            case FieldKind.Word: return Word(field, Types("string"));
            case FieldKind.Texts: return new JsonObject { ["type"] = Types("array"), ["items"] = new JsonObject { ["type"] = "string", ["maxLength"] = TextLimits.MaxLength }, ["maxItems"] = FieldForm.MostItems };
            default:
                var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Items!.Type.Name);
                definitions[name] ??= Object(field.Items, definitions, null);
                return new JsonObject { ["type"] = Types("array"), ["items"] = Reference(name), ["maxItems"] = FieldForm.MostItems };
        }
    }

    private static JsonObject Number(FieldForm field, JsonNode type)
    {
        var node = new JsonObject { ["type"] = type };
        if (field.FaultOf(-1m) is not null) node["minimum"] = 0;
        if (field.Name == "rate") node["exclusiveMinimum"] = 0;
        if (field.Standard is decimal standard && standard != 0 && !field.IsRequired) node["default"] = standard;
        return node;
    }

    private static JsonObject Word(FieldForm field, JsonNode type)
    {
        var words = field.Words.Select(word => (JsonNode?)JsonValue.Create(word));
        var node = new JsonObject { ["type"] = type, ["enum"] = new JsonArray([.. field.IsRequired ? words : words.Append(null)]) };
        if (!field.IsRequired && field.Standard is not null) node["default"] = field.Words[0];
        return node;
    }

    private static JsonObject Date() => new()
    {
        ["description"] = "A local date in ISO 8601, in the years 1970 to 2199.",
        ["type"] = "string",
        ["format"] = "date",
        ["examples"] = new JsonArray("2016-02-29"),
    };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };
}
