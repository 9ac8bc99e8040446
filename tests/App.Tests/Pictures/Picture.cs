using Microsoft.Playwright;

namespace Deskmeter.App.Tests.Pictures;

/// <summary>A page as it is shown in <c>docs/pictures/</c>.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Path">The page's address; what stands in braces is one of the <see cref="ShownDesk"/>.</param>
/// <param name="Title">What is to be seen.</param>
public sealed record Picture(string Name, string Path, string Title)
{
    /// <summary>The window's width in pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>The most that is shown of a long page, in pixels.</summary>
    public int Height => Width < 500 ? 1500 : Width > 1900 ? 1440 : 1800;

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;

    public string Culture { get; init; } = "en";

    /// <summary>The folder that is shown.</summary>
    public ShownFolder Folder { get; init; }

    public string File => $"{Name}.webp";
}

/// <summary>A folder of the <see cref="ShownDesk"/>.</summary>
public enum ShownFolder
{
    Shop,

    /// <summary>Without data yet.</summary>
    Empty,

    /// <summary>Whose figures are being built, and never are.</summary>
    Opening,
}
