namespace Deskmeter.Records;

/// <summary>A document that says something it cannot mean.</summary>
/// <param name="place">Where, such as <c>events[3].at</c>; empty for the whole document.</param>
/// <param name="reason">What is wrong there.</param>
public sealed class DocumentException(string place, Sentence reason) : Exception(Whole(place, reason).ToString())
{
    /// <summary>The message, which a page says in its language.</summary>
    public Sentence Said { get; } = Whole(place, reason);

    /// <summary>Where in the document, such as <c>events[3].at</c>.</summary>
    public string Place { get; } = place;

    private static Sentence Whole(string place, Sentence reason) => place.Length == 0 ? reason : $"{place}: {reason}";
}
