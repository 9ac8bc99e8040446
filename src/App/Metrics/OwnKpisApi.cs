using Deskmeter.App.Http;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Antiforgery;

namespace Deskmeter.App.Metrics;

/// <summary>POST /kpis/save and /kpis/delete: what the editor of one's own KPIs sends.</summary>
public static class OwnKpisApi
{
    public const string Save = "/kpis/save";
    public const string Delete = "/kpis/delete";

    public static void MapOwnKpis(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Save, SaveKpi).ExcludeFromDescription().WithMetadata(new RequireAntiforgeryTokenAttribute());
        endpoints.MapPost(Delete, DeleteKpi).ExcludeFromDescription().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> SaveKpi(HttpContext context, Workspace workspace)
    {
        if (ForeignForm.Refusal(context) is { } refusal) return refusal;
        var words = await context.Request.ReadFormAsync(context.RequestAborted);
        var kept = words["kept"].ToString() is { Length: > 0 } id ? id : null;
        var form = KpiForm.Sent(words, kept);
        try
        {
            if (kept is null && workspace.OwnKpis.Read(form.Text.Id) is not null)
                throw new UsageException($"There is a KPI '{form.Text.Id}' already; choose another name.", "id");
            workspace.SaveKpi(form.Text.Id, form.Text.File);
        }
        catch (UsageException)
        {
            // The editor takes the same form and says what is wrong with it.
            return Results.LocalRedirect($"/kpis/edit{(kept is null ? "" : $"/{Uri.EscapeDataString(kept)}")}", permanent: false, preserveMethod: true);
        }

        return new SeeOther($"/kpi/{Uri.EscapeDataString(form.Text.Id)}");
    }

    private static async Task<IResult> DeleteKpi(HttpContext context, Workspace workspace)
    {
        if (ForeignForm.Refusal(context) is { } refusal) return refusal;
        var words = await context.Request.ReadFormAsync(context.RequestAborted);
        workspace.DeleteKpi(words["kept"].ToString());
        return new SeeOther("/kpis");
    }
}
