using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deskmeter;

/// <summary>
/// What is said to a person, written where it is found out as an English interpolated string: <c>$"There is no KPI '{id}'."</c>.
/// It keeps the words apart from the values, so that a page can say the same in another language; commands and the API say it as it stands.
/// </summary>
[InterpolatedStringHandler]
[JsonConverter(typeof(SentenceJson))]
public sealed class Sentence : IEquatable<Sentence>
{
    private readonly StringBuilder _template;
    private readonly List<object?> _values;
    private string? _text;

    public Sentence(int literalLength, int formattedCount) => (_template, _values) = (new StringBuilder(literalLength), new List<object?>(formattedCount));

    private Sentence(string template, List<object?> values) => (_template, _values) = (new StringBuilder(template), values);

    /// <summary>The words in English, with a place <c>{0}</c> for each value; a brace of the words stands twice.</summary>
    public string Template => _template.ToString();

    /// <summary>What stands in the places: texts and numbers as the data have them, and sentences.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>A text that is not ours, such as a file system's.</summary>
    public static Sentence Of(string text) => new("{0}", [text]);

    /// <summary>What an error says; of one that is not ours, its own text.</summary>
    public static Sentence Of(Exception error) => error is UsageException { Said: var said } ? said : Of(error.Message);

    /// <summary>A noun that is put together, such as the name of a kind of record with its article.</summary>
    public static Sentence Word(string english) => new(english, []);

    public void AppendLiteral(string text) => _template.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T value)
    {
        _template.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(value is Sentence or string or int or long or null ? value : Convert.ToString(value, CultureInfo.InvariantCulture));
    }

    /// <summary>The same with another name wherever a value has this one.</summary>
    public Sentence With(string name, string shown) => new(
        Template,
        [.. _values.Select(value => value switch
        {
            Sentence sentence => sentence.With(name, shown),
            string text => text.Replace(name, shown, StringComparison.Ordinal),
            _ => value,
        })]);

    /// <summary>In English.</summary>
    public override string ToString() => _text ??= string.Format(CultureInfo.InvariantCulture, Template, [.. _values]);

    public bool Equals(Sentence? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Sentence);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As it is kept: a JSON list of the template and its values.</summary>
    public string Stored()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) Write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What was kept; a text that is no such list was said by an older program.</summary>
    public static Sentence FromStored(string stored)
    {
        if (!stored.StartsWith("[\"", StringComparison.Ordinal)) return Of(stored);
        try
        {
            using var json = JsonDocument.Parse(stored);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return Of(stored);
        }
    }

    internal static Sentence Read(JsonElement json) => json.ValueKind != JsonValueKind.Array ? Of(json.GetString() ?? "") : new Sentence(
        json[0].GetString()!,
        [.. json.EnumerateArray().Skip(1).Select(value => value.ValueKind switch
        {
            JsonValueKind.Array => Read(value),
            JsonValueKind.Number => value.GetInt64(),
            _ => (object?)value.GetString(),
        })]);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteStringValue(Template);
        foreach (var value in _values)
        {
            if (value is Sentence sentence) sentence.Write(json);
            else if (value is int or long) json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else json.WriteStringValue((string?)value);
        }

        json.WriteEndArray();
    }

    private sealed class SentenceJson : JsonConverter<Sentence>
    {
        public override Sentence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return Sentence.Read(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, Sentence value, JsonSerializerOptions options) => value.Write(writer);
    }
}
