using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Deskmeter.Helpdesk;
using Deskmeter.Records;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>What the types do not say and the strict reader demands.</summary>
internal static class TicketSchemaRules
{
    // What is true of a line in a file and not of the types.
    private static readonly Dictionary<(Type, string?), string> Sentences = new()
    {
        [(typeof(Ticket), null)] = "One ticket, or a piece of one, on a line of its own. Pieces of the same source and id add up.",
        [(typeof(Ticket), "Source")] = "The name of the source; an id is unique within it. Left out: the source named at the import.",
        [(typeof(TicketEvent), "Id")] =
            "Unique within the ticket; the same event seen twice has the same id. "
            + "Left out: a hash of all that the event says, so saying it again does no harm.",
        [(typeof(TicketEvent), "Sequence")] = "Orders events of one instant, such as the source's own counter; then their ids do.",
    };

    /// <summary>What the schema says of a type.</summary>
    public static string? SentenceOf(Type type) => Sentences.GetValueOrDefault((type, null)) ?? TypeSentences.Of(type);

    /// <summary>What the schema says of a property.</summary>
    public static string? SentenceOf(PropertyInfo property) =>
        Sentences.GetValueOrDefault((property.DeclaringType!, property.Name)) ?? TypeSentences.Of(property);

    public static JsonObject Instant() => new()
    {
        ["description"] = "An instant in ISO 8601 with its offset from UTC, in the years 1970 to 2199. Up to nine decimals of a second.",
        ["type"] = "string",
        ["format"] = "date-time",
        ["examples"] = new JsonArray("2016-02-29T01:23:00Z", "2016-02-29T02:23:00.5+01:00"),
    };

    public static JsonObject Text() => new()
    {
        ["description"] = "A text as the source says it. Null, empty or left out: there is none.",
        ["type"] = new JsonArray("string", "null"),
        ["maxLength"] = TextLimits.MaxLength,
    };

    /// <summary>The node with the limits that its name brings.</summary>
    public static JsonNode Narrowed(JsonSchemaExporterContext context, JsonNode node)
    {
        var name = context.PropertyInfo?.Name;
        if (context.TypeInfo.Type == typeof(string)) return IsNaming(context.PropertyInfo) ? Name() : TextReference();
        if (node is not JsonObject narrowed) return node;
        if (narrowed.ContainsKey("enum")) narrowed.Insert(0, "type", IsOptional(narrowed) ? new JsonArray("string", "null") : "string");
        narrowed.Remove("default");
        if (name is "minutes" or "seconds" or "tier") narrowed["minimum"] = 0;
        if (name is "has_messages" or "is_public") narrowed["default"] = true;
        if (name is "tags") narrowed["maxItems"] = EventReader.MostTags;
        if (name is "fields" or "slices")
        {
            narrowed["additionalProperties"] = TextReference();
            narrowed["maxProperties"] = TicketReader.MostFields;
        }

        if (name is "cells") SetCells(narrowed);
        return narrowed;
    }

    private static bool IsNaming(JsonPropertyInfo? property) =>
        (property?.Name is "id" or "source" or "into" && property.DeclaringType != typeof(Actor))
        || (property?.Name is "kind" or "scale" && property.DeclaringType == typeof(Rated));

    private static JsonObject Name() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = TextLimits.MaxNameLength };

    private static JsonObject TextReference() => new() { ["$ref"] = "#/$defs/text" };

    private static bool IsOptional(JsonObject node) => node["enum"]!.AsArray().Any(word => word is null);

    private static void SetCells(JsonObject cells)
    {
        var properties = new JsonObject();
        foreach (var name in EventReader.CellNames) properties[name] = TextReference();
        properties["status"] = new JsonObject
        {
            ["type"] = new JsonArray("string", "null"),
            ["enum"] = new JsonArray([.. WordsOf<Stage>.All.Select(word => JsonValue.Create(word)), null]),
        };
        cells["properties"] = properties;
        cells["additionalProperties"] = false;
    }
}
