namespace Deskmeter.App.Http;

/// <summary>What is not there: problem details under <c>/api</c>, a page with the frame elsewhere.</summary>
public static class MissingPages
{
    public const string Path = "/missing";

    public static void UseMissingPages(this IApplicationBuilder app)
    {
        app.UseWhen(IsApi, api => api.UseStatusCodePages());
        app.UseWhen(context => !IsApi(context), pages => pages.UseStatusCodePagesWithReExecute(Path, createScopeForStatusCodePages: true));
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
