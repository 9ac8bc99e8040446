using Deskmeter.Metrics.Expression;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;
using Token = YamlDotNet.Core.Tokens.Token;

namespace Deskmeter.Metrics;

/// <summary>
/// A catalogue file as text: its keys with their values and places. Read from the scanner's tokens, because the parser and the
/// deserialiser above it cost more at start-up (a compiled regular expression, reflection) than all files together.
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
            file.ReadEntries(new Scanner(new StringReader(text)), keys);
        }
        catch (YamlException error)
        {
            throw file.Error(error.Start, Sentence.Of(error.InnerException?.Message ?? error.Message));
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

    /// <summary>A message with its place, as every fault of a file has it.</summary>
    public static Sentence At(string file, long line, long column, Sentence message) => $"{file}:{line}:{column}: {message}";

    public UsageException Error(Mark at, Sentence message, string? near = null) =>
        new(At(Name, at.Line, at.Column, message), Name, near);

    public UsageException Error(Scalar scalar, Sentence message, string? near = null) => Error(scalar.Start, message, near);

    /// <summary>An error in the expression that a value holds, at the place of the fault within it.</summary>
    public UsageException Error(Scalar scalar, ExpressionException error)
    {
        var (line, column) = Place(scalar, error.Position);
        return new UsageException(At(Name, line, column, error.Said), Name, error.Near);
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

    private void ReadEntries(Scanner tokens, IReadOnlyList<string> keys)
    {
        Next(tokens);
        if (Next(tokens) is DocumentStart) Next(tokens);
        if (tokens.Current is StreamEnd) throw Error(new Mark(0, 1, 1), $"The file is empty.");
        if (tokens.Current is not BlockMappingStart) throw Error(tokens.Current!.Start, $"A KPI's file holds keys and values, such as 'unit: count'.");
        Next(tokens);
        while (tokens.Current is Key)
        {
            var key = ReadKey(tokens);
            if (!keys.Contains(key.Value))
            {
                var near = Nearest.To(key.Value, keys);
                throw Error(key, $"There is no key '{key.Value}'.{Nearest.Hint(near, keys)}", near);
            }

            if (!_entries.TryAdd(key.Value, ReadValue(tokens, key))) throw Error(key, $"The key '{key.Value}' is there twice.");
        }

        Take<BlockEnd>(tokens, $"A key");
        if (tokens.Current is DocumentEnd) Next(tokens);
        if (tokens.Current is not StreamEnd) throw Error(tokens.Current!.Start, $"A file holds one KPI.");
    }

    /// <summary>The value of a key; afterwards the tokens stand behind it.</summary>
    private Entry ReadValue(Scanner tokens, Scalar key)
    {
        switch (tokens.Current)
        {
            case FlowSequenceStart:
                Next(tokens);
                return new Entry(key, Items: ReadFlow<Scalar, FlowSequenceEnd>(tokens, () => ReadScalar(tokens)));
            case FlowMappingStart:
                Next(tokens);
                return new Entry(key, Pairs: ReadFlow<(Scalar, Scalar), FlowMappingEnd>(tokens, () => ReadPair(tokens)));
            case BlockMappingStart:
                Next(tokens);
                return new Entry(key, Pairs: ReadBlock<(Scalar, Scalar), Key>(tokens, isIndented: true, () => ReadPair(tokens)));
            // A list that stands as far left as its key has neither start nor end.
            case BlockSequenceStart or BlockEntry:
                var isIndented = tokens.Current is BlockSequenceStart;
                if (isIndented) Next(tokens);
                return new Entry(key, Items: ReadBlock<Scalar, BlockEntry>(tokens, isIndented, () =>
                {
                    Next(tokens);
                    return ReadScalar(tokens);
                }));
            default:
                return new Entry(key, Scalar: ReadScalar(tokens));
        }
    }

    private List<T> ReadFlow<T, TEnd>(Scanner tokens, Func<T> read) where TEnd : Token
    {
        var values = new List<T>();
        while (tokens.Current is not TEnd)
        {
            values.Add(read());
            if (tokens.Current is not TEnd) Take<FlowEntry>(tokens, $"','");
        }

        Next(tokens);
        return values;
    }

    private List<T> ReadBlock<T, TEntry>(Scanner tokens, bool isIndented, Func<T> read) where TEntry : Token
    {
        var values = new List<T>();
        while (tokens.Current is TEntry) values.Add(read());
        if (isIndented) Take<BlockEnd>(tokens, $"An entry");
        return values;
    }

    private (Scalar Key, Scalar Value) ReadPair(Scanner tokens) => (ReadKey(tokens), ReadScalar(tokens));

    private Scalar ReadKey(Scanner tokens)
    {
        Take<Key>(tokens, $"A key");
        var key = ReadScalar(tokens);
        Take<Value>(tokens, $"':'");
        return key;
    }

    private Scalar ReadScalar(Scanner tokens)
    {
        if (tokens.Current is not Scalar scalar) throw Error(tokens.Current!.Start, $"A plain value is expected here.");
        Next(tokens);
        return scalar;
    }

    private void Take<T>(Scanner tokens, Sentence expected) where T : Token
    {
        if (tokens.Current is not T) throw Error(tokens.Current!.Start, $"{expected} is expected here.");
        Next(tokens);
    }

    private Token Next(Scanner tokens)
    {
        bool isThere;
        try
        {
            isThere = tokens.MoveNext();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // Tricky: the scanner loses its own state on some texts instead of saying what is wrong with them.
            throw Error(tokens.CurrentPosition, $"This is no YAML.");
        }

        if (!isThere) throw Error(tokens.CurrentPosition, $"The file ends too early.");
        return tokens.Current is Error fault ? throw Error(fault.Start, Sentence.Of(fault.Value)) : tokens.Current!;
    }

    /// <summary>A key with its value: one of the three.</summary>
    internal sealed record Entry(Scalar Key, Scalar? Scalar = null, IReadOnlyList<Scalar>? Items = null, IReadOnlyList<(Scalar Key, Scalar Value)>? Pairs = null);
}
