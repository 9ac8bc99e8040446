using Deskmeter.Helpdesk;

namespace Deskmeter.Quality;

/// <summary>One ticket that two people reviewed. Pairs of the same two always stand the same way round, so that their differences can be added.</summary>
public sealed record ReviewPair(Review First, Review Second)
{
    /// <summary>Every pair of people's reviews of one ticket.</summary>
    public static IEnumerable<ReviewPair> Of(IReadOnlyList<Review> reviews)
    {
        var byReviewer = reviews.Where(review => review.Reviewer is not null && review.Kind != ReviewKind.Auto)
            .GroupBy(review => review.Reviewer!).Select(own => own.MaxBy(review => (review.ReviewedAt, review.Version))!)
            .OrderBy(review => review.Reviewer, StringComparer.Ordinal).ToList();
        return byReviewer.SelectMany((first, place) => byReviewer.Skip(place + 1).Select(second => new ReviewPair(first, second)));
    }

    /// <summary>Who they are, in their order.</summary>
    public (string First, string Second) Who => (First.Reviewer!, Second.Reviewer!);

    /// <summary>The later of the two: then it was known how far they agree.</summary>
    public NodaTime.Instant At => NodaTime.Instant.Max(First.ReviewedAt, Second.ReviewedAt);

    /// <summary>What both scored, in the order of the first, from 0 to 1.</summary>
    public IEnumerable<(string Category, double First, double Second)> Common =>
        from own in First.Categories
        join other in Second.Categories on own.Key equals other.Key
        let scores = (First: ReviewScore.Of(own), Second: ReviewScore.Of(other))
        where scores is { First: not null, Second: not null }
        select (own.Key, (double)scores.First!.Value, (double)scores.Second!.Value);
}

/// <summary>How far two reviewers agree, category by category.</summary>
/// <param name="Who">The two.</param>
/// <param name="Tickets">How many tickets both reviewed.</param>
/// <param name="Categories">By category, in the order of the scorecard that they used last.</param>
/// <param name="CriticalErrors">Whether they see a critical error in the same tickets.</param>
public sealed record PairAgreement((string First, string Second) Who, int Tickets, IReadOnlyList<(string Category, Agreement Agreement)> Categories, Agreement CriticalErrors)
{
    /// <summary>Every two reviewers who reviewed a ticket in common, those with the most first.</summary>
    public static IReadOnlyList<PairAgreement> Of(IEnumerable<ReviewPair> pairs) =>
    [
        .. pairs.GroupBy(pair => pair.Who).Select(own => Of(own.Key, [.. own.OrderByDescending(pair => pair.At)]))
            .OrderByDescending(own => own.Tickets).ThenBy(own => own.Who.First, StringComparer.Ordinal).ThenBy(own => own.Who.Second, StringComparer.Ordinal),
    ];

    private static PairAgreement Of((string, string) who, IReadOnlyList<ReviewPair> pairs)
    {
        var categories = pairs.SelectMany(pair => pair.Common).GroupBy(common => common.Category)
            .Select(own => (own.Key, Agreement.OfScores([.. own.Select(common => (common.First, common.Second))])));
        var errors = pairs.Select(pair => (First: ReviewScore.HasCriticalError(pair.First.Categories), Second: ReviewScore.HasCriticalError(pair.Second.Categories)))
            .Where(both => both is { First: not null, Second: not null }).Select(both => (both.First!.Value ? 1.0 : 0, both.Second!.Value ? 1.0 : 0));
        return new PairAgreement(who, pairs.Count, [.. categories], Agreement.OfNames([.. errors]));
    }
}
