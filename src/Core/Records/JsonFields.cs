using System.Text.Json;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>Writes the fields that documents are made of; one that says only the default is left out.</summary>
internal static class JsonFields
{
    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    public static void Number(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long number)
    {
        if (number != 0) json.WriteNumber(name, number);
    }

    public static void Flag(this Utf8JsonWriter json, ReadOnlySpan<byte> name, bool flag)
    {
        if (flag) json.WriteBoolean(name, true);
    }

    /// <summary>A flag that says something though it is false.</summary>
    public static void Statement(this Utf8JsonWriter json, ReadOnlySpan<byte> name, bool? flag)
    {
        if (flag is { } said) json.WriteBoolean(name, said);
    }

    public static void Instant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Instant? instant)
    {
        if (instant is not { } value) return;
        Span<byte> text = stackalloc byte[InstantText.MaxLength];
        json.WriteString(name, text[..InstantText.Format(value, text)]);
    }

    /// <summary>A word is written though it is the first of its kind: it says something.</summary>
    public static void Word<TEnum>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, TEnum word) where TEnum : struct, Enum =>
        json.WriteString(name, WordsOf<TEnum>.Utf8[WordsOf<TEnum>.PlaceOf(word)]);

    public static void Actor(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Actor? actor)
    {
        if (actor is null) return;
        json.WriteStartObject(name);
        json.Word("class"u8, actor.Class);
        json.Text("id"u8, actor.Id);
        json.Text("team"u8, actor.Team);
        json.WriteEndObject();
    }

    /// <summary>A list is written though it is empty.</summary>
    public static void Texts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Names with texts, in the order of their names; null is a statement and is kept.</summary>
    public static void Cells(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string?> cells)
    {
        json.WriteStartObject(name);
        foreach (var (cell, text) in cells.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(cell, text);
        json.WriteEndObject();
    }
}
