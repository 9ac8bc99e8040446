using Deskmeter.App.Http;
using Deskmeter.Metrics;
using Deskmeter.Notes;
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
            var from = MetricQueryText.Date("from", form["from"].ToString());
            var last = form["last"].ToString() is { Length: > 0 } text ? MetricQueryText.Date("last", text) : from;
            var kpi = form["only_kpi"] == "true" ? workspace.Catalogue.Get(form["kpi"].ToString()).Id : null;
            IReadOnlyList<Filter> where = form["only_filters"] == "true" ? [.. form["where"].OfType<string>().Select(FilterText.Read)] : [];
            workspace.Notes.Add(new Note(from, last, form["words"].ToString(), kpi, where));
            return new SeeOther(form["back"].ToString());
        }).ExcludeFromDescription();
        endpoints.MapPost("/notes/remove", ([FromForm] IFormCollection form, Workspace workspace) =>
        {
            if (long.TryParse(form["id"].ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id)) workspace.Notes.Remove(id);
            return new SeeOther(form["back"].ToString());
        }).ExcludeFromDescription();
    }
}
