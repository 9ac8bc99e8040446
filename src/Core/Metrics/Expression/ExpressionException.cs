namespace Deskmeter.Metrics.Expression;

/// <summary>An expression is wrong at a place. Whoever knows the file turns the place into line and column.</summary>
public sealed class ExpressionException(int position, Sentence said, string? near = null) : Exception(said.ToString())
{
    /// <summary>The message, which a page says in its language.</summary>
    public Sentence Said { get; } = said;

    /// <summary>Offset into the expression's text.</summary>
    public int Position { get; } = position;

    /// <summary>The nearest right word.</summary>
    public string? Near { get; } = near;

    /// <summary>An unknown word, with its near match.</summary>
    internal static ExpressionException Unknown(int position, Sentence what, string word, IEnumerable<string> known, Sentence? where = null)
    {
        var words = known.ToList();
        var near = Nearest.To(word, words);
        var hint = Nearest.Hint(near, words.Count <= 30 ? words : []);
        return new ExpressionException(position, $"There is no {what} '{word}'{where ?? $""}.{hint}", near);
    }
}
