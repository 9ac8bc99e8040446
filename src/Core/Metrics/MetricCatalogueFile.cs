using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics;

/// <summary>
/// A catalogue file as text: its keys with their values and places. Read from the parser's events, because a deserialiser would
/// cost more at start-up than all files together.
/// </summary>
internal sealed class MetricCatalogueFile
{
    private readonly string _text;
    private readonly Dictionary<string, Entry> _entries = [];

    private MetricCatalogueFile(string name, string text) => (Name, _text) = (name, text);

    /// <summary>How errors name it.</summary>
    public string Name { get; }

    /// <exception cref="UsageException">It is no mapping of known keys, or no YAML.</exception>
    public static MetricCatalogueFile Read(string name, string text, IReadOnlyList<string> keys)
    {
        var file = new MetricCatalogueFile(name, text);
        try
        {
            file.ReadEntries(new Parser(new StringReader(text)), keys);
        }
        catch (YamlException error)
        {
            throw file.Error(error.Start, error.InnerException?.Message ?? error.Message);
        }

        return file;
    }

    public Entry? Find(string key) => _entries.GetValueOrDefault(key);

    /// <summary>The one value of a key; null when it is not there.</summary>
    public Scalar? Scalar(string key) => Find(key) switch
    {
        null => null,
        { Scalar: { } scalar } => scalar,
        { } entry => throw Error(entry.Key.Start, $"'{key}' takes one value."),
    };

    /// <summary>The values of a key that takes a list; one value is a list of one.</summary>
    public IReadOnlyList<Scalar> List(string key) => Find(key) switch
    {
        null => [],
        { Scalar: { } scalar } => [scalar],
        { Items: { } items } => items,
        { } entry => throw Error(entry.Key.Start, $"'{key}' takes a list, such as [a, b]."),
    };

    /// <summary>The pairs of a key that takes a mapping.</summary>
    public IReadOnlyList<(Scalar Key, Scalar Value)> Pairs(string key) => Find(key) switch
    {
        null => [],
        { Pairs: { } pairs } => pairs,
        { } entry => throw Error(entry.Key.Start, $"'{key}' takes pairs, such as {{window: 7d}}."),
    };

    public UsageException Error(Mark at, string message, string? near = null) =>
        new($"{Name}:{at.Line}:{at.Column}: {message}", Name, near);

    public UsageException Error(Scalar scalar, string message, string? near = null) => Error(scalar.Start, message, near);

    /// <summary>An error in the expression that a value holds, at the place of the fault within it.</summary>
    public UsageException Error(Scalar scalar, ExpressionException error)
    {
        var (line, column) = Place(scalar, error.Position);
        return new UsageException($"{Name}:{line}:{column}: {error.Message}", Name, error.Near);
    }

    /// <summary>
    /// Line and column of a character of a value. Folding changes only white space, so the characters that are none are counted.
    /// </summary>
    private (long Line, long Column) Place(Scalar scalar, int position)
    {
        var index = (int)scalar.Start.Index;
        if (scalar.Style is ScalarStyle.Folded or ScalarStyle.Literal) index = _text.IndexOf('\n', index) + 1;
        else if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted) index++;
        var left = scalar.Value.Take(position).Count(letter => !char.IsWhiteSpace(letter));
        while (index < _text.Length - 1 && (left > 0 || char.IsWhiteSpace(_text[index])))
        {
            if (!char.IsWhiteSpace(_text[index])) left--;
            index++;
        }

        var lineStart = index == 0 ? 0 : _text.LastIndexOf('\n', index - 1) + 1;
        return (_text.AsSpan(0, lineStart).Count('\n') + 1, index - lineStart + 1);
    }

    private void ReadEntries(Parser parser, IReadOnlyList<string> keys)
    {
        Next<StreamStart>(parser);
        if (!parser.MoveNext() || parser.Current is not DocumentStart) throw Error(Mark.Empty, "The file is empty.");
        if (!parser.MoveNext() || parser.Current is not MappingStart) throw Error(parser.Current!.Start, "A KPI's file holds keys and values, such as 'unit: count'.");
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = (Scalar)Plain(parser.Current!);
            if (!keys.Contains(key.Value))
            {
                var near = Nearest.To(key.Value, keys);
                throw Error(key, $"There is no key '{key.Value}'.{(near is null ? $" Known: {string.Join(", ", keys)}." : $" Did you mean '{near}'?")}", near);
            }

            if (!_entries.TryAdd(key.Value, ReadValue(parser, key))) throw Error(key, $"The key '{key.Value}' is there twice.");
        }

        Next<DocumentEnd>(parser);
        if (parser.MoveNext() && parser.Current is DocumentStart second) throw Error(second.Start, "A file holds one KPI.");
    }

    private Entry ReadValue(Parser parser, Scalar key)
    {
        parser.MoveNext();
        switch (parser.Current)
        {
            case SequenceStart:
                var items = new List<Scalar>();
                while (parser.MoveNext() && parser.Current is not SequenceEnd) items.Add(Plain(parser.Current!));
                return new Entry(key, Items: items);
            case MappingStart:
                var pairs = new List<(Scalar, Scalar)>();
                while (parser.MoveNext() && parser.Current is not MappingEnd)
                {
                    var name = Plain(parser.Current!);
                    parser.MoveNext();
                    pairs.Add((name, Plain(parser.Current!)));
                }

                return new Entry(key, Pairs: pairs);
            default:
                return new Entry(key, Scalar: Plain(parser.Current!));
        }
    }

    private Scalar Plain(ParsingEvent at) => at as Scalar ?? throw Error(at.Start, "A plain value is expected here.");

    private static void Next<T>(Parser parser) where T : ParsingEvent
    {
        if (!parser.MoveNext() || parser.Current is not T) throw new YamlException("The end of the file is expected.");
    }

    /// <summary>A key with its value: one of the three.</summary>
    internal sealed record Entry(Scalar Key, Scalar? Scalar = null, IReadOnlyList<Scalar>? Items = null, IReadOnlyList<(Scalar Key, Scalar Value)>? Pairs = null);
}
