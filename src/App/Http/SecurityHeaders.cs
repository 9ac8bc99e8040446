using Microsoft.AspNetCore.HostFiltering;

namespace Deskmeter.App.Http;

/// <summary>What every answer says to the browser, and to whom the server answers at all.</summary>
public static class SecurityHeaders
{
    /// <summary>The one style that Turbo 8.0.23 brings along, for a progress bar that is never shown.</summary>
    private const string TurboStyle = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='";

    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' " + TurboStyle + "; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(context);
    });

    /// <summary>Answers only to the names of this machine, so that a foreign page cannot reach it by a name it points here.</summary>
    public static void AddLocalHostsOnly(this IServiceCollection services) => services.Configure<HostFilteringOptions>(options =>
    {
        options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
        options.AllowEmptyHosts = false;
        options.IncludeFailureMessage = true;
    });
}
