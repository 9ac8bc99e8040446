using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Cli;

/// <summary>Writes rows as JSON, one object a line.</summary>
internal static class JsonLines
{
    public static void Write(IReadOnlyList<string> names, IReadOnlyList<object?> values, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            for (var i = 0; i < names.Count; i++)
            {
                json.WritePropertyName(names[i]);
                Write(json, values[i]);
            }

            json.WriteEndObject();
        }

        output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case LocalDate date: json.WriteStringValue(LocalDatePattern.Iso.Format(date)); break;
            case Instant instant: json.WriteStringValue(InstantPattern.ExtendedIso.Format(instant)); break;
            case IEnumerable<string?> list:
                json.WriteStartArray();
                foreach (var item in list) json.WriteStringValue(item);
                json.WriteEndArray();
                break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }
}
