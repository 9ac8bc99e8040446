using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts.Records;

public class ReviewTests
{
    private static RecordFacts Facts(params ReviewCategory[] categories) => new RecordBuilder(FactContext.WithoutCalendars).Build(Review(categories));

    private static double? Score(params ReviewCategory[] categories) => Facts(categories).Review!.Score;

    private static Review Review(params ReviewCategory[] categories) => new("qa", "1")
    {
        ReviewedAt = Instant.FromUtc(2024, 5, 6, 7, 8),
        Reviewee = "ann",
        Ticket = "77",
        Channel = "email",
        Categories = categories,
    };

    [Fact]
    public void A_review_is_the_weighted_mean_of_its_categories_by_their_place_on_the_scale()
    {
        // (4-1)/(5-1) = 0.75 with weight 2; 50 of 0 to 100 = 0.5 with weight 1: (1.5 + 0.5) / 3.
        var facts = Facts(new ReviewCategory("tone") { Score = 4, Lowest = 1, Highest = 5, Weight = 2 }, new ReviewCategory("procedure") { Score = 50 });
        Assert.Equal(2.0 / 3, facts.Review!.Score!.Value, 12);
        Assert.Equal([("procedure", 0.5, 1.0, 0.5), ("tone", 0.75, 2.0, 1.5)], facts.Categories.Select(row => (row.Category, row.Score, row.Weight, row.WeightedScore)));
        Assert.Equal(("review/qa/1", "77", "email", "ann"), (facts.Categories[0].Record, facts.Categories[0].TicketId, facts.Categories[0].Slices.Channel, facts.Categories[0].Reviewee.Id));
    }

    [Fact]
    public void What_is_not_applicable_leaves_its_weight_out()
    {
        Assert.Equal(0.8, Score(new ReviewCategory("tone") { Score = 80 }, new ReviewCategory("policy") { Score = null, Weight = 9 }));
        Assert.Single(Facts(new ReviewCategory("tone") { Score = 80 }, new ReviewCategory("policy")).Categories);
        Assert.Null(Score(new ReviewCategory("policy")));
        Assert.Null(Score());
    }

    [Fact]
    public void A_critical_category_under_a_half_makes_the_whole_0_and_one_at_a_half_does_not()
    {
        Assert.Equal(0, Score(new ReviewCategory("tone") { Score = 100 }, new ReviewCategory("policy") { Score = 49.9m, IsCritical = true }));
        Assert.Equal(0.75, Score(new ReviewCategory("tone") { Score = 100 }, new ReviewCategory("policy") { Score = 50, IsCritical = true }));
        Assert.Equal(0.9, Score(new ReviewCategory("tone") { Score = 90 }, new ReviewCategory("policy") { IsCritical = true }));
        // The categories keep what was given.
        Assert.Equal(1, Facts(new ReviewCategory("tone") { Score = 100 }, new ReviewCategory("policy") { Score = 0, IsCritical = true }).Categories[1].Score);
    }

    [Fact]
    public void A_critical_category_may_have_no_weight_and_only_fail()
    {
        var fatal = new ReviewCategory("fatal") { Weight = 0, IsCritical = true };
        Assert.Equal(0.9, Score(new ReviewCategory("tone") { Score = 90 }, fatal with { Score = 100 }));
        Assert.Equal(0, Score(new ReviewCategory("tone") { Score = 90 }, fatal with { Score = 0 }));
        Assert.Null(Score(fatal with { Score = 100 }));
    }

    [Fact]
    public void A_critical_error_is_told_apart_from_a_low_score_and_from_nothing()
    {
        Assert.True(Facts(new ReviewCategory("policy") { Score = 49.9m, IsCritical = true }).Review!.HasCriticalError);
        Assert.False(Facts(new ReviewCategory("tone") { Score = 0 }, new ReviewCategory("policy") { Score = 50, IsCritical = true }).Review!.HasCriticalError);
        Assert.False(Facts(new ReviewCategory("tone") { Score = 0 }, new ReviewCategory("policy") { IsCritical = true }).Review!.HasCriticalError);
        Assert.Null(Facts(new ReviewCategory("policy") { IsCritical = true }).Review!.HasCriticalError);
    }

    [Fact]
    public void Scores_beyond_the_scale_count_as_its_end_and_a_scale_without_length_as_none()
    {
        Assert.Equal(1, Score(new ReviewCategory("tone") { Score = 120 }));
        Assert.Equal(0, Score(new ReviewCategory("tone") { Score = -1 }));
        Assert.Null(Score(new ReviewCategory("tone") { Score = 3, Lowest = 5, Highest = 5 }));
        Assert.Equal(0.5, Score(new ReviewCategory("tone") { Score = 50 }, new ReviewCategory("odd") { Score = 100, Weight = -3 }));
    }

    [Fact]
    public void Reviewee_and_reviewer_have_the_team_of_the_day()
    {
        Person In(string who, string team) => new("hr", who) { Stays = [new PersonStay("1", new LocalDate(2024, 1, 1)) { Team = team }] };
        var context = new FactContext(new Dictionary<string, BusinessCalendar>()) { Reference = new ReferenceData([In("ann", "north"), In("eva", "quality")]) };
        var row = new RecordBuilder(context).Build(Review() with { Reviewer = "eva", Kind = ReviewKind.Auto, Scorecard = "short" }).Review!;
        Assert.Equal(("north", "eva", "quality"), (row.Reviewee.Team, row.Reviewer!.Id, row.Reviewer.Team));
        Assert.Equal((ReviewKind.Auto, "short"), (row.Kind, row.Scorecard));
        Assert.Equal("own", new RecordBuilder(context).Build(Review() with { RevieweeTeam = "own" }).Review!.Reviewee.Team);
    }
}
