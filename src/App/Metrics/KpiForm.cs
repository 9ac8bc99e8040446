using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Metrics;

/// <summary>One of a workspace's own KPIs as it stands in the form of its editor.</summary>
public sealed record KpiForm(OwnKpiText Text)
{
    /// <summary>What a new KPI begins with.</summary>
    private const string Template = """
        fact: ticket
        dated_by: first_reply
        attribution: first_replier
        measure: median(first_reply_seconds)
        where: priority = 'high'
        unit: duration
        better: lower
        clocks: [calendar, business]

        """;

    /// <summary>What was sent.</summary>
    /// <param name="words">The fields of the form.</param>
    /// <param name="id">The KPI of the address; null: a new one, whose id is a field.</param>
    public static KpiForm Sent(IFormCollection words, string? id)
    {
        Dictionary<string, string> Texts(string kind) => Language.Cultures.ToDictionary(culture => culture, culture => words[$"{kind}.{culture}"].ToString());
        return new KpiForm(new OwnKpiText(id ?? words["id"].ToString().Trim(), words["text"].ToString(), Texts("name"), Texts("definition")));
    }

    /// <summary>The form of a file, of a new KPI, or of a new one that begins as another.</summary>
    /// <exception cref="UsageException">There is no file of this id.</exception>
    public static KpiForm Of(Workspace workspace, string? id, string? like)
    {
        if (id is null)
        {
            var text = like is not null && workspace.Catalogue.TextOf(like) is { } known ? OwnKpiText.Split("", known, workspace.Catalogue.Get(like)).Rest : Template;
            return new KpiForm(new OwnKpiText("", text, new Dictionary<string, string>(), new Dictionary<string, string>()));
        }

        var kept = workspace.OwnKpis.Read(id) ?? throw new UsageException($"There is no KPI of your own '{id}'.", "kpi");
        return new KpiForm(OwnKpiText.Split(id, kept, workspace.Catalogue.Find(id)));
    }
}

/// <summary>What is wrong with a KPI's file.</summary>
/// <param name="Line">The line of the text where; null: it is none of the text.</param>
/// <param name="Said">What it is, with the near match.</param>
public sealed record KpiFault(long? Line, Sentence Said)
{
    public static KpiFault Of(UsageException error, KpiForm form)
    {
        if (error.Said.Values is not [_, long line, _, Sentence what]) return new KpiFault(null, error.Said);
        var isOfText = line > 0 && line <= form.Text.Rest.ReplaceLineEndings("\n").TrimEnd().Split('\n').Length;
        return new KpiFault(isOfText ? line : null, what);
    }
}
