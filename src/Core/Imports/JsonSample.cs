using System.Text;
using System.Text.Json;
using Deskmeter.Connectors.Files;

namespace Deskmeter.Imports;

/// <summary>The fields of the first lines of a file of JSON lines.</summary>
internal static class JsonSample
{
    private const int MostLines = 20;
    private const int LongestLine = 1 << 20;

    public static IEnumerable<SampleColumn> Columns(string path)
    {
        var names = new List<string>();
        using var reader = new StreamReader(InputFile.Open(path), Encoding.UTF8);
        for (var line = 0; line < MostLines && Line(reader) is { } text; line++)
        {
            foreach (var name in Names(text).Except(names)) names.Add(name);
        }

        return names.Select((name, index) => SampleColumn.Of(index, name, []));
    }

    private static List<string> Names(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object ? [.. json.RootElement.EnumerateObject().Select(property => property.Name)] : [];
        }
        catch (JsonException)
        {
            return []; // what is wrong with a line is told when it is read
        }
    }

    /// <summary>A line, as far as it is not too long to be looked at.</summary>
    private static string? Line(StreamReader reader)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            int next;
            try
            {
                next = reader.Read();
            }
            catch (InvalidDataException)
            {
                return null; // a damaged archive is told of when it is read
            }

            if (next < 0) return line.Length == 0 ? null : line.ToString();
            if (next == '\n') break;
            line.Append((char)next);
        }

        return line.ToString();
    }
}
