using Deskmeter.App.Http;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Http.Features;

namespace Deskmeter.App.Notes;

/// <summary>The forms that add a note and take one away.</summary>
public static class NoteForms
{
    public static void MapNotes(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/notes").OnlyOurs(call => Back(call.HttpContext)).ExcludeFromDescription();
        forms.MapPost("", (HttpRequest request, Workspace workspace) =>
        {
            var (form, back) = (request.Form, Back(request.HttpContext));
            var draft = NoteDraft.Read(field => form[field].LastOrDefault());
            var kpi = draft.IsOfKpi ? workspace.Catalogue.Get(form["kpi"].ToString()).Id : null;
            IReadOnlyList<Filter> where = draft.IsOfFilters ? [.. form["where"].OfType<string>().Select(FilterText.Read)] : [];
            try
            {
                workspace.Notes.Add(draft.Made(kpi, where));
            }
            catch (UsageException)
            {
                return Forms.Done(draft.Address(back)); // the page says what is wrong with it
            }

            return Forms.Done(back);
        });
        forms.MapPost("/remove", (HttpRequest request, Workspace workspace) =>
        {
            if (Forms.Number(request.Form["id"]) is { } id) workspace.Notes.Remove(id);
            return Forms.Done(Back(request.HttpContext));
        });
    }

    /// <summary>The page that the form is on, as far as the form could be read.</summary>
    private static string Back(HttpContext context) => context.Features.Get<IFormFeature>()?.Form?["back"].ToString() is { Length: > 0 } back ? back : "/";
}
