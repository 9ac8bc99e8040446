using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Connectors.Files;

/// <summary>Reads the values of a block: a column, a list of columns, a constant, or a block that says what to make of a cell.</summary>
/// <param name="wordsOf">The words that a value can have, by its key; null: any text. Without it those of tickets.</param>
internal sealed class ValueReader(YamlBlock block, Func<string, IReadOnlyList<string>?>? wordsOf = null)
{
    private const string FieldKey = "a field";

    public MappedValue? Find(string key) => block.Find(key) is { } node ? Value(block, node, key) : null;

    public MappedValue Require(string key) => Value(block, block.Require(key), key);

    /// <summary>A custom field: any name, and its block may say <c>slice</c>.</summary>
    public MappedValue Field(string name) => Value(block, block.Require(name), FieldKey);

    /// <summary>The values of an event: those that must be there, and those that may.</summary>
    public IReadOnlyDictionary<string, MappedValue> Named(IEnumerable<string> required, IEnumerable<string> optional)
    {
        var values = new Dictionary<string, MappedValue>();
        foreach (var key in required) values[key] = Require(key);
        foreach (var key in optional)
        {
            if (Find(key) is { } value) values[key] = value;
        }

        return values;
    }

    public IReadOnlyList<MappedCondition> Conditions(string key)
    {
        if (block.Find(key) is not { } node) return [];
        var conditions = block.Block(node, $"'{key}'");
        return [.. conditions.Entries.Select(entry => new MappedCondition(
            Scalar(entry.Key, entry.Value.Start.Line), conditions.FindTexts(entry.Key)))];
    }

    /// <summary>Who acted: <c>{agent: column}</c> for a fixed class, or <c>{id:, class:, team:}</c>.</summary>
    public MappedActor? Actor(string key)
    {
        if (block.Find(key) is not { } node) return null;
        var actor = block.Block(node, $"'{key}'");
        var values = new ValueReader(actor);
        var team = values.Find("team");
        var classes = EventFields.WordsOf("class")!;
        var fixedClass = actor.Entries.Select(entry => entry.Key).FirstOrDefault(classes.Contains);
        var mapped = fixedClass is not null
            ? new MappedActor(values.Require(fixedClass), new MappedValue.Constant(actor.Line, fixedClass), team)
            : new MappedActor(values.Require("id"), values.Require("class"), team);
        actor.RefuseOthers();
        return mapped;
    }

    private MappedValue Value(YamlBlock block, YamlNode node, string key) => node switch
    {
        YamlScalarNode => Checked(block, node, key, Scalar(block.Text(node), node.Start.Line)),
        YamlSequenceNode { Children.Count: 0 } => throw block.Error(node, $"'{key}' names no column."),
        YamlSequenceNode list => new MappedValue.First(node.Start.Line, [.. list.Select(item => Value(block, item, key))]),
        _ => Cell(block.Block(node, $"'{key}'"), key),
    };

    private static MappedValue Scalar(string text, long line) =>
        text.StartsWith('=')
            ? new MappedValue.Constant(line, text[1..])
            : new MappedValue.Cell(line, text.TrimEnd('?')) { MayBeMissing = text.EndsWith('?') };

    private MappedValue Checked(YamlBlock block, YamlNode node, string key, MappedValue value)
    {
        if (value is MappedValue.Constant constant) CheckWord(block, node, key, constant.Text);
        return value;
    }

    private MappedValue.Cell Cell(YamlBlock block, string key)
    {
        var cell = new MappedValue.Cell(block.Line, block.Text(block.Require("column")))
        {
            MayBeMissing = block.FindFlag("optional"),
            Match = Match(block),
            Json = block.FindText("json"),
            Find = Reference(block),
            Map = Map(block, key),
            Split = block.FindText("split"),
            Times = MappingReader.TimesOf(block, block.Find("times")),
        };
        cell = Otherwise(block, key, cell);
        if (key == FieldKey) block.FindFlag("slice");
        block.RefuseOthers();
        return cell;
    }

    private MappedValue.Cell Otherwise(YamlBlock block, string key, MappedValue.Cell cell) => block.Find("otherwise") switch
    {
        null => cell,
        YamlScalarNode { Value: { } word } node when !word.StartsWith('=') => cell with { Otherwise = Otherwise(block, node, word) },
        var node => cell with { Fallback = Value(block, node, key) },
    };

    private static UnknownWord Otherwise(YamlBlock block, YamlNode node, string word)
    {
        if (Enum.TryParse<UnknownWord>(word, ignoreCase: true, out var known)) return known;
        var error = Nearest.Unknown($"'otherwise'", word, Enum.GetNames<UnknownWord>().Select(name => name.ToLowerInvariant()));
        throw block.Error(node, $"{error.Said} A word of ours is written '={word}'.", error.Near);
    }

    private Dictionary<string, string?>? Map(YamlBlock owner, string key)
    {
        if (owner.Find("map") is not { } node) return null;
        var block = owner.Block(node, "'map'");
        var map = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (word, meaning) in block.Entries)
        {
            var text = block.FindText(word);
            if (text is not null) CheckWord(block, meaning, key, text);
            if (!map.TryAdd(word, text)) throw block.Error(meaning, $"'{word}' is in the map twice.");
        }

        return map;
    }

    private void CheckWord(YamlBlock block, YamlNode node, string key, string word)
    {
        if ((wordsOf ?? EventFields.WordsOf)(key) is not { } words || words.Contains(word)) return;
        var error = Nearest.Unknown(Sentence.Of(key), word, words);
        throw block.Error(node, error.Said, error.Near);
    }

    private static Regex? Match(YamlBlock block)
    {
        if (block.Find("match") is not { } node) return null;
        try
        {
            // Tricky: without backtracking no expression can be slow on a hostile cell.
            return new Regex(block.Text(node), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw block.Error(node, $"'match' is no regular expression that can be used here: {error.Message}");
        }
    }

    private static (string File, string Column)? Reference(YamlBlock block)
    {
        if (block.Find("find") is not { } node) return null;
        var parts = block.Text(node).Split('.', 2);
        return parts is [{ Length: > 0 } file, { Length: > 0 } column]
            ? (file, column)
            : throw block.Error(node, $"'find' is written file.column, not '{block.Text(node)}'.");
    }
}
