using Deskmeter.Workspaces;

namespace Deskmeter.App.Quality;

/// <summary>Categories in the order in which the scorecards have them; those of no card come last.</summary>
public sealed class CategoryOrder(Workspace workspace)
{
    private readonly List<string> _keys = [.. workspace.Scorecards.SelectMany(card => card.Categories).Select(category => category.Key).Distinct()];

    /// <summary>The same, ordered by their categories' keys.</summary>
    public IEnumerable<T> Sort<T>(IEnumerable<T> all, Func<T, string> keyOf) =>
        all.OrderBy(each => _keys.IndexOf(keyOf(each)) is >= 0 and var place ? place : int.MaxValue);
}
