using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Deskmeter.Helpdesk;

namespace Deskmeter.Records;

/// <summary>
/// The canonical JSON of any record: snake_case names and words, instants in UTC, dates ISO, numbers without trailing zeros, and
/// nothing that says only the default. The same content is always the same bytes. Of tickets it is <see cref="TicketJson"/>.
/// </summary>
public static class RecordJson
{
    private static readonly JsonSerializerOptions Options = NewOptions();

    /// <summary>The record as UTF-8. Lists of parts are written in the order in which they are; a merge brings them into theirs.</summary>
    public static byte[] Write(SourceRecord record) =>
        record is Ticket ticket ? TicketJson.Write(ticket) : JsonSerializer.SerializeToUtf8Bytes(record, Options.GetTypeInfo(record.GetType()));

    /// <summary>A part as UTF-8, as it stands in its record's document.</summary>
    public static byte[] Write<TPart>(TPart part) where TPart : IRecordPart =>
        JsonSerializer.SerializeToUtf8Bytes(part, Options.GetTypeInfo(typeof(TPart)));

    /// <summary>Reads what <see cref="Write(SourceRecord)"/> wrote. Names that it does not know are passed over.</summary>
    /// <exception cref="JsonException">It is no JSON, or no record of the kind.</exception>
    /// <exception cref="DocumentException">It is no ticket.</exception>
    public static SourceRecord Read(RecordKind kind, ReadOnlySpan<byte> document) =>
        kind.Type == typeof(Ticket)
            ? TicketJson.Read(document)
            : (SourceRecord?)JsonSerializer.Deserialize(document, Options.GetTypeInfo(kind.Type)) ?? throw new JsonException("It is null.");

    private static JsonSerializerOptions NewOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RecordShape.Apply } },
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false), new InstantInJson(), new DateInJson(), new NumberInJson() },
        };
        options.MakeReadOnly();
        return options;
    }
}
