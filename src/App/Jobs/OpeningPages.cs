using System.Globalization;
using Deskmeter.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.StaticAssets;

namespace Deskmeter.App.Jobs;

/// <summary>What is answered while the facts of the folder are brought up to date: a page that says how far it is, and 503 to programs.</summary>
public static class OpeningPages
{
    private const string Template = "/opening";
    private const string RetrySeconds = "5";

    /// <summary>What shows no figure and works as ever, as styles and scripts do.</summary>
    private static readonly string[] Passing = ["/theme", "/language", "/openapi"];

    public static void UseOpening(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.RequestServices.GetRequiredService<Opening>().Job is not { } job || IsPassing(context))
        {
            await next(context);
        }
        else if (IsPage(context.Request))
        {
            // The address stays what was asked for, so that its own page is there as soon as it can be.
            context.SetEndpoint(Page(context));
            context.Request.RouteValues.Clear();
            context.Features.Set(job);
            context.Response.Headers.CacheControl = "no-store";
            await next(context);
        }
        else
        {
            await Refuse(context, job);
        }
    });

    private static bool IsPassing(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || Passing.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static bool IsPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static RouteEndpoint Page(HttpContext context) =>
        context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().First(endpoint => endpoint.RoutePattern.RawText == Template);

    private static async Task Refuse(HttpContext context, Job job)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetrySeconds;
        var details = new ProblemDetails
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Title = "The figures are being built.",
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"After an upgrade or a change of settings all figures are built again from the records. {job.Fraction * 100:0} % are done; ask again in a few seconds."),
            Extensions = { ["progress"] = job.Fraction },
        };
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details });
    }
}
