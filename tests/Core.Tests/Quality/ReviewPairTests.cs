using Deskmeter.Helpdesk;
using Deskmeter.Quality;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Quality;

public class ReviewPairTests
{
    private static Review By(string reviewer, int day, params (string Key, decimal? Score)[] scores) => new("qa", $"{reviewer}{day}")
    {
        ReviewedAt = Instant.FromUtc(2024, 5, day, 0, 0),
        Reviewee = "bob",
        Reviewer = reviewer,
        Categories = [.. scores.Select(score => new ReviewCategory(score.Key) { Score = score.Score, Lowest = 1, Highest = 5, IsCritical = score.Key == "solution" })],
    };

    [Fact]
    public void Two_always_stand_the_same_way_round_and_only_what_both_scored_is_compared()
    {
        var pair = Assert.Single(ReviewPair.Of([By("eve", 1, ("tone", 5), ("policy", null), ("solution", 3)), By("ann", 2, ("tone", 3), ("policy", 2))]));
        Assert.Equal(("ann", "eve"), pair.Who);
        Assert.Equal(Instant.FromUtc(2024, 5, 2, 0, 0), pair.At);
        Assert.Equal([("tone", 0.5, 1.0)], pair.Common);
    }

    [Fact]
    public void Machines_and_the_same_person_again_are_no_pair_and_three_people_are_three()
    {
        Assert.Empty(ReviewPair.Of([By("ann", 1), By("ann", 2), By("bot", 3) with { Kind = ReviewKind.Auto }]));
        Assert.Equal([("ann", "eve"), ("ann", "joe"), ("eve", "joe")], ReviewPair.Of([By("joe", 1), By("eve", 2), By("ann", 3)]).Select(pair => pair.Who));
    }

    [Fact]
    public void Agreement_stands_by_pair_and_category_with_critical_errors_apart()
    {
        var pairs = new[]
        {
            new ReviewPair(By("ann", 1, ("tone", 5), ("solution", 1)), By("eve", 2, ("tone", 4), ("solution", 1))),
            new ReviewPair(By("ann", 3, ("tone", 2), ("solution", 5)), By("eve", 4, ("tone", 2), ("solution", 2))),
            new ReviewPair(By("ann", 5, ("tone", 3)), By("joe", 6, ("tone", 3))),
        };
        var all = PairAgreement.Of(pairs);
        Assert.Equal([("ann", "eve", 2), ("ann", "joe", 1)], all.Select(pair => (pair.Who.First, pair.Who.Second, pair.Tickets)));
        var tone = all[0].Categories.Single(category => category.Category == "tone").Agreement;
        // Once a step of four less, once alike: (0 - 0.25) / 2.
        Assert.Equal((2, 1, -0.125), (tone.N, tone.Same, tone.Difference));
        // Both saw the first; the second only eve (2 of 1 to 5 is a quarter).
        Assert.Equal((2, 1), (all[0].CriticalErrors.N, all[0].CriticalErrors.Same));
    }
}
