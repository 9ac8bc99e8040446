using System.Text.Json;
using Deskmeter.App.Http;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;
using Deskmeter.Metrics.Explanation;
using Deskmeter.Store.DuckDb;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Metrics;

/// <summary>GET /api/v1/query: figures, by the same words as the command line; GET /api/v1/change: why one changed;
/// GET /api/v1/kpis: the catalogue; GET /api/v1/kpis/{id}/explain: what a figure counts, and what it leaves out and why.</summary>
public static class MetricsApi
{
    private const string Format = "format";
    private const int Standard = 50, Most = 1000;
    private static readonly string[] Formats = ["json", "csv", "parquet"];
    private static readonly string[] ChangeWords = ["kpi", "from", "to", "by", "where", "zone", "clock", "compare", "as_of", "param"];
    private static readonly string[] ExplainWords = ["from", "to", "by", "where", "zone", "clock", "as_of", "param", "offset", "limit"];

    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/v1/query", Query).WithName("query").WithTags("figures").WithSummary("Figures of KPIs")
            .AddOpenApiOperationTransformer(ApiWords.Describe([.. MetricQueryText.Words, Format])).Answers(FigureSchemas.Answer);
        endpoints.MapGet("/api/v1/change", Change).WithName("change").WithTags("figures")
            .WithSummary("Why a figure changed: what each member of a slice did to it, split into rate and mix. Compared with the period before, and split by the slice that explains most, unless asked otherwise")
            .AddOpenApiOperationTransformer(ApiWords.Describe(ChangeWords)).Answers(ChangeSchemas.Answer);
        endpoints.MapGet("/api/v1/kpis", (Workspace workspace) => TypedResults.Ok(new KpiList([.. workspace.Catalogue.All.Select(metric => KpiEntry.Of(workspace, metric))])))
            .WithName("kpis").WithTags("figures").WithSummary("The catalogue: what can be asked for, and what it means");
        endpoints.MapGet("/api/v1/kpis/{id}/explain", Explain).WithName("explain").WithTags("figures")
            .WithSummary("A figure with the rows that were counted, and those left out with the reason; of a formula, each part")
            .AddOpenApiOperationTransformer(ApiWords.Describe(ExplainWords)).ProducesProblem(StatusCodes.Status404NotFound).Answers(ExplanationSchemas.Answer);
    }

    private static async Task Change(HttpContext context, Workspace workspace)
    {
        var words = context.Request.Query;
        ApiWords.Check(words, ChangeWords);
        var query = MetricQueryText.Read(word => words[word]);
        // What is asked here is a change, so there is something to compare with unless it is said otherwise.
        if (string.IsNullOrEmpty(words["compare"])) query = query with { Compare = Compare.Previous };
        var change = workspace.ExplainChange(query, context.RequestAborted);
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, MetricJson.Options);
        ChangeJson.Write(json, change);
    }

    private static async Task Query(HttpContext context, Workspace workspace)
    {
        ApiWords.Check(context.Request.Query, [.. MetricQueryText.Words, Format]);
        var format = context.Request.Query[Format].LastOrDefault() ?? Formats[0];
        if (!Formats.Contains(format)) throw Nearest.Unknown($"{Format}", format, Formats, Format);
        var result = workspace.Run(MetricQueryText.Read(word => context.Request.Query[word]), context.RequestAborted);
        if (format == "csv") await WriteCsv(context.Response, result);
        else if (format == "parquet") await WriteParquet(context.Response, workspace, result);
        else await WriteJson(context.Response, result);
    }

    private static async Task Explain(string id, HttpContext context, Workspace workspace)
    {
        var words = context.Request.Query;
        ApiWords.Check(words, ExplainWords);
        if (workspace.Catalogue.Find(id) is null)
        {
            var unknown = Nearest.Unknown($"KPI", id, workspace.Catalogue.Ids, "kpi");
            await TypedResults.Problem(unknown.Message, statusCode: StatusCodes.Status404NotFound, extensions: [new("near", unknown.Near)]).ExecuteAsync(context);
            return;
        }

        var (offset, limit) = (ApiWords.Number(words, "offset", 0, int.MaxValue), ApiWords.Number(words, "limit", Standard, Most));
        var told = workspace.ExplainFigure(MetricQueryText.Read(word => word == "kpi" ? [id] : words[word]), offset, limit, context.RequestAborted);
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, MetricJson.Options);
        ExplanationJson.Write(json, told);
    }

    private static async Task WriteJson(HttpResponse response, MetricResult result)
    {
        response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter, MetricJson.Options);
        MetricJson.Write(json, result);
    }

    /// <summary>By way of a file in the one folder that the store of facts may write to. Whoever leaves stops it, and nothing of it stays.</summary>
    private static async Task WriteParquet(HttpResponse response, Workspace workspace, MetricResult result)
    {
        var folder = workspace.NewExport();
        try
        {
            var path = Path.Combine(folder, "deskmeter.parquet");
            ParquetFile.Write(MetricTable.Rows(result), path, response.HttpContext.RequestAborted);
            response.ContentType = "application/vnd.apache.parquet";
            response.Headers.ContentDisposition = "attachment; filename=\"deskmeter.parquet\"";
            await response.SendFileAsync(path, response.HttpContext.RequestAborted);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteCsv(HttpResponse response, MetricResult result)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        MetricCsv.Write(text, result);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"deskmeter.csv\"";
        await response.WriteAsync(text.ToString(), response.HttpContext.RequestAborted);
    }
}
