using Deskmeter.App.Http;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Deskmeter.Targets;
using Deskmeter.Workspaces;
using NodaTime.Text;

namespace Deskmeter.App.Targets;

/// <summary>One target as the API gives it.</summary>
/// <param name="Kpi">The KPI.</param>
/// <param name="Of">The member that it is for, such as <c>channel=email</c>; null: everything.</param>
/// <param name="Period">month, quarter or year.</param>
/// <param name="Value">In the KPI's unit; null: from then on there is none.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="ValidFrom">The first local date on which it applies.</param>
public sealed record TargetEntry(string Kpi, string? Of, string Period, double? Value, string? Owner, string ValidFrom);

/// <summary>Every target that was ever set, each line of history from the oldest to the newest.</summary>
public sealed record TargetList(IReadOnlyList<TargetEntry> Targets);

/// <summary>POST /targets/set: sets a target from a form; GET /api/v1/targets: all that were set.</summary>
public static class TargetsApi
{
    /// <summary>Where the form is sent to.</summary>
    public const string Path = "/targets/set";

    public static void MapTargets(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, Set).OnlyOurs(_ => "/targets").ExcludeFromDescription();
        endpoints.MapGet("/api/v1/targets", (HttpContext context, Workspace workspace) =>
        {
            ApiWords.Check(context.Request.Query, []);
            return TypedResults.Ok(new TargetList([.. workspace.Targets.Lines.SelectMany(line => line).Select(Entry)]));
        }).WithName("targets").WithTags("figures").WithSummary("Targets with their history");
    }

    private static IResult Set(HttpRequest request, Workspace workspace)
    {
        var form = TargetForm.Read(word => request.Form[word].LastOrDefault());
        try
        {
            workspace.SetTarget(form.Target(workspace, LanguageChoice.Of(request)));
        }
        catch (UsageException)
        {
            return Forms.Done(form.Address(null, isWrong: true));
        }

        return Forms.Done($"/targets#{Uri.EscapeDataString(form.Kpi)}");
    }

    private static TargetEntry Entry(Target target) => new(
        target.Kpi, target.Of is { } of ? FilterText.Write(of) : null, MetricQueryText.Word(target.Period), target.Value, target.Owner, LocalDatePattern.Iso.Format(target.ValidFrom));
}
