using Deskmeter.Records;

namespace Deskmeter.Sync;

/// <summary>Which words name one customer, all at once: for a building of everything.</summary>
internal sealed class Customers
{
    private readonly Dictionary<string, string> _first = new(StringComparer.Ordinal);

    public Customers(IEnumerable<CustomerLink> links)
    {
        foreach (var (word, other) in links)
        {
            var (one, two) = (UnitOf(word), UnitOf(other));
            // The first word in ordinal order stands for all, as it does when a customer is looked up alone.
            if (string.CompareOrdinal(one, two) < 0) _first[two] = one;
            else if (one != two) _first[one] = two;
        }
    }

    /// <summary>The unit of the customer whom a word names.</summary>
    public string UnitOf(string word)
    {
        if (!_first.TryGetValue(word, out var first)) return word;
        var root = UnitOf(first);
        if (root != first) _first[word] = root;
        return root;
    }
}
