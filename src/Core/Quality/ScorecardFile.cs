using System.Globalization;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Quality;

/// <summary>
/// Reads a scorecard from YAML: <c>name</c>, <c>scale</c> and <c>categories</c>, each with <c>key</c>, <c>weight</c>, <c>critical</c>,
/// <c>scale</c> and <c>how</c>. Every error names the line and the nearest right thing.
/// </summary>
public sealed class ScorecardFile
{
    /// <summary>Longer texts are no scorecard.</summary>
    public const int MostLetters = 50_000;

    private const int MostCategories = 50, LongestName = 100, LongestHow = 500;
    private static readonly string[] Keys = ["name", "scale", "categories"];
    private static readonly string[] CategoryKeys = ["key", "weight", "critical", "scale", "how"];

    private readonly YamlText _yaml = new("scorecard");

    private ScorecardFile()
    {
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="UsageException">It is no scorecard; the message begins with the line.</exception>
    public static Scorecard Read(string text) => new ScorecardFile().Parse(text);

    /// <summary>Writes a card so that it is read the same again.</summary>
    public static string Write(Scorecard card)
    {
        var first = card.Categories.Count > 0 ? card.Categories[0] : new ScorecardCategory("");
        var text = new StringBuilder($"name: {Quoted(card.Name)}\nscale: {Scale(first)}\ncategories:\n");
        foreach (var category in card.Categories)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - key: {Quoted(category.Key)}\n    weight: {Number(category.Weight)}\n");
            if (category.IsCritical) text.Append("    critical: yes\n");
            if (Scale(category) != Scale(first)) text.Append(CultureInfo.InvariantCulture, $"    scale: {Scale(category)}\n");
            if (category.How is { } how) text.Append(CultureInfo.InvariantCulture, $"    how: {Quoted(how)}\n");
        }

        return text.ToString();
    }

    private Scorecard Parse(string text)
    {
        if (text.Length > MostLetters) throw _yaml.Wrong(1, $"the text has more than {MostLetters} letters", null);
        var root = _yaml.Fields(_yaml.Root(text, $"scorecard"), $"a scorecard", Keys);
        if (!root.TryGetValue("name", out var name)) throw _yaml.Wrong(1, $"a scorecard needs 'name'", "name");
        if (!root.TryGetValue("categories", out var list)) throw _yaml.Wrong(1, $"a scorecard needs 'categories', such as - key: tone", "categories");
        var scale = root.TryGetValue("scale", out var node) ? ScaleOf(node) : (1m, 5m);
        var categories = new List<ScorecardCategory>();
        foreach (var item in _yaml.List(list, "categories"))
        {
            var category = Category(item, scale);
            if (categories.Exists(other => other.Key == category.Key)) throw _yaml.Wrong(item, $"'{category.Key}' is there twice", "key");
            categories.Add(category);
        }

        if (categories.Count is 0 or > MostCategories) throw _yaml.Wrong(list, $"a scorecard has from one to {MostCategories} categories", "categories");
        if (categories.TrueForAll(category => category.Weight == 0)) throw _yaml.Wrong(list, $"one category at least needs a weight above 0", "weight");
        return new Scorecard(Words(name, "name", LongestName), categories);
    }

    private ScorecardCategory Category(YamlNode item, (decimal Lowest, decimal Highest) scale)
    {
        var fields = _yaml.Fields(item, $"a category", CategoryKeys);
        if (!fields.TryGetValue("key", out var key)) throw _yaml.Wrong(item, $"a category needs 'key', its word in figures", "key");
        var (lowest, highest) = fields.TryGetValue("scale", out var own) ? ScaleOf(own) : scale;
        return new ScorecardCategory(Words(key, "key", LongestName))
        {
            Lowest = lowest,
            Highest = highest,
            Weight = fields.TryGetValue("weight", out var weight) ? Weight(weight) : 1,
            IsCritical = fields.TryGetValue("critical", out var critical) && YesOrNo(critical),
            How = fields.TryGetValue("how", out var how) ? Words(how, "how", LongestHow) : null,
        };
    }

    private decimal Weight(YamlNode node) =>
        decimal.TryParse(_yaml.Text(node, "weight"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight <= 1000
            ? weight
            : throw _yaml.Wrong(node, $"'weight' is a number from 0 to 1000, such as 2", "weight");

    private bool YesOrNo(YamlNode node) => _yaml.Text(node, "critical") switch
    {
        "yes" or "true" => true,
        "no" or "false" => false,
        _ => throw _yaml.Wrong(node, $"'critical' is yes or no", "critical"),
    };

    /// <summary>Two numbers with a hyphen between them: <c>1-5</c>.</summary>
    private (decimal Lowest, decimal Highest) ScaleOf(YamlNode node)
    {
        var parts = _yaml.Text(node, "scale").Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !Read(parts[0], out var lowest) || !Read(parts[1], out var highest)) throw _yaml.Wrong(node, $"'scale' is two numbers, such as 1-5 or 0-100", "scale");
        return highest > lowest ? (lowest, highest) : throw _yaml.Wrong(node, $"the scale {_yaml.Text(node, "scale")} ends where it begins or before", "scale");

        static bool Read(string text, out decimal number) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number <= 1000;
    }

    private string Words(YamlNode node, string what, int longest)
    {
        var words = _yaml.Text(node, what).Trim();
        if (words.Length == 0 || words.Length > longest || words.Any(char.IsControl)) throw _yaml.Wrong(node, $"'{what}' has from one to {longest} letters in one line", what);
        return words;
    }

    private static string Scale(ScorecardCategory category) => $"{Number(category.Lowest)}-{Number(category.Highest)}";

    private static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
