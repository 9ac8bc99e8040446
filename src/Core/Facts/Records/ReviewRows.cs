using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Records;

/// <summary>Writes a quality review and its categories.</summary>
internal static class ReviewRows
{
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
        foreach (var category in review.Categories.OrderBy(category => category.Key, StringComparer.Ordinal))
            if (ReviewScore.Of(category) is { } score) facts.Categories.Add(Row(whole, category.Key, score, ReviewScore.WeightOf(category)));
        facts.Review = whole with { Score = (double?)ReviewScore.Of(review.Categories), HasCriticalError = ReviewScore.HasCriticalError(review.Categories) };
    }

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
