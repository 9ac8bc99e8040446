using Deskmeter.App.Http;

namespace Deskmeter.App.Frame;

/// <summary>The theme somebody chose, kept in a cookie; without one the system decides.</summary>
public static class Theme
{
    public const string Auto = "auto";
    private const string Cookie = "theme";

    public static IReadOnlyList<string> All { get; } = [Auto, "light", "dark"];

    /// <summary>The chosen theme, null for the system's.</summary>
    public static string? Of(HttpRequest request) =>
        request.Cookies[Cookie] is { } theme && theme != Auto && All.Contains(theme) ? theme : null;

    /// <summary>Keeps a choice that came without script, and goes back to the page it was made on.</summary>
    public static void MapTheme(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/theme", async (HttpContext context) =>
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (theme, back) = (form["theme"].ToString(), form["back"].ToString());
        if (!All.Contains(theme)) throw Nearest.Unknown($"theme", theme, All, "theme");
        var age = theme == Auto ? TimeSpan.Zero : TimeSpan.FromDays(365);
        context.Response.Cookies.Append(Cookie, theme, new CookieOptions { MaxAge = age, SameSite = SameSiteMode.Lax, Path = "/" });
        return Forms.Done(back);
    }).ExcludeFromDescription().DisableAntiforgery();
}
