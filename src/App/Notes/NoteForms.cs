using Deskmeter.App.Http;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Mvc;

namespace Deskmeter.App.Notes;

/// <summary>The forms that add a note and take one away. Reading the form checks its antiforgery token.</summary>
public static class NoteForms
{
    public static void MapNotes(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/notes", ([FromForm] IFormCollection form, Workspace workspace) =>
        {
            var (draft, back) = (NoteDraft.Read(field => form[field].LastOrDefault()), form["back"].ToString());
            var kpi = draft.IsOfKpi ? workspace.Catalogue.Get(form["kpi"].ToString()).Id : null;
            IReadOnlyList<Filter> where = draft.IsOfFilters ? [.. form["where"].OfType<string>().Select(FilterText.Read)] : [];
            try
            {
                workspace.Notes.Add(draft.Made(kpi, where));
            }
            catch (UsageException)
            {
                return new SeeOther(draft.Address(back)); // the page says what is wrong with it
            }

            return new SeeOther(back);
        }).ExcludeFromDescription();
        endpoints.MapPost("/notes/remove", ([FromForm] IFormCollection form, Workspace workspace) =>
        {
            if (long.TryParse(form["id"].ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id)) workspace.Notes.Remove(id);
            return new SeeOther(form["back"].ToString());
        }).ExcludeFromDescription();
    }
}
