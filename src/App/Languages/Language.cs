using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Deskmeter.App.Languages;

/// <summary>
/// The texts of one culture, from <c>Languages/&lt;culture&gt;.json</c>: nested objects, whose names joined by dots are the keys.
/// A text has named places: <c>"{n} of {all}"</c>. Where a number decides the wording, the text is an object with a
/// wording for each of the language's plural categories (<see cref="PluralRule"/>).
/// </summary>
public sealed class Language
{
    private const string Folder = "Languages/";
    private const string SentenceFolder = "Sentences/";
    private const string Extension = ".json";
    private static readonly ConcurrentDictionary<string, Language> Loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, string> _sentences = [];

    private Language(string culture, Stream json, Stream? sentences)
    {
        Culture = CultureInfo.GetCultureInfo(culture);
        using var document = JsonDocument.Parse(json);
        _texts = new Dictionary<string, string>(StringComparer.Ordinal);
        Flatten("", document.RootElement);
        if (sentences is null) return;
        using var said = JsonDocument.Parse(sentences);
        foreach (var sentence in said.RootElement.EnumerateObject()) _sentences.Add(sentence.Name, sentence.Value.GetString()!);
    }

    public CultureInfo Culture { get; }

    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>How sentences that are written in the code in English are said, by their template; English has none.</summary>
    public IReadOnlyDictionary<string, string> Sentences => _sentences;

    /// <summary>The text as it stands, without places.</summary>
    /// <exception cref="KeyNotFoundException">The culture has no such text.</exception>
    public string this[string key] =>
        _texts.GetValueOrDefault(key) ?? throw new KeyNotFoundException($"The language '{Culture.Name}' has no text '{key}'.");

    /// <summary>The text, or null where the culture has none: for texts that not every KPI has.</summary>
    public string? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>The text with its places filled.</summary>
    public string Say(string key, params ReadOnlySpan<(string Place, string Text)> places) => Fill(this[key], places);

    /// <summary>A sentence of the code in this language; in English where it has none.</summary>
    public string Say(Sentence sentence)
    {
        var template = _sentences.GetValueOrDefault(sentence.Template) ?? sentence.Template;
        return string.Format(Culture, template, [.. sentence.Values.Select(Said)]);

        object? Said(object? value) => value switch
        {
            Sentence inner => Say(inner),
            int or long => Convert.ToInt64(value, Culture).ToString("N0", Culture),
            _ => value,
        };
    }

    /// <summary>The text for a number of things, by the language's plural rule; the place <c>{n}</c> is the number.</summary>
    public string Count(string key, long n, params ReadOnlySpan<(string Place, string Text)> places) =>
        Fill(this[$"{key}.{PluralRule.CategoryOf(Culture.Name, n)}"], [.. places, ("n", n.ToString("N0", Culture))]);

    /// <summary>A name as it stands within a sentence: "Team" is "team", "SLA target" stays.</summary>
    public string Within(string name) =>
        name.Length > 1 && char.IsUpper(name[1]) ? name : Culture.TextInfo.ToLower(name[..1]) + name[1..];

    /// <summary>The cultures that there are texts of, in the order of their names.</summary>
    public static IReadOnlyList<string> Cultures { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The language of this culture; every culture has one file.</summary>
    public static Language Of(string culture) => Loaded.GetOrAdd(culture, Load);

    private static Language Load(string culture)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{culture}{Extension}")
            ?? throw new UsageException($"There is no language '{culture}'.", "language");
        using var sentences = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{SentenceFolder}{culture}{Extension}");
        return new Language(culture, stream, sentences);
    }

    private static string Fill(string text, ReadOnlySpan<(string Place, string Text)> places)
    {
        var filled = new StringBuilder();
        var at = 0;
        // In one go from left to right, so that a name of the data with such a place in it stays as it is.
        while (!places.IsEmpty && text.IndexOf('{', at) is >= 0 and var open && text.IndexOf('}', open) is >= 0 and var close)
        {
            var place = text.AsSpan(open + 1, close - open - 1);
            filled.Append(text, at, open - at);
            at = close + 1;
            var isKnown = false;
            foreach (var known in places)
            {
                if (isKnown || !place.SequenceEqual(known.Place)) continue;
                filled.Append(known.Text);
                isKnown = true;
            }

            if (!isKnown) filled.Append(text, open, at - open);
        }

        return at == 0 ? text : filled.Append(text, at, text.Length - at).ToString();
    }

    private void Flatten(string prefix, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
                Flatten(prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}", property.Value);
        }
        else
        {
            _texts[prefix] = element.GetString() ?? "";
        }
    }
}
