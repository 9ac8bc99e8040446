using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Deskmeter.Connectors.Files;

/// <summary>A block of a mapping file that remembers where it stands, so that every error names file, line and near match.</summary>
internal sealed class YamlBlock
{
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _asked = [];

    private YamlBlock(string file, string what, YamlMappingNode node) => (File, What, _node) = (file, what, node);

    public string File { get; }

    /// <summary>What the block describes, for messages: <c>file 'ticket'</c>.</summary>
    public string What { get; }

    public long Line => _node.Start.Line;

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries => _node.Children.Select(entry => (Text(entry.Key), entry.Value));

    /// <summary>Reads a whole file.</summary>
    public static YamlBlock Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new MergingParser(new Parser(new StringReader(text))));
        }
        catch (YamlException error)
        {
            throw At(file, error.Start.Line, $"it is not well-formed YAML from column {error.Start.Column} on: {error.Message}");
        }

        if (stream.Documents.Count == 0) throw At(file, 1, $"the file is empty; a mapping begins with 'source:'.");
        return new YamlBlock(file, "the mapping", Mapping(file, stream.Documents[0].RootNode, "the mapping"));
    }

    public static UsageException At(string file, long line, Sentence message, string? near = null) =>
        new($"{file}, line {line}: {message}", $"{file}:{line}", near);

    public UsageException Error(YamlNode node, Sentence message, string? near = null) => At(File, node.Start.Line, message, near);

    public UsageException Error(Sentence message) => At(File, Line, message);

    public YamlBlock Block(YamlNode node, string what) => new(File, what, Mapping(File, node, what));

    /// <summary>The value of a key; null when it is missing or left empty.</summary>
    public YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var value) && !IsEmpty(value) ? value : null;
    }

    public YamlNode Require(string key) => Find(key) ?? throw Error($"{What} needs '{key}'.");

    public string? FindText(string key) => Find(key) is { } node ? Text(node) : null;

    public bool FindFlag(string key) => Find(key) is { } node && Text(node) switch
    {
        "true" => true,
        "false" => false,
        var other => throw Error(node, $"'{key}' is true or false, not '{other}'."),
    };

    /// <summary>One text, or a list of them; empty when the key is missing.</summary>
    public IReadOnlyList<string> FindTexts(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Select(Text)],
        var one => [Text(one)],
    };

    public IReadOnlyList<YamlNode> FindList(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list],
        var other => throw Error(other, $"'{key}' is a list: each entry begins with '- '."),
    };

    public string Text(YamlNode node) => node is YamlScalarNode { Value: { } text } ? text : throw Error(node, $"{What}: a single word was expected here.");

    /// <summary>Refuses a key that nobody asked for: a misspelt key would otherwise be ignored in silence.</summary>
    public void RefuseOthers()
    {
        foreach (var (key, _) in _node.Children)
        {
            var word = Text(key);
            if (_asked.Contains(word)) continue;
            var near = Nearest.To(word, _asked);
            var hint = Nearest.Hint(near, _asked);
            throw Error(key, $"{What} has no key '{word}'.{hint}", near);
        }
    }

    private static bool IsEmpty(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private static YamlMappingNode Mapping(string file, YamlNode node, string what) =>
        node as YamlMappingNode ?? throw At(file, node.Start.Line, $"{what} is written as 'key: value' lines.");
}
