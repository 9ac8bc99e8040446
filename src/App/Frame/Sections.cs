namespace Deskmeter.App.Frame;

/// <summary>A page of the navigation.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Text">The key of its name.</param>
/// <param name="IsOfRecords">It shows figures, so that without a record there is nothing on it.</param>
/// <param name="IsSetUp">It sets up what the others show.</param>
public sealed record Section(string Path, string Text, bool IsOfRecords = false, bool IsSetUp = false);

/// <summary>The pages of the navigation, in its order.</summary>
public static class Sections
{
    public static IReadOnlyList<Section> All { get; } =
    [
        new("/", "board.overview"),
        new("/live", "live.title", IsOfRecords: true),
        new("/volume", "volume.title", IsOfRecords: true),
        new("/topics", "topics.title", IsOfRecords: true),
        new("/articles", "articles.title", IsOfRecords: true),
        new("/surveys", "surveys.title", IsOfRecords: true),
        new("/money", "money.title", IsOfRecords: true),
        new("/team", "team.title", IsOfRecords: true),
        new("/quality", "quality.title", IsOfRecords: true),
        new("/targets", "targets.title", IsSetUp: true),
        new("/kpis", "board.catalogue", IsSetUp: true),
        new("/sources", "sources.title", IsSetUp: true),
        new("/settings", "settings.title", IsSetUp: true),
    ];

    /// <summary>The section that a page is part of, by the beginning of its address; null for one of no section, as a ticket's is.</summary>
    public static Section? Of(PathString page) => All.FirstOrDefault(section => section.Path == page)
        ?? All.FirstOrDefault(section => section.Path != "/" && IsUnder(page, section.Path))
        ?? (IsUnder(page, "/kpi") ? All.Single(section => section.Path == "/kpis") : IsUnder(page, "/layouts") ? All[0] : null);

    private static bool IsUnder(PathString page, string path) => page.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);
}
