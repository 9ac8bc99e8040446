using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Records;

/// <summary>Writes a quality review and its categories.</summary>
internal static class ReviewRows
{
    private const decimal CriticalLeast = 0.5m;

    public static void Write(Review review, RecordFacts facts, FactContext context)
    {
        var whole = new ReviewFact
        {
            Record = facts.Record,
            TicketId = review.Ticket,
            Slices = StatedSlices.Of(review, review.Channel),
            Kind = review.Kind,
            Scorecard = review.Scorecard,
            Reviewee = new Actor(ActorClass.Agent, review.Reviewee, review.RevieweeTeam ?? context.TeamOf(review.Reviewee, review.ReviewedAt)),
            Reviewer = review.Reviewer is { } reviewer ? new Actor(ActorClass.Agent, reviewer, context.TeamOf(reviewer, review.ReviewedAt)) : null,
            Reviewed = review.ReviewedAt,
        };
        var (sum, weights, hasFailed) = (0m, 0m, false);
        foreach (var category in review.Categories.OrderBy(category => category.Key, StringComparer.Ordinal))
        {
            if (ScoreOf(category) is not { } score) continue;
            var weight = Math.Max(0, category.Weight);
            (sum, weights) = (sum + (score * weight), weights + weight);
            hasFailed |= category.IsCritical && score < CriticalLeast;
            facts.Categories.Add(Row(whole, category.Key, score, weight));
        }

        facts.Review = whole with { Score = hasFailed ? 0 : weights == 0 ? null : (double)(sum / weights) };
    }

    /// <summary>
    /// From 0 to 1 where a score lies between the lowest and the highest, beyond which nothing counts; null when it is not applicable.
    /// </summary>
    private static decimal? ScoreOf(ReviewCategory category) =>
        category.Score is { } score && category.Highest > category.Lowest
            ? Math.Clamp((score - category.Lowest) / (category.Highest - category.Lowest), 0, 1)
            : null;

    private static ReviewCategoryFact Row(ReviewFact whole, string category, decimal score, decimal weight) => new()
    {
        Record = whole.Record,
        TicketId = whole.TicketId,
        Slices = whole.Slices,
        Kind = whole.Kind,
        Scorecard = whole.Scorecard,
        Reviewee = whole.Reviewee,
        Reviewer = whole.Reviewer,
        Reviewed = whole.Reviewed,
        Category = category,
        Score = (double)score,
        Weight = (double)weight,
        WeightedScore = (double)(score * weight),
    };
}
