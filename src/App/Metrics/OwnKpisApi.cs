using Deskmeter.App.Http;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Metrics;

/// <summary>POST /kpis/save and /kpis/delete: what the editor of one's own KPIs sends.</summary>
public static class OwnKpisApi
{
    private const string Home = "/kpis";
    public const string Save = "/kpis/save";
    public const string Delete = "/kpis/delete";

    public static void MapOwnKpis(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("").OnlyOurs(_ => Home).ExcludeFromDescription();
        forms.MapPost(Save, SaveKpi);
        forms.MapPost(Delete, (HttpRequest request, Workspace workspace) =>
        {
            workspace.DeleteKpi(request.Form["kept"].ToString());
            return Forms.Done(Home);
        });
    }

    private static IResult SaveKpi(HttpRequest request, Workspace workspace)
    {
        var words = request.Form;
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
}
