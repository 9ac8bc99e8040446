namespace Deskmeter.App.Http;

/// <summary>What is not there: problem details under <c>/api</c> and for forms, a page with the frame elsewhere.</summary>
public static class MissingPages
{
    public const string Path = "/missing";

    public static void UseMissingPages(this IApplicationBuilder app)
    {
        app.UseWhen(context => !IsPage(context), api => api.UseStatusCodePages());
        app.UseWhen(IsPage, pages => pages.UseStatusCodePagesWithReExecute(Path, createScopeForStatusCodePages: true));
    }

    /// <summary>A form that is refused is told so shortly: run a second time as a page it would be refused again.</summary>
    private static bool IsPage(HttpContext context) => !IsApi(context) && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
