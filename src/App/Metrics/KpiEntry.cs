using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Metrics;

/// <summary>The catalogue as the API gives it.</summary>
public sealed record KpiList(IReadOnlyList<KpiEntry> Kpis);

/// <summary>A typed setting of a KPI; durations are seconds.</summary>
public sealed record KpiParameter(string Name, double Default, bool IsDuration);

/// <summary>One KPI with its texts.</summary>
/// <param name="Id">The key that questions name.</param>
/// <param name="Definition">Id and version of the definition.</param>
/// <param name="Family">speed, volume, resolution, ...</param>
/// <param name="Name">In the language of the texts.</param>
/// <param name="Description">The definition in words.</param>
/// <param name="Needs">What a source has to bring for it.</param>
/// <param name="Edge">How edge cases are counted.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Unit">count, duration (seconds), rate (a fraction), ratio, score, money, hour or weekday.</param>
/// <param name="Better">higher, lower or neither.</param>
/// <param name="Clocks">The clocks it can be asked for; the first is its own.</param>
/// <param name="Fact">The fact that is counted; null for a formula.</param>
/// <param name="DatedBy">Which date places a row in a period; null for a formula.</param>
/// <param name="Attribution">Whom the slices agent and team mean.</param>
/// <param name="Formula">Measure or formula, as written.</param>
/// <param name="Where">The condition on the fact's rows, as written.</param>
/// <param name="By">The slice that a breakdown brings along.</param>
/// <param name="Slices">What it can be broken down and filtered by.</param>
/// <param name="Parameters">Its settings.</param>
/// <param name="Target">The target that applies today over everything, in the unit of the value: the workspace's own, else the shipped one.</param>
/// <param name="Guards">KPIs that must not get worse while this one gets better.</param>
/// <param name="Companions">KPIs that belong beside it.</param>
/// <param name="IsAdditive">The parts of a breakdown add up to the total.</param>
public sealed record KpiEntry(
    string Id, string Definition, string Family, string Name, string? Description, string? Needs, string? Edge, string? Advice, string Unit, string Better,
    IReadOnlyList<string> Clocks, string? Fact, string? DatedBy, string? Attribution, string Formula, string? Where, string? By,
    IReadOnlyList<string> Slices, IReadOnlyList<KpiParameter> Parameters, double? Target, IReadOnlyList<string> Guards,
    IReadOnlyList<string> Companions, bool IsAdditive)
{
    public static KpiEntry Of(Workspace workspace, Metric metric)
    {
        var texts = Language.Of("en");
        string? Text(string key) => texts.Find($"kpi.{metric.Id}.{key}");
        return new KpiEntry(
            metric.Id, $"{metric.Id}@{metric.Version}", metric.Family, metric.Name ?? Text("name") ?? metric.Id, metric.Description ?? Text("definition"),
            Text("needs"), Text("edge"), Text("advice"), MetricQueryText.Word(metric.Unit), MetricQueryText.Word(metric.Better),
            [.. metric.Clocks.Select(MetricQueryText.Word)], metric.Fact, Dated(metric.DatedBy), metric.Attribution, metric.MeasureText, metric.WhereText, metric.By,
            workspace.Catalogue.SlicesOf(metric), [.. metric.Parameters.Select(setting => new KpiParameter(setting.Name, setting.Default, setting.IsDuration))],
            workspace.Targets.Of(metric, workspace.DefaultAsOf.InZone(workspace.Settings.DateTimeZone).Date), metric.Guards, metric.Companions, metric.IsAdditive);
    }

    private static string? Dated(Dating? dating) => dating switch
    {
        Dating.At at => at.Anchor,
        Dating.Between between => $"{between.From}..{between.Until}",
        Dating.Now => "now",
        _ => null,
    };
}
