using Deskmeter.App.Board;
using Deskmeter.App.Http;
using Deskmeter.Layouts;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Overview;

/// <summary>What the forms of layouts do: choose one, make one's own, change it step by step.</summary>
public static class LayoutForms
{
    public const string Choose = "/layouts/choose";
    public const string Make = "/layouts/make";

    private const string Overview = "/";

    /// <summary>The editor of one's own layout.</summary>
    public static string Page(long id) => $"/layouts/{id}";

    /// <summary>Where its steps are sent to.</summary>
    public static string Step(long id) => $"/layouts/{id}/step";

    public static void MapLayouts(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("/layouts").ExcludeFromDescription();
        forms.MapPost("/choose", (HttpRequest request, Workspace workspace) => Chosen(new Visit(workspace, request))).OnlyOurs(_ => Overview);
        forms.MapPost("/make", (HttpRequest request, Workspace workspace) => Made(new Visit(workspace, request))).OnlyOurs(_ => Overview);
        forms.MapPost("/{id:long}/step", (long id, HttpRequest request, Workspace workspace) => new LayoutStep(new Visit(workspace, request), id).Done())
            .OnlyOurs(call => Page(call.GetArgument<long>(0)));
    }

    /// <summary>The overview in a layout: the address as it was, and its name.</summary>
    public static string Shown(string back, string layout) =>
        $"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{LayoutChoice.Word}={Uri.EscapeDataString(layout)}";

    private static IResult Chosen(Visit visit)
    {
        var form = visit.Request.Form;
        var (name, back) = (form["layout"].ToString(), form["back"].ToString());
        var (layouts, viewer) = (visit.Workspace.Layouts, visit.Viewer.Id);
        var isThere = ShippedLayouts.Names.Contains(name) || layouts.Of(viewer).Any(layout => layout.Name == name);
        if (isThere) layouts.SetUsual(viewer, name);
        return Forms.Done(Shown(back, name));
    }

    /// <summary>One's own begins as what is shown: the same tiles under the same headings.</summary>
    private static IResult Made(Visit visit)
    {
        var shown = OverviewModel.Of(visit);
        var sections = shown.Sections.Where(section => section.Tiles.Count > 0).Select((section, place) => new LayoutSection(place + 1, section.Name, [.. section.Tiles.Select(metric => metric.Id)]));
        var own = visit.Workspace.Layouts.Add(visit.Viewer.Id, visit.Language.Say("layouts.mine", ("layout", LayoutChoice.Name(visit, shown.Layout))), [.. sections]);
        visit.Workspace.Layouts.SetUsual(visit.Viewer.Id, own.Name);
        return Forms.Done(Page(own.Id!.Value));
    }
}
