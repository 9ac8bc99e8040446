using System.Globalization;
using System.Text;
using Deskmeter.Metrics;
using NodaTime.Text;

namespace Deskmeter.Workspaces;

/// <summary>
/// What was answered before: the same question about the same facts, settings and targets as of the same instant has the same answer. As
/// soon as one of them changed, nothing of before is given any more. Holds so many rows; what was not asked for the longest goes first.
/// Safe for concurrent use.
/// </summary>
/// <param name="mostRows">How many rows of answers are held at the most.</param>
public sealed class AnswerMemory(int mostRows)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, object Answer, int Rows)>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, object Answer, int Rows)> _byUse = new();
    private object? _basis;
    private int _rows;
    private long _changes;

    /// <summary>The answer of before, or a fresh one.</summary>
    /// <param name="key">The question in full.</param>
    /// <param name="basis">On what answers stand; equal as long as nothing of it changed.</param>
    /// <param name="answer">Asks, and says how many rows the answer has.</param>
    public T Get<T>(string key, Func<object> basis, Func<(T Answer, int Rows)> answer)
        where T : class
    {
        var before = basis();
        long changes;
        lock (_gate)
        {
            if (!before.Equals(_basis)) Clear(before);
            changes = _changes;
            if (_known.TryGetValue(key, out var known))
            {
                _byUse.Remove(known);
                _byUse.AddFirst(known);
                return (T)known.Value.Answer;
            }
        }

        var (fresh, rows) = answer();
        // Tricky: an answer that was asked while something changed may be of either, and is not kept.
        if (rows > mostRows / 4 || !basis().Equals(before)) return fresh;
        lock (_gate)
        {
            if (changes != _changes || !before.Equals(_basis) || _known.ContainsKey(key)) return fresh;
            _known[key] = _byUse.AddFirst((key, fresh, rows));
            _rows += rows;
            while (_rows > mostRows && _byUse.Last is { } oldest) Forget(oldest);
        }

        return fresh;
    }

    /// <summary>Something changed that answers stand on: nothing of before is kept, not even in memory.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _changes++;
            Clear(null);
        }
    }

    /// <summary>A question with all that it asks, so that two have the same key only if they ask the same.</summary>
    public static string KeyOf(MetricQuery query)
    {
        var key = new StringBuilder();
        Add(query.Kpis);
        Add([LocalDatePattern.Iso.Format(query.From), LocalDatePattern.Iso.Format(query.To), query.Zone ?? "", query.AsOf is { } at ? InstantPattern.ExtendedIso.Format(at) : ""]);
        Add([Word(query.Grain), Word(query.Clock), Word(query.Compare), query.Guards ? "guards" : "", query.Histogram ? "histogram" : ""]);
        Add(query.By);
        Add([.. query.Where.Select(FilterText.Write)]);
        Add([.. query.Params.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value })]);
        return key.ToString();

        // Each text with its length before it, so that none runs into the next.
        void Add(IReadOnlyList<string> texts)
        {
            key.Append(CultureInfo.InvariantCulture, $"{texts.Count};");
            foreach (var text in texts) key.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
        }

        static string Word<T>(T value)
            where T : struct, Enum => MetricQueryText.Word(value);
    }

    private void Clear(object? basis)
    {
        (_basis, _rows) = (basis, 0);
        _known.Clear();
        _byUse.Clear();
    }

    private void Forget(LinkedListNode<(string Key, object Answer, int Rows)> oldest)
    {
        _byUse.Remove(oldest);
        _known.Remove(oldest.Value.Key);
        _rows -= oldest.Value.Rows;
    }
}
