using Deskmeter.Metrics;
using Deskmeter.Notes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Deskmeter.App.Notes;

/// <summary>A note as it stands in its form. One that is refused goes back to its page in the address, with all that was typed.</summary>
public sealed record NoteDraft(string Words, string From, string Last, bool IsOfKpi, bool IsOfFilters)
{
    private const string Prefix = "note.";
    private const int LongestWord = 1000;

    /// <summary>Reads the fields of a form.</summary>
    public static NoteDraft Read(Func<string, string?> field)
    {
        string Text(string name) => field(name) is { } text ? text[..Math.Min(text.Length, LongestWord)] : "";
        return new NoteDraft(Text("words"), Text("from"), Text("last"), field("only_kpi") == "true", field("only_filters") == "true");
    }

    /// <summary>The one that the address brings back; null: none was refused.</summary>
    public static NoteDraft? Refused(HttpRequest request) =>
        request.Query.ContainsKey(Prefix + "words") ? Read(name => request.Query[Prefix + name].LastOrDefault()) : null;

    /// <summary>The note that it says.</summary>
    /// <exception cref="UsageException">It says none.</exception>
    public Note Made(string? kpi, IReadOnlyList<Filter> where)
    {
        var from = MetricQueryText.Date("from", From);
        return new Note(from, Last.Length == 0 ? from : MetricQueryText.Date("last", Last), Words, kpi, where).Checked();
    }

    /// <summary>Why it is no note; null when it is one.</summary>
    public Sentence? Fault() => UsageException.FaultOf(() => Made(null, []));

    /// <summary>A page without a note that was refused on it before.</summary>
    public static string Without(string address) => Address(address, []);

    /// <summary>The page with this note filled in.</summary>
    public string Address(string page) => Address(page,
    [
        new(Prefix + "words", Words), new(Prefix + "from", From), new(Prefix + "last", Last),
        new(Prefix + "only_kpi", IsOfKpi ? "true" : ""), new(Prefix + "only_filters", IsOfFilters ? "true" : ""),
    ]) + "#notes";

    private static string Address(string page, IReadOnlyList<KeyValuePair<string, StringValues>> more)
    {
        var path = page.Split('?', '#')[0];
        var words = QueryHelpers.ParseQuery(page.Split('#')[0][path.Length..]).Where(word => !word.Key.StartsWith(Prefix, StringComparison.Ordinal));
        return path + QueryString.Create(words.Concat(more));
    }
}
