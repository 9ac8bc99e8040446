using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>How good the work is, as reviewers say, and how alike.</summary>
internal static class ReferenceQuality
{
    /// <summary>Fewer say nothing of how somebody works.</summary>
    private const int LeastInCell = 5;

    public static void Add(ReferenceKeys keys, ReferenceShop shop)
    {
        var reviews = shop.Of<Review>().ToList();
        keys.Flow("quality_score", () => Whole(ReviewKind.Manual), ReferenceMeasures.Mean);
        keys.Flow("quality_score_auto", () => Whole(ReviewKind.Auto), ReferenceMeasures.Mean);
        keys.Flow("critical_error_rate", () =>
            from review in reviews
            where review.Kind == ReviewKind.Manual
            select Row(shop, review, null) with { Yes = HasFailed(review) }, ReferenceMeasures.Share);
        keys.Flow("reviews_made", () => Whole(ReviewKind.Manual), ReferenceMeasures.Count);
        keys.Flow(
            "category_score",
            () =>
                from part in Parts([.. reviews.SelectMany(review => review.Categories).Select(category => category.Key).Distinct()])
                where part.Review.Kind == ReviewKind.Manual
                select Row(shop, part.Review, part.Category) with { Number = (double)(part.Score * Weight(part.Category)), Weight = (double)Weight(part.Category) },
            ReferenceMeasures.SumOverSum);
        keys.Flow("empathy_score", () => Empathy(ReviewKind.Manual), ReferenceMeasures.Mean);
        keys.Flow("empathy_score_auto", () => Empathy(ReviewKind.Auto), ReferenceMeasures.Mean);
        keys.Flow(
            "consistency_score",
            () =>
                from part in Parts("procedure", "policy", "tone")
                where part.Review.Kind is ReviewKind.Manual or ReviewKind.Auto
                let weight = (double)Weight(part.Category)
                select Row(shop, part.Review, part.Category) with { Number = (double)(part.Score * Weight(part.Category)), Weight = weight },
            ReferenceMeasures.SumOverSum);
        keys.Formula("outcome_consistency", question => Consistency(keys, question), "resolution_time");

        IEnumerable<ReferenceRow> Whole(ReviewKind kind) =>
            from review in reviews
            where review.Kind == kind
            select Row(shop, review, null) with { Number = ScoreOf(review) };
        IEnumerable<(Review Review, ReviewCategory Category, decimal Score)> Parts(params string[] categories) =>
            from review in reviews
            from category in review.Categories
            where categories.Contains(category.Key)
            let score = ScoreOf(category)
            where score is not null
            select (review, category, score.Value);
        IEnumerable<ReferenceRow> Empathy(ReviewKind kind) =>
            from part in Parts("empathy")
            where part.Review.Kind == kind
            select Row(shop, part.Review, part.Category) with { Number = (double)part.Score };
    }

    private static decimal Weight(ReviewCategory category) => Math.Max(0, category.Weight);

    /// <summary>0 at the lowest, 1 at the highest and nothing beyond; null when it does not apply.</summary>
    private static decimal? ScoreOf(ReviewCategory category) =>
        category.Score is not { } score || category.Highest <= category.Lowest ? null
        : score <= category.Lowest ? 0
        : score >= category.Highest ? 1
        : (score - category.Lowest) / (category.Highest - category.Lowest);

    /// <summary>The weighted mean of what applies; nothing at all when less than half of something critical was given.</summary>
    private static double? ScoreOf(Review review)
    {
        var known = review.Categories.Where(category => ScoreOf(category) is not null).OrderBy(category => category.Key, StringComparer.Ordinal).ToList();
        if (known.Exists(category => category.IsCritical && ScoreOf(category) < 0.5m)) return 0;
        var weights = known.Sum(Weight);
        return weights == 0 ? null : (double)(known.Sum(category => ScoreOf(category)!.Value * Weight(category)) / weights);
    }

    /// <summary>Less than half of something critical was given; null when nothing was judged.</summary>
    private static bool? HasFailed(Review review)
    {
        var known = review.Categories.Where(category => ScoreOf(category) is not null).ToList();
        return known.Count == 0 ? null : known.Exists(category => category.IsCritical && ScoreOf(category) < 0.5m);
    }

    private static ReferenceRow Row(ReferenceShop shop, Review review, ReviewCategory? category)
    {
        var at = ReferenceLog.Second(review.ReviewedAt);
        var day = shop.Local(at).Date;
        var team = review.RevieweeTeam ?? shop.People.TeamOf(review.Reviewee, day);
        return ReferenceRow.Of(shop, at, (review.Reviewee, team), slice => slice switch
        {
            "kind" => [ReferenceSlices.Word(review.Kind)],
            "scorecard" => [review.Scorecard],
            "reviewee" => [review.Reviewee],
            "reviewee_team" => [team],
            "reviewer" => [review.Reviewer],
            "reviewer_team" => [shop.People.TeamOf(review.Reviewer, day)],
            "category" when category is not null => [category.Key],
            _ => ReferenceSlices.Of(review, slice),
        });
    }

    /// <summary>
    /// 1 less how far the usual resolution time varies from agent to agent: in each topic the standard deviation over the mean, at most
    /// 1; topics count by their tickets.
    /// </summary>
    private static ReferenceFigure Consistency(ReferenceKeys keys, ReferenceQuestion question)
    {
        var there = keys["resolution_time"].Rows(question.IsBusiness)
            .Where(row => row.At >= question.Start && row.At < question.Until && row.Number is not null && question.Holds(row)).ToList();
        var (sum, n) = (0.0, 0L);
        foreach (var topic in there.GroupBy(row => row.Slices("topic")[0] ?? ""))
        {
            var cells = topic.GroupBy(row => row.Slices("agent")[0] ?? "").Where(cell => cell.Count() >= LeastInCell).ToList();
            var medians = cells.ConvertAll(cell => ReferenceMeasures.Percentile(cell.Select(row => row.Number!.Value), 0.5));
            if (medians.Count < 2) continue;
            var mean = medians.Sum() / medians.Count;
            if (mean <= 0) continue;
            var deviation = Math.Sqrt(medians.Sum(median => Math.Pow(median - mean, 2)) / medians.Count);
            var count = cells.Sum(cell => cell.Count());
            sum += Math.Min(1, deviation / mean) * count;
            n += count;
        }

        return new ReferenceFigure(n == 0 ? null : 1 - (sum / n), n);
    }
}
