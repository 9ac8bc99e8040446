using System.Text.Json;
using Deskmeter.App.Http;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Metrics;

/// <summary>GET /api/v1/query: figures, by the same words as the command line; GET /api/v1/kpis: the catalogue.</summary>
public static class MetricsApi
{
    private const string Format = "format";
    private static readonly string[] Formats = ["json", "csv"];

    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/v1/query", Query).WithName("query").WithTags("figures").WithSummary("Figures of KPIs")
            .AddOpenApiOperationTransformer(ApiWords.Describe([.. MetricQueryText.Words, Format])).Answers(FigureSchemas.Answer);
        endpoints.MapGet("/api/v1/kpis", (Workspace workspace) => TypedResults.Ok(new KpiList([.. workspace.Catalogue.All.Select(metric => KpiEntry.Of(workspace, metric))])))
            .WithName("kpis").WithTags("figures").WithSummary("The catalogue: what can be asked for, and what it means");
    }

    private static async Task Query(HttpContext context, Workspace workspace)
    {
        ApiWords.Check(context.Request.Query, [.. MetricQueryText.Words, Format]);
        var format = context.Request.Query[Format].LastOrDefault() ?? Formats[0];
        if (!Formats.Contains(format)) throw Nearest.Unknown(Format, format, Formats, Format);
        var result = workspace.Run(MetricQueryText.Read(word => context.Request.Query[word]), context.RequestAborted);
        if (format == "csv") await WriteCsv(context.Response, result);
        else await WriteJson(context.Response, result);
    }

    private static async Task WriteJson(HttpResponse response, MetricResult result)
    {
        response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter, MetricJson.Options);
        MetricJson.Write(json, result);
    }

    private static async Task WriteCsv(HttpResponse response, MetricResult result)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        MetricCsv.Write(text, result);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"deskmeter.csv\"";
        await response.WriteAsync(text.ToString());
    }
}
