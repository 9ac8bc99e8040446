namespace Deskmeter.Access;

/// <summary>Who looks at a page. Until people sign in there is one: whoever may open the machine's own address.</summary>
/// <param name="Id">What is kept for this viewer, such as layouts, is kept under it.</param>
public sealed record Viewer(string Id)
{
    /// <summary>Figures of single people may be shown, under their names.</summary>
    public bool MaySeePeople { get; init; } = true;

    /// <summary>The owner of this machine's workspace, who sees everything.</summary>
    public static Viewer Owner { get; } = new("owner");
}
