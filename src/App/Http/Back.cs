namespace Deskmeter.App.Http;

/// <summary>The way back to the page that a form was sent from.</summary>
public static class Back
{
    /// <summary>A page of ours; anything else, such as another host, is the overview.</summary>
    public static IResult To(string path) => Results.LocalRedirect(
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) ? path : "/");
}
