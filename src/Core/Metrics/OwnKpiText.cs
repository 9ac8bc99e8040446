using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Deskmeter.Metrics;

/// <summary>A KPI's file taken apart for a form: its names and definitions by language, and the rest, which is how it is counted.</summary>
/// <param name="Id">Its id, which is the file's name.</param>
/// <param name="Rest">Everything but id, name and description, with its comments as they stand.</param>
/// <param name="Names">By language.</param>
/// <param name="Definitions">By language.</param>
public sealed partial record OwnKpiText(string Id, string Rest, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Definitions)
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file, as it is kept: id, name and description first.</summary>
    public string File => $"{Head()}{Body()}";

    /// <summary>The file with the rest first, so that a fault's line is the line of the rest.</summary>
    public string Draft => $"{Body()}{Head()}";

    /// <summary>Takes a file apart; one that cannot be read, or says its names in a way of its own, stays whole.</summary>
    public static OwnKpiText Split(string id, string text, Metric? metric)
    {
        if (metric is null) return new OwnKpiText(id, text, new Dictionary<string, string>(), new Dictionary<string, string>());
        var rest = new StringBuilder();
        var isHead = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length > 0 && !char.IsWhiteSpace(line[0])) isHead = HeadKey().IsMatch(line);
            if (!isHead) rest.Append(line).Append('\n');
        }

        return new OwnKpiText(id, rest.ToString().Trim('\n') + "\n", metric.Names, metric.Definitions);
    }

    private string Body() => Rest.ReplaceLineEndings("\n").TrimEnd() + "\n";

    /// <summary>What the rest says itself is not said again.</summary>
    private string Head()
    {
        var said = Rest.ReplaceLineEndings("\n").Split('\n').Select(line => HeadKey().Match(line).Groups["key"].Value).ToHashSet();
        var head = new StringBuilder();
        if (!said.Contains("id")) head.Append("id: ").Append(Id.Length == 0 ? "\"\"" : Id).Append('\n');
        if (!said.Contains("name")) Append(head, "name", Names);
        if (!said.Contains("description")) Append(head, "description", Definitions);
        return head.ToString();
    }

    private static void Append(StringBuilder head, string key, IReadOnlyDictionary<string, string> texts)
    {
        var given = texts.Where(text => !string.IsNullOrWhiteSpace(text.Value)).Select(text => (text.Key, Text: JsonSerializer.Serialize(OneLine(text.Value), Quoted))).ToList();
        if (given is [(Metric.Standard, var only)])
        {
            head.Append(key).Append(": ").Append(only).Append('\n');
            return;
        }

        if (given.Count > 0) head.Append(key).Append(":\n");
        foreach (var (language, text) in given) head.Append("  ").Append(language).Append(": ").Append(text).Append('\n');
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex("^(?<key>id|name|description) *:")]
    private static partial Regex HeadKey();
}
