namespace Deskmeter.App.Frame;

/// <summary>A page of the navigation.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Text">The key of its name.</param>
public sealed record Section(string Path, string Text);

/// <summary>The pages of the navigation, in its order.</summary>
public static class Sections
{
    public static IReadOnlyList<Section> All { get; } =
    [
        new("/", "board.overview"),
        new("/live", "live.title"),
        new("/volume", "volume.title"),
        new("/topics", "topics.title"),
        new("/articles", "articles.title"),
        new("/surveys", "surveys.title"),
        new("/money", "money.title"),
        new("/team", "team.title"),
        new("/quality", "quality.title"),
        new("/kpis", "board.catalogue"),
        new("/targets", "targets.title"),
        new("/sources", "sources.title"),
        new("/settings", "settings.title"),
    ];
}
