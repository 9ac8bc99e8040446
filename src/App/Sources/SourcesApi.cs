using Deskmeter.App.Http;
using Deskmeter.Imports;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Deskmeter.App.Sources;

/// <summary>What the pages of the sources do: take a file in, import it, stop an import, and give out or forget rows that were set aside.</summary>
public static class SourcesApi
{
    public const string Home = "/sources";

    public static void MapSources(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup(Home).ExcludeFromDescription();
        forms.MapPost("/upload", Upload); // looks at the form's token before it takes the file in
        forms.MapPost("/uploads/{id}/import", Import).OnlyOurs(call => UploadPage(call.GetArgument<string>(0)));
        forms.MapPost("/uploads/{id}/discard", (string id, Workspace workspace) =>
        {
            if (workspace.Uploads.Find(id) is not null) workspace.Uploads.Delete(id);
            return Forms.Done(Home);
        }).OnlyOurs(_ => Home);
        forms.MapPost("/imports/{run:long}/cancel", (long run, ImportJobs imports) =>
        {
            imports.Find(run)?.Cancel();
            return Forms.Done(ImportPage(run));
        }).OnlyOurs(call => ImportPage(call.GetArgument<long>(0)));
        forms.MapPost("/quarantine/forget", (HttpRequest request, Workspace workspace) =>
        {
            if (Forms.Number(request.Form["place"]) is { } place) Quarantine.Of(workspace.Records).Forget(place);
            return Forms.Done(Home);
        }).OnlyOurs(_ => Home);
        forms.MapGet("/quarantine.csv", async (HttpContext context, Workspace workspace) =>
        {
            var rows = Quarantine.Of(workspace.Records).Rows(Forms.Number(context.Request.Query["place"]));
            context.Response.ContentType = "text/csv; charset=utf-8";
            context.Response.Headers.ContentDisposition = "attachment; filename=\"quarantine.csv\"";
            await using var output = new StreamWriter(context.Response.Body);
            await output.WriteAsync("file,line,reason,row\r\n");
            foreach (var row in rows) await output.WriteAsync($"{CsvCell.Text(row.File)},{row.Line},{CsvCell.Text(row.Reason.ToString())},{CsvCell.Text(row.Content)}\r\n");
        });
    }

    private static string UploadPage(string id) => $"{Home}/uploads/{Uri.EscapeDataString(id)}";

    private static string ImportPage(long run) => $"{Home}/imports/{run}";

    private static async Task<IResult> Upload(HttpContext context, Workspace workspace, ServerOptions options)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null; // the folder stops at its own limit
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            throw new UsageException($"A file is sent as a form.", "file");
        var sections = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = null };
        while (await sections.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (section.GetContentDispositionHeader() is not { } header) continue;
            if (!header.IsFileDisposition())
            {
                // The form's token comes before the file: nothing is taken in from another site.
                if (header.Name.Value?.Trim('"') == Forms.TokenField) context.Request.Headers[Forms.TokenHeader] = await section.ReadAsStringAsync(context.RequestAborted);
                continue;
            }

            if (!await Forms.IsOurs(context)) return Forms.TooOld(Home);
            var name = (header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).Value?.Trim('"') ?? "";
            var upload = await workspace.Uploads.Take(name, section.Body, options.LargestUpload, Quarantine.Of(workspace.Records).Files, context.RequestAborted);
            return Forms.Done(UploadPage(upload.Id));
        }

        return Forms.Done(Home);
    }

    private static IResult Import(string id, HttpRequest request, Workspace workspace, ImportJobs imports)
    {
        var (page, form) = (UploadPage(id), request.Form);
        if (workspace.Uploads.Find(id) is not { Fault: null } upload) return Forms.Done(page);
        var words = form.Where(field => field.Key is not (Forms.TokenField or "dry")).ToList();
        try
        {
            var choice = ChoiceForm.Read(words, workspace.Uploads.PathOf(id));
            workspace.Uploads.KeepChoice(id, choice.Query());
            return Forms.Done(ImportPage(imports.Start(upload, choice.Request(upload, workspace.Uploads, form.ContainsKey("dry")))));
        }
        catch (UsageException)
        {
            // The page says what is wrong with the same words.
            return Forms.Done(page + QueryString.Create(words));
        }
    }
}
