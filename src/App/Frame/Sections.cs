namespace Deskmeter.App.Frame;

/// <summary>A page of the navigation.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Text">The key of its name.</param>
/// <param name="IsOfRecords">It shows figures, so that without a record there is nothing on it.</param>
public sealed record Section(string Path, string Text, bool IsOfRecords = false);

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
        new("/kpis", "board.catalogue"),
        new("/targets", "targets.title"),
        new("/sources", "sources.title"),
        new("/settings", "settings.title"),
    ];
}
