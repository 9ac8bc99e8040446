using Deskmeter.App.Http;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Antiforgery;

namespace Deskmeter.App.Metrics;

/// <summary>POST /kpis/save and /kpis/delete: what the editor of one's own KPIs sends.</summary>
public static class OwnKpisApi
{
    private const string Home = "/kpis";
    public const string Save = "/kpis/save";
    public const string Delete = "/kpis/delete";

    public static void MapOwnKpis(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Save, SaveKpi).ExcludeFromDescription();
        endpoints.MapPost(Delete, DeleteKpi).ExcludeFromDescription();
    }

    private static async Task<IResult> SaveKpi(HttpContext context, Workspace workspace, IAntiforgery guard)
    {
        if (await Forms.Read(context, guard) is not { } words) return Forms.TooOld(Home);
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

        return Forms.Done($"/kpi/{Uri.EscapeDataString(form.Text.Id)}");
    }

    private static async Task<IResult> DeleteKpi(HttpContext context, Workspace workspace, IAntiforgery guard)
    {
        if (await Forms.Read(context, guard) is not { } words) return Forms.TooOld(Home);
        workspace.DeleteKpi(words["kept"].ToString());
        return Forms.Done(Home);
    }
}
