using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Who is one customer: customers' records of which any word is the same, directly or through others.</summary>
internal sealed class ReferenceCustomers
{
    private readonly List<HashSet<string>> _customers = [];
    private readonly Dictionary<string, string> _known = [];

    public ReferenceCustomers(IEnumerable<Customer> customers)
    {
        foreach (var customer in customers)
        {
            var words = new[] { customer.Id }.Concat(customer.Emails).Concat(customer.Phones).Concat(customer.Aliases)
                .Select(Form).OfType<string>().ToHashSet();
            foreach (var same in _customers.FindAll(other => other.Overlaps(words)))
            {
                words.UnionWith(same);
                _customers.Remove(same);
            }

            _customers.Add(words);
        }
    }

    /// <summary>One text for every word of a customer; null: nobody is known.</summary>
    public string? Of(string? word)
    {
        if (Form(word) is not { } form) return null;
        if (!_known.TryGetValue(form, out var customer))
            _known[form] = customer = _customers.Find(words => words.Contains(form))?.Min(StringComparer.Ordinal) ?? form;
        return customer;
    }

    /// <summary>Mail addresses in small letters, telephone numbers as digits after a plus, nothing around them.</summary>
    private static string? Form(string? word)
    {
        if (string.IsNullOrWhiteSpace(word)) return null;
        word = word.Trim();
        if (word.Contains('@', StringComparison.Ordinal)) return word.ToLowerInvariant();
        var isNumber = word[0] == '+' && word.All(letter => letter is >= '0' and <= '9' or ' ' or '+' or '-' or '.' or '/' or '(' or ')');
        return isNumber ? $"+{string.Concat(word.Where(letter => letter is >= '0' and <= '9'))}" : word;
    }
}
