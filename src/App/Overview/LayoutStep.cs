using System.Globalization;
using Deskmeter.App.Board;
using Deskmeter.App.Http;
using Deskmeter.Layouts;
using Deskmeter.Metrics;

namespace Deskmeter.App.Overview;

/// <summary>One step of changing one's own layout, as its form was sent; afterwards the page has the keyboard where it was.</summary>
/// <param name="visit">Whose layout.</param>
/// <param name="id">Which.</param>
public sealed class LayoutStep(Visit visit, long id)
{
    /// <summary>In the address of the page: what has the keyboard.</summary>
    public const string At = "at";

    /// <summary>In the address of the page: somebody changed the layout meanwhile.</summary>
    public const string Meanwhile = "meanwhile";

    /// <summary>In the address of the page: why nothing was done.</summary>
    public const string Wrong = "wrong";

    /// <summary>In the address of the page: what was looked for, and in which section it is to go.</summary>
    public const string Sought = "q";
    public const string Section = "section";

    private readonly IFormCollection _form = visit.Request.Form;

    private LayoutStore Layouts => visit.Workspace.Layouts;

    private string Viewer => visit.Viewer.Id;

    private string Kpi => _form["kpi"].ToString();

    private string Name => _form["name"].ToString();

    private int SectionId => Forms.Number(_form["section"]) is { } number and <= int.MaxValue ? (int)number : 0;

    /// <summary>Does it and goes on to the page.</summary>
    public IResult Done()
    {
        if (Layouts.Find(Viewer, id) is not { } before) return Forms.Done(LayoutForms.Page(id));
        var words = new List<(string Word, string Value)>();
        try
        {
            switch (_form["act"].ToString())
            {
                case "delete":
                    Layouts.Delete(Viewer, id);
                    return Forms.Done("/");
                case "copy":
                    var copy = Layouts.Add(Viewer, before.Name, before.Sections);
                    return Forms.Done(LayoutForms.Page(copy.Id!.Value));
                case "add":
                    Add(before, words);
                    break;
                default:
                    words.Add((At, Change()));
                    break;
            }
        }
        catch (UsageException error)
        {
            words.AddRange([(Wrong, error.Field ?? "name"), (At, _form[At].ToString())]);
        }

        if (_form["version"].ToString() != before.Version.ToString(CultureInfo.InvariantCulture)) words.Add((Meanwhile, "1"));
        return Forms.Done(LayoutForms.Page(id) + QueryString.Create(words.Select(word => KeyValuePair.Create(word.Word, (string?)word.Value))));
    }

    /// <summary>Does a step that needs no looking for.</summary>
    /// <returns>What has the keyboard then.</returns>
    private string Change()
    {
        var (kpi, section, name) = (Kpi, SectionId, Name);
        switch (_form["act"].ToString())
        {
            case "up" or "down" when kpi.Length > 0:
                var isUp = _form["act"] == "up";
                Layouts.Change(Viewer, id, layout => layout.WithMoved(kpi, isUp));
                return $"{(isUp ? "up" : "down")}-{kpi}";
            case "up" or "down":
                var isEarlier = _form["act"] == "up";
                Layouts.Change(Viewer, id, layout => layout.WithSectionMoved(section, isEarlier));
                return $"section-{(isEarlier ? "up" : "down")}-{section}";
            case "remove" when kpi.Length > 0:
                return AfterRemoval(kpi, Layouts.Change(Viewer, id, layout => layout.Without(kpi)));
            case "remove":
                Layouts.Change(Viewer, id, layout => layout.WithoutSection(section));
                return "new";
            case "rename" when section > 0:
                Layouts.Change(Viewer, id, layout => layout.WithSectionRenamed(section, name));
                return $"heading-{section}";
            case "rename":
                Layouts.Change(Viewer, id, layout => layout.Renamed(name));
                return "name";
            case "section":
                return $"add-{Layouts.Change(Viewer, id, layout => layout.WithSection(name))?.Sections[^1].Id}";
            default:
                return "";
        }
    }

    /// <summary>The keyboard goes on to the KPI that took the place of the one removed.</summary>
    private string AfterRemoval(string kpi, Layout? layout)
    {
        var (section, next) = (SectionId, _form["next"].ToString());
        return layout?.Kpis.Contains(next) == true && next != kpi ? $"remove-{next}" : $"add-{section}";
    }

    /// <summary>Adds the KPI that was named or looked for; where several fit, the page asks which.</summary>
    private void Add(Layout before, List<(string Word, string Value)> words)
    {
        var section = SectionId;
        words.Add((At, $"add-{section}"));
        var found = Found(visit, Kpi);
        if (found is [var metric])
        {
            if (before.Kpis.Contains(metric.Id)) words.AddRange([(Wrong, "there"), ("kpi", metric.Id)]);
            else Layouts.Change(Viewer, id, layout => layout.With(section, metric.Id));
            return;
        }

        words.AddRange([(Sought, Kpi.Length > LayoutRules.LongestName ? Kpi[..LayoutRules.LongestName] : Kpi), (Section, section.ToString(CultureInfo.InvariantCulture))]);
        if (found.Count == 0) words.Add((Wrong, "kpi"));
    }

    /// <summary>The KPIs with a figure of their own that a text means: the one of this id or name, else all whose name has its words.</summary>
    public static IReadOnlyList<Metric> Found(Visit visit, string text)
    {
        var (all, compare) = (Able(visit), visit.Language.Culture.CompareInfo);
        const CompareOptions loose = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;
        text = text.Trim();
        if (all.FirstOrDefault(metric => metric.Id == text) is { } known) return [known];
        var named = all.Where(metric => compare.Compare(visit.Name(metric), text, loose) == 0).ToList();
        if (named.Count > 0) return named;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? [] : [.. all.Where(metric => words.All(word => compare.IndexOf($"{visit.Name(metric)} {metric.Id}", word, loose) >= 0))];
    }

    /// <summary>The KPIs that can be a tile.</summary>
    public static IReadOnlyList<Metric> Able(Visit visit) => [.. visit.Workspace.Catalogue.All.Where(metric => metric.By is null)];
}
