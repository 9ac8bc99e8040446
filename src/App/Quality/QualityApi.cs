using System.Globalization;
using Deskmeter.App.Http;
using Deskmeter.App.Languages;
using Deskmeter.Helpdesk;
using Deskmeter.Quality;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Antiforgery;

namespace Deskmeter.App.Quality;

/// <summary>What the quality pages' smaller forms change: who is asked for a second review, and which review or scorecard is taken back.</summary>
public static class QualityApi
{
    public const string Home = "/quality";
    public const string Invite = "/quality/invite";
    public const string Withdraw = "/quality/withdraw";
    public const string Remove = "/quality/remove";
    public const string RemoveCard = "/quality/scorecards/remove";
    public const string CheckCard = "/quality/scorecards/check";
    public const string Scorecards = "/quality/scorecards";

    public static void MapQuality(this IEndpointRouteBuilder endpoints)
    {
        Map(Invite, InviteSecond);
        Map(Withdraw, (form, workspace) =>
        {
            if (long.TryParse(form["id"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) workspace.Quality.Withdraw(id);
            return Forms.Done($"{Home}#waiting");
        });
        Map(Remove, (form, workspace) =>
        {
            workspace.RemoveReview(form["id"].ToString());
            return Forms.Done($"{Home}#latest");
        });
        Map(RemoveCard, (form, workspace) =>
        {
            workspace.Quality.RemoveCard(form["name"].ToString());
            return Forms.Done(Scorecards);
        });
        endpoints.MapPost(CheckCard, async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var buffer = new char[ScorecardFile.MostLetters + 1];
            var length = await reader.ReadBlockAsync(buffer, context.RequestAborted);
            return Results.Json(new CardCheck(FaultOf(new string(buffer, 0, length)) is { } fault ? LanguageChoice.Of(context.Request).Say(fault) : null));
        }).DisableAntiforgery().ExcludeFromDescription(); // it only reads

        void Map(string path, Func<IFormCollection, Workspace, IResult> change) => endpoints.MapPost(path, async (HttpContext context, Workspace workspace, IAntiforgery guard) =>
            await Forms.Read(context, guard) is { } form ? change(form, workspace) : Forms.TooOld(Home)).ExcludeFromDescription();
    }

    /// <summary>What is wrong with a scorecard's text; null when nothing is.</summary>
    public static Sentence? FaultOf(string text)
    {
        try
        {
            ScorecardFile.Read(text);
            return null;
        }
        catch (UsageException error)
        {
            return error.Said;
        }
    }

    /// <summary>Asks somebody who has not reviewed the ticket; their link is on the page of quality.</summary>
    private static IResult InviteSecond(IFormCollection form, Workspace workspace)
    {
        var (source, ticket, reviewer) = (form["source"].ToString(), form["ticket"].ToString(), form["reviewer"].ToString().Trim());
        ReviewDraft.CheckName(reviewer, "reviewer", $"Say who is to review.");
        if (workspace.Records.Find<Ticket>(source, ticket) is null) throw new UsageException($"There is no ticket '{ticket}'.", "ticket");
        if (workspace.Reviews.Of(source, ticket).All(review => review.Reviewer != reviewer)) workspace.Quality.Invite(source, ticket, reviewer);
        return Forms.Done($"{Home}#waiting");
    }

    private sealed record CardCheck(string? Fault);
}
