using System.Globalization;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Quality;
using Deskmeter.Workspaces;

namespace Deskmeter.App.Quality;

/// <summary>A scorecard as it stands in the form: sent, filled in before, or empty.</summary>
public sealed class ReviewForm
{
    public const string NotApplicable = "na";
    private readonly TicketFact? _fact;

    private ReviewForm(ExplainedTicket told, Scorecard card)
    {
        (Ticket, Card, _fact) = (told.Ticket, card, told.Explanation.Facts.Ticket);
        Agents = [.. Candidates(told).OfType<Actor>().Where(actor => actor is { Class: ActorClass.Agent, Id: not null }).DistinctBy(actor => actor.Id)];
        Reviewee = Agents.Count > 0 ? Agents[0].Id! : "";
    }

    public Ticket Ticket { get; }

    public Scorecard Card { get; }

    /// <summary>Who worked on the ticket; who resolved it stands first.</summary>
    public IReadOnlyList<Actor> Agents { get; }

    public string Reviewer { get; private init; } = "";

    public string Reviewee { get; private set; }

    public string Comment { get; private init; } = "";

    /// <summary>What was answered: a score, or null for "does not apply".</summary>
    public Dictionary<string, decimal?> Scores { get; } = [];

    /// <summary>This person's review that the form corrects; null: a new one.</summary>
    public Review? Known { get; private init; }

    /// <summary>What somebody sent.</summary>
    public static ReviewForm Sent(ExplainedTicket told, Scorecard card, IFormCollection words)
    {
        var form = new ReviewForm(told, card) { Reviewer = words["reviewer"].ToString().Trim(), Comment = words["comment"].ToString() };
        if (words["reviewee"].ToString().Trim() is { Length: > 0 } reviewee && (form.Agents.Count == 0 || form.Agents.Any(agent => agent.Id == reviewee))) form.Reviewee = reviewee;
        foreach (var category in card.Categories)
        {
            var (score, isOut) = (words[$"score.{category.Key}"].ToString().Trim(), words[$"na.{category.Key}"].ToString() == "1");
            if (isOut || score == NotApplicable) form.Scores[category.Key] = null;
            else if (decimal.TryParse(score, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) form.Scores[category.Key] = number;
        }

        return form;
    }

    /// <summary>The form as somebody finds it: with their own review of the ticket, where there is one that is not held back from whoever looks.</summary>
    public static ReviewForm Of(Workspace workspace, ExplainedTicket told, Scorecard card, string reviewer, string reader)
    {
        var known = reviewer.Length == 0 ? null : workspace.Records.Find<Review>(ReviewDraft.Source, ReviewDraft.IdOf(told.Ticket.Source, told.Ticket.Id, reviewer));
        if (known is null or { IsDeleted: true } || new Blindness(workspace).HeldFor(known, reader) is not null) return new ReviewForm(told, card) { Reviewer = reviewer };
        var form = new ReviewForm(told, card) { Reviewer = reviewer, Comment = known.Comment ?? "", Known = known };
        form.Reviewee = known.Reviewee;
        foreach (var category in known.Categories.Where(category => card.Categories.Any(own => own.Key == category.Key && own.Lowest == category.Lowest && own.Highest == category.Highest)))
            form.Scores[category.Key] = category.Score;
        return form;
    }

    /// <summary>What it is kept as.</summary>
    public ReviewDraft Draft => new()
    {
        TicketSource = Ticket.Source,
        Ticket = Ticket.Id,
        Card = Card,
        Reviewer = Reviewer,
        Reviewee = Reviewee,
        RevieweeTeam = Agents.FirstOrDefault(agent => agent.Id == Reviewee)?.Team,
        Slices = _fact?.Slices,
        Scores = Scores,
        Comment = Comment,
    };

    private static IEnumerable<Actor?> Candidates(ExplainedTicket told)
    {
        var fact = told.Explanation.Facts.Ticket;
        return [fact?.Resolver, fact?.FirstReplier, fact?.Assignee, .. told.Explanation.Entries.Where(entry => entry.Event is MessageSent).Select(entry => entry.By)];
    }
}
