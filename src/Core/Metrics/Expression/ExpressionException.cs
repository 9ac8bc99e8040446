namespace Deskmeter.Metrics.Expression;

/// <summary>An expression is wrong at a place. Whoever knows the file turns the place into line and column.</summary>
public sealed class ExpressionException(int position, string message, string? near = null) : Exception(message)
{
    /// <summary>Offset into the expression's text.</summary>
    public int Position { get; } = position;

    /// <summary>The nearest right word.</summary>
    public string? Near { get; } = near;

    /// <summary>An unknown word, with its near match.</summary>
    internal static ExpressionException Unknown(int position, string what, string word, IEnumerable<string> known, string where = "")
    {
        var words = known.ToList();
        var near = Nearest.To(word, words);
        var hint = near is not null ? $" Did you mean '{near}'?" : words.Count is > 0 and <= 30 ? $" Known: {string.Join(", ", words)}." : "";
        return new ExpressionException(position, $"There is no {what} '{word}'{where}.{hint}", near);
    }
}
