using Deskmeter.App.Board;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Quality;

namespace Deskmeter.App.Quality;

/// <summary>Reviews and scorecards in words.</summary>
public static class ReviewWords
{
    /// <summary>A category in this language where it is one of the shipped card's, else as the card calls it.</summary>
    public static string Category(Visit visit, string key) => visit.MemberName("category", key);

    /// <summary>What to look at: as the card says, or of a shipped category what it means.</summary>
    public static string? How(Visit visit, ScorecardCategory category) => category.How ?? visit.Language.Find($"quality.look.{category.Key}");

    /// <summary>A review's score; a dash where nothing applied.</summary>
    public static string Score(Visit visit, IReadOnlyCollection<ReviewCategory> categories) => ReviewScore.Of(categories) is { } score ? Share(visit, (double)score) : "–";

    public static string Share(Visit visit, double share) => visit.Text.Text(share, MetricUnit.Rate);

    /// <summary>What was given on its scale: "4 of 1–5".</summary>
    public static string Given(Visit visit, ReviewCategory category) => category.Score is { } score
        ? visit.Language.Say("quality.given", ("score", Number(visit, score)), ("lowest", Number(visit, category.Lowest)), ("highest", Number(visit, category.Highest)))
        : visit.Language["quality.not_applicable"];

    public static string Number(Visit visit, decimal number) => visit.Text.Number((double)number, number % 1 == 0 ? 0 : number * 10 % 1 == 0 ? 1 : 2);

    /// <summary>The address of a review's own page.</summary>
    public static string Address(Review review) => $"/quality/reviews{QueryString.Create("source", review.Source).Add("id", review.Id)}";

    /// <summary>The address at which a ticket is reviewed.</summary>
    public static string FormAddress(string source, string ticket, string? reviewer = null)
    {
        var query = QueryString.Create("ticket", ticket).Add("source", source);
        return $"/quality/review{(reviewer is null ? query : query.Add("reviewer", reviewer))}";
    }

    /// <summary>The address at which all reviews of a ticket stand side by side.</summary>
    public static string CompareAddress(string source, string ticket) => $"/quality/compare{QueryString.Create("ticket", ticket).Add("source", source)}";
}
