using Deskmeter.Access;
using Deskmeter.App.Board;

namespace Deskmeter.App.Live;

/// <summary>What decides about the figures of now: whoever shares it is shown the same, computed once.</summary>
/// <param name="Query">The words of the address that matter, in one spelling.</param>
/// <param name="Language">The culture of its words.</param>
/// <param name="Viewer">For whose eyes: what one may see is never shared with another.</param>
public sealed record LiveKey(string Query, string Language, Viewer Viewer)
{
    /// <summary>Period, comparison and clock do not matter to now.</summary>
    private static readonly string[] Words = ["where", "zone", "as_of"];

    public static LiveKey Of(Visit visit) => new(
        QueryString.Create(visit.State.Pairs().Where(pair => Words.Contains(pair.Word)).Select(pair => KeyValuePair.Create(pair.Word, (string?)pair.Value))).Value ?? "",
        visit.Language.Culture.Name,
        visit.Viewer);
}
