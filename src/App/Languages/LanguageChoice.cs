using Deskmeter.App.Http;
using StringWithQualityHeaderValue = Microsoft.Net.Http.Headers.StringWithQualityHeaderValue;

namespace Deskmeter.App.Languages;

/// <summary>The language of a request: the one that somebody chose, kept in a cookie; else the browser's; else English.</summary>
public static class LanguageChoice
{
    private const string Cookie = "language";
    private const string Standard = "en";

    /// <summary>The language that pages of this request speak.</summary>
    public static Language Of(HttpRequest request) => Language.Of(Chosen(request) ?? Preferred(request) ?? Standard);

    /// <summary>Keeps a choice, and goes back to the page it was made on.</summary>
    public static void MapLanguage(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/language", async (HttpContext context) =>
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (language, back) = (form["language"].ToString(), form["back"].ToString());
        if (!Language.Cultures.Contains(language)) throw Nearest.Unknown($"language", language, Language.Cultures, "language");
        context.Response.Cookies.Append(Cookie, language, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Path = "/" });
        return Forms.Done(back);
    }).ExcludeFromDescription().DisableAntiforgery();

    private static string? Chosen(HttpRequest request) =>
        request.Cookies[Cookie] is { } language && Language.Cultures.Contains(language) ? language : null;

    /// <summary>The browser's first language that there is: <c>nl-BE</c> is Dutch.</summary>
    private static string? Preferred(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var accepted)
            ? accepted.Where(language => language.Quality is not 0).OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.Value!.Split('-')[0].ToLowerInvariant()).FirstOrDefault(Language.Cultures.Contains)
            : null;
}
