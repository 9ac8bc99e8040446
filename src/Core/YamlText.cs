using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Deskmeter;

/// <summary>A text of YAML that people write, read field by field. Every error names the text, the line and the nearest right word.</summary>
/// <param name="name">How errors name the text: a file, or what it is.</param>
internal sealed class YamlText(string name)
{
    /// <summary>The one document of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, such as <c>calendar</c>.</param>
    /// <exception cref="UsageException">It is no YAML, or has several documents or none.</exception>
    public YamlNode Root(string text, Sentence what)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents.Count == 1) return stream.Documents[0].RootNode;
        }
        catch (YamlException error)
        {
            throw Wrong(error.Start.Line, Sentence.Of(error.InnerException?.Message ?? error.Message), null);
        }
        catch (InvalidOperationException)
        {
            // The parser's own answer to a bracket that is never closed.
            throw Wrong(parser.Current?.End.Line ?? 1, $"the text is no YAML from here on; a bracket may be open", null);
        }

        throw Wrong(1, $"one {what} is expected", null);
    }

    /// <summary>The values of a mapping by their keys, all of which are known.</summary>
    public Dictionary<string, YamlNode> Fields(YamlNode node, Sentence what, string[] known)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in Map(node, what.ToString()))
        {
            var word = Text(key, "a key");
            if (!known.Contains(word))
                throw Wrong(key, $"{what} has no '{word}' (it has {string.Join(", ", known)})", word, Nearest.To(word, known));
            fields.Add(word, value);
        }

        return fields;
    }

    /// <summary>A mapping; nothing is an empty one.</summary>
    public IDictionary<YamlNode, YamlNode> Map(YamlNode node, string what) => node switch
    {
        YamlMappingNode map => map.Children,
        YamlScalarNode { Value: null or "" } => new Dictionary<YamlNode, YamlNode>(),
        _ => throw Wrong(node, $"'{what}' is a list of keys and values, such as {{key: value}}", what),
    };

    /// <summary>The items of a list; nothing is an empty one.</summary>
    public IEnumerable<YamlNode> List(YamlNode node, string what) => node switch
    {
        YamlSequenceNode list => list.Children,
        YamlScalarNode { Value: null or "" } => [],
        _ => throw Wrong(node, $"'{what}' is a list, such as [..]", what),
    };

    /// <summary>A single word or sentence.</summary>
    public string Text(YamlNode node, string what) => node is YamlScalarNode { Value: { Length: > 0 } value }
        ? value
        : throw Wrong(node, $"'{what}' is a word", what);

    /// <summary>The error of a place in the text.</summary>
    public UsageException Wrong(YamlNode node, Sentence message, string? field, string? near = null) => Wrong(node.Start.Line, message, field, near);

    /// <summary>The error of a line, from 1.</summary>
    public UsageException Wrong(long line, Sentence message, string? field, string? near = null) =>
        new($"{name}:{line}: {message}.{Nearest.Hint(near)}", field, near);
}
