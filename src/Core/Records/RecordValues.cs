using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Records;

/// <summary>An instant in a document, such as <c>2016-02-29T01:23:00Z</c>.</summary>
internal sealed class InstantInJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException();
        var isPlain = !reader.HasValueSequence && !reader.ValueIsEscaped;
        return InstantText.TryParse(isPlain ? reader.ValueSpan : Encoding.UTF8.GetBytes(reader.GetString()!), out var instant)
            ? instant
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[InstantText.MaxLength];
        writer.WriteStringValue(text[..InstantText.Format(value, text)]);
    }
}

/// <summary>A date in a document, such as <c>2016-02-29</c>.</summary>
internal sealed class DateInJson : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && LocalDatePattern.Iso.Parse(reader.GetString()!) is { Success: true } date
            ? date.Value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

/// <summary>A number in a document: 1.50 is 1.5.</summary>
internal sealed class NumberInJson : JsonConverter<decimal>
{
    // The division takes trailing zeros away.
    private const decimal One = 1.0000000000000000000000000000m;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Scale == 0 ? value : value / One);
}
