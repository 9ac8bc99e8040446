namespace Deskmeter.Helpdesk;

/// <summary>
/// A customer and every word that other records know them by. Records whose words overlap are one customer.
/// </summary>
[RecordKind("customer", "customers")]
public sealed record Customer(string Source, string Id) : StatedRecord(Source, Id)
{
    public IReadOnlyList<string> Emails { get; init; } = [];

    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>Ids in shops and other tools, and of customers merged into this one.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Segment { get; init; }

    public string? Country { get; init; }

    public string? Language { get; init; }
}

/// <summary>The words by which records name a customer.</summary>
public static class CustomerWord
{
    /// <summary>
    /// The form in which a word is compared: without blanks around it, mail addresses in lower case, telephone numbers (a + and
    /// digits) without blanks and punctuation. Null for an empty word.
    /// </summary>
    public static string? Of(string? word)
    {
        var text = word?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Contains('@', StringComparison.Ordinal)) return text.ToLowerInvariant();
        return text[0] == '+' && text.All(letter => char.IsAsciiDigit(letter) || " +-./()".Contains(letter, StringComparison.Ordinal))
            ? PhoneNumber.Of(text) ?? "+"
            : text;
    }

    /// <summary>Every word that a customer goes by, in the form in which they are compared.</summary>
    public static IReadOnlyList<string> All(Customer customer) =>
    [
        .. customer.Aliases.Concat(customer.Emails).Concat(customer.Phones).Prepend(customer.Id)
            .Select(Of).OfType<string>().Distinct(StringComparer.Ordinal),
    ];
}
