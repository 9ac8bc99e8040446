using Deskmeter.App.Board;
using Deskmeter.Layouts;

namespace Deskmeter.App.Overview;

/// <summary>Which layout is shown: the one that the address names, else the viewer's usual one.</summary>
public sealed class LayoutChoice
{
    /// <summary>The word of the address.</summary>
    public const string Word = "layout";

    private readonly Visit _visit;

    private LayoutChoice(Visit visit)
    {
        _visit = visit;
        Own = visit.Workspace.Layouts.Of(visit.Viewer.Id);
        var usual = visit.Workspace.Layouts.Usual(visit.Viewer.Id);
        Usual = Find(usual) ?? ShippedLayouts.Standard;
        Asked = visit.Word(Word);
        var found = Find(Asked);
        Shown = found ?? Usual;
        Unknown = found is null ? Asked : null;
    }

    /// <summary>The viewer's own layouts, by name.</summary>
    public IReadOnlyList<Layout> Own { get; }

    /// <summary>What is shown when the address names none.</summary>
    public Layout Usual { get; }

    public Layout Shown { get; }

    /// <summary>The word in the address; null: there is none.</summary>
    public string? Asked { get; }

    /// <summary>A name in the address that there is no layout of.</summary>
    public string? Unknown { get; }

    /// <summary>All that can be chosen: those of the roles, that of every KPI, the viewer's own.</summary>
    public IEnumerable<Layout> All => [.. ShippedLayouts.All, Everything, .. Own];

    public static LayoutChoice Of(Visit visit) => new(visit);

    /// <summary>The name that people read.</summary>
    public static string Name(Visit visit, Layout layout) => layout.IsOwn ? layout.Name : visit.Language[$"layouts.role.{layout.Name}"];

    /// <summary>The heading of a section.</summary>
    public static string Heading(Visit visit, Layout layout, LayoutSection section) =>
        layout.IsOwn ? section.Name : visit.Language.Find($"layouts.section.{section.Name}") ?? visit.Language.Find($"family.{section.Name}") ?? section.Name;

    private Layout? Find(string? name) => name is null ? null : All.FirstOrDefault(layout => layout.Name == name);

    /// <summary>Every KPI that can be a tile, in its family.</summary>
    private Layout Everything => new(ShippedLayouts.Everything,
    [
        .. _visit.Workspace.Catalogue.All.GroupBy(metric => metric.Family)
            .Select((family, place) => new LayoutSection(place + 1, family.Key, [.. family.Select(metric => metric.Id)])),
    ]);
}
