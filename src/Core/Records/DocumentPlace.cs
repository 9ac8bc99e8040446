using System.Globalization;
using System.Text.Json;

namespace Deskmeter.Records;

/// <summary>Names a place in a JSON document, such as <c>events[3].at</c>.</summary>
internal static class DocumentPlace
{
    /// <summary>The place of the token that begins at <paramref name="offset"/>, found by walking there; empty at the root.</summary>
    public static string Of(ReadOnlySpan<byte> document, long offset)
    {
        var reader = new Utf8JsonReader(document);
        // Each level: the name or number it stands in; a number counts up with every value of its list.
        var levels = new Stack<Level>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) levels.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName) levels.Push(levels.Pop() with { Name = reader.GetString() });
            else if (levels.TryPeek(out var level) && level.Name is null) levels.Push(levels.Pop() with { Index = level.Index + 1 });
            if (reader.TokenStartIndex >= offset) break;
            if (reader.TokenType == JsonTokenType.StartObject) levels.Push(new Level("", -1));
            if (reader.TokenType == JsonTokenType.StartArray) levels.Push(new Level(null, -1));
        }

        return string.Concat(levels.Reverse().Select(level => level.ToString())).TrimStart('.');
    }

    private readonly record struct Level(string? Name, int Index)
    {
        public override string ToString() =>
            Name is null ? string.Create(CultureInfo.InvariantCulture, $"[{Index}]") : Name.Length == 0 ? "" : $".{Name}";
    }
}
