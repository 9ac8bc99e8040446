using Deskmeter.App.Http;
using Deskmeter.Helpdesk;
using Deskmeter.Quality;
using Deskmeter.Workspaces;

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
        var forms = endpoints.MapGroup("").OnlyOurs(_ => Home).ExcludeFromDescription();
        forms.MapPost(Invite, InviteSecond);
        forms.MapPost(Withdraw, (HttpRequest request, Workspace workspace) =>
        {
            if (Forms.Number(request.Form["id"]) is { } id) workspace.Quality.Withdraw(id);
            return Forms.Done($"{Home}#waiting");
        });
        forms.MapPost(Remove, (HttpRequest request, Workspace workspace) =>
        {
            workspace.RemoveReview(request.Form["id"].ToString());
            return Forms.Done($"{Home}#latest");
        });
        forms.MapPost(RemoveCard, (HttpRequest request, Workspace workspace) =>
        {
            workspace.Quality.RemoveCard(request.Form["name"].ToString());
            return Forms.Done(Scorecards);
        });
        endpoints.MapTextCheck(CheckCard, ScorecardFile.MostLetters + 1, text => ScorecardFile.Read(text));
    }

    /// <summary>Asks somebody who has not reviewed the ticket; their link is on the page of quality.</summary>
    private static IResult InviteSecond(HttpRequest request, Workspace workspace)
    {
        var form = request.Form;
        var (source, ticket, reviewer) = (form["source"].ToString(), form["ticket"].ToString(), form["reviewer"].ToString().Trim());
        ReviewDraft.CheckName(reviewer, "reviewer", $"Say who is to review.");
        if (workspace.Records.Find<Ticket>(source, ticket) is null) throw new UsageException($"There is no ticket '{ticket}'.", "ticket");
        if (workspace.Reviews.Of(source, ticket).All(review => review.Reviewer != reviewer)) workspace.Quality.Invite(source, ticket, reviewer);
        return Forms.Done($"{Home}#waiting");
    }
}
