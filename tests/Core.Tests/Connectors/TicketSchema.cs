using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>The JSON Schema of the canonical format, made from the types and the sentences above them.</summary>
internal static class TicketSchema
{
    private static readonly Type[] Parts =
        [typeof(TicketProfile), typeof(Actor), typeof(StatedInstant), typeof(StatedSla), typeof(TicketEvent), typeof(Instant)];

    private static readonly JsonDerivedTypeAttribute[] Events = [.. typeof(TicketEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Require } },
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false), new InstantPlace() },
    };

    private static readonly JsonSerializerOptions Published = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as it is published.</summary>
    public static string Text()
    {
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "Ticket" };
        foreach (var (name, node) in Part(typeof(Ticket))) schema[name] = node?.DeepClone();
        schema["$defs"] = Definitions();
        return schema.ToJsonString(Published) + "\n";
    }

    /// <summary>The names that an object of this type may have.</summary>
    public static IEnumerable<string> NamesOf(Type type) => Part(type)["properties"]!.AsObject().Select(property => property.Key);

    /// <summary>The names that an object of this type must have.</summary>
    public static IEnumerable<string> RequiredOf(Type type) =>
        Part(type)["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [];

    private static JsonObject Definitions()
    {
        var definitions = new JsonObject
        {
            [NameOf(typeof(Instant))] = TicketSchemaRules.Instant(),
            ["text"] = TicketSchemaRules.Text(),
        };
        foreach (var part in (Type[])[typeof(Actor), typeof(TicketProfile), typeof(StatedInstant), typeof(StatedSla)])
            definitions[NameOf(part)] = Part(part);
        definitions[NameOf(typeof(TicketEvent))] = new JsonObject
        {
            ["description"] = TicketSchemaRules.SentenceOf(typeof(TicketEvent)),
            ["oneOf"] = new JsonArray([.. Events.Select(item => Reference(item.DerivedType))]),
        };
        foreach (var item in Events) definitions[NameOf(item.DerivedType)] = EventPart(item);
        return definitions;
    }

    private static JsonObject EventPart(JsonDerivedTypeAttribute item)
    {
        var part = Part(item.DerivedType);
        part["properties"]!.AsObject().Insert(0, "type", new JsonObject { ["const"] = (string)item.TypeDiscriminator! });
        part["required"]!.AsArray().Insert(0, "type");
        return part;
    }

    private static JsonObject Part(Type type)
    {
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => context.Path.IsEmpty ? Root(context, node) : Inner(context, node),
        };
        return Options.GetJsonSchemaAsNode(type, exporter).AsObject();
    }

    private static JsonObject Root(JsonSchemaExporterContext context, JsonNode node)
    {
        var part = node.AsObject();
        part["type"] = "object";
        part.Insert(0, "description", TicketSchemaRules.SentenceOf(context.TypeInfo.Type));
        // What every event and every record says comes first, as in the documents.
        var properties = part["properties"]!.AsObject();
        string[] first = typeof(TicketEvent).IsAssignableFrom(context.TypeInfo.Type) ? ["by", "sequence", "version", "at", "id"]
            : typeof(SourceRecord).IsAssignableFrom(context.TypeInfo.Type) ? ["id", "source"] : [];
        foreach (var name in first)
        {
            if (properties[name] is not { } common) continue;
            properties.Remove(name);
            properties.Insert(0, name, common);
        }

        var required = context.TypeInfo.Properties.Where(property => property.IsRequired).Select(property => property.Name);
        part["required"] = new JsonArray([.. properties.Select(property => property.Key).Intersect(required).Select(name => JsonValue.Create(name))]);
        if (part["required"]!.AsArray().Count == 0) part.Remove("required");
        return part;
    }

    private static JsonNode Inner(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var result = Parts.Contains(type) ? Reference(type) : TicketSchemaRules.Narrowed(context, node);
        if (context.PropertyInfo is not { } property) return result;
        if (Parts.Contains(type) && IsNullable(property))
            result = new JsonObject { ["anyOf"] = new JsonArray(result, new JsonObject { ["type"] = "null" }) };
        result.AsObject().Insert(0, "description", TicketSchemaRules.SentenceOf((PropertyInfo)property.AttributeProvider!));
        return result;
    }

    private static bool IsNullable(JsonPropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : property.IsGetNullable;

    private static JsonObject Reference(Type type) => new() { ["$ref"] = $"#/$defs/{NameOf(type)}" };

    private static string NameOf(Type type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name);

    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // A file's reader gives a ticket its source and an event its id.
            var isGiven = property.Name == "source" || (property.Name == "id" && type.Type != typeof(Ticket));
            property.IsRequired = !isGiven && property.AssociatedParameter is { HasDefaultValue: false } parameter && !IsNullable(parameter);
        }
    }

    private static bool IsNullable(JsonParameterInfo parameter) =>
        parameter.ParameterType.IsValueType ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null : parameter.IsNullable;

    // Instants have their own text; the exporter only needs to know that they are one value.
    private sealed class InstantPlace : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
