using Deskmeter.Quality;

namespace Deskmeter.App.Quality;

/// <summary>Who reviews in this browser: the name given with the last review, until people sign in.</summary>
public static class Reviewer
{
    private const string Cookie = "reviewer";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The name; empty where nobody has reviewed yet.</summary>
    public static string Of(HttpRequest request) =>
        request.Cookies[Cookie] is { Length: <= ReviewDraft.LongestName } name && !name.Any(char.IsControl) ? name : "";

    public static void Keep(HttpResponse response, string name) =>
        response.Cookies.Append(Cookie, name, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = Kept, IsEssential = true });
}
