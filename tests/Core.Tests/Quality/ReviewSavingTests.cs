using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Quality;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Quality;

public sealed class ReviewSavingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-reviews-").FullName;
    private readonly SettableTime _clock = new(Instant.FromUtc(2024, 5, 10, 9, 0));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static readonly ReviewDraft Draft = new()
    {
        TicketSource = "desk",
        Ticket = "77",
        Card = Scorecard.Shipped,
        Reviewer = "eve",
        Reviewee = "bob",
        RevieweeTeam = "chat",
        Scores = new Dictionary<string, decimal?> { ["procedure"] = 5, ["policy"] = null, ["tone"] = 3, ["empathy"] = 4, ["solution"] = 5 },
        Comment = "  Good. ",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static double? Score(Workspace workspace, string kpi = "quality_score") =>
        workspace.Run(new MetricQuery { Kpis = [kpi], From = new LocalDate(2024, 5, 1), To = new LocalDate(2024, 6, 1) }, Cancellation).Rows[0].Value;

    [Fact]
    public void A_review_counts_at_once_and_after_a_rebuild_and_the_same_again_changes_nothing()
    {
        using (var workspace = Workspace.Open(_folder, _clock))
        {
            var kept = workspace.SaveReview(Draft);
            Assert.Equal(("deskmeter", "desk/77/eve", ReviewKind.Manual, "Good."), (kept.Source, kept.Id, kept.Kind, kept.Comment));
            // (1 * 2 + 0.5 * 2 + 0.75 * 2 + 1 * 3) / 9; policy does not apply.
            Assert.Equal(7.5 / 9, Score(workspace)!.Value, 12);
            var position = workspace.Records.Position;
            _clock.Now += Duration.FromDays(1);
            Assert.Equal(kept.Version, workspace.SaveReview(Draft).Version);
            Assert.Equal(position, workspace.Records.Position);
        }

        using var again = Workspace.Open(_folder, _clock);
        again.Rebuild(cancellation: Cancellation);
        Assert.Equal(7.5 / 9, Score(again)!.Value, 12);
        Assert.Equal("eve", Assert.Single(again.Reviews.Of("desk", "77")).Reviewer);
    }

    [Fact]
    public void A_correction_is_a_newer_version_of_the_same_review_in_its_own_period()
    {
        using var workspace = Workspace.Open(_folder, _clock);
        var first = workspace.SaveReview(Draft);
        _clock.Now += Duration.FromDays(40);
        var other = new Scorecard("Short", [new ScorecardCategory("tone")]);
        var second = workspace.SaveReview(Draft with { Card = other, Scores = new Dictionary<string, decimal?> { ["tone"] = 5 } });
        Assert.Equal((first.Id, first.ReviewedAt), (second.Id, second.ReviewedAt));
        Assert.True(second.Version > first.Version);
        // The categories of the card before are gone from the figure.
        Assert.Equal(1, Score(workspace));
        Assert.Equal(1, Score(workspace, "reviews_made"));
        // Arriving again late, the former version changes nothing.
        workspace.Add([first], 1, cancellation: Cancellation);
        Assert.Equal(1, Score(workspace));
    }

    [Fact]
    public void A_ticket_that_two_people_reviewed_counts_once()
    {
        using var workspace = Workspace.Open(_folder, _clock);
        workspace.SaveReview(Draft);
        _clock.Now += Duration.FromHours(1);
        var second = workspace.SaveReview(Draft with { Reviewer = "joe", Scores = Draft.Scores.ToDictionary(pair => pair.Key, _ => (decimal?)1) });
        Assert.Equal(ReviewKind.Calibration, second.Kind);
        // Joe's review, with a critical error, is in no score: 7.5 / 9 as if eve had been alone.
        Assert.Equal(7.5 / 9, Score(workspace)!.Value, 12);
        Assert.Equal((1, 0), (Score(workspace, "reviews_made"), Score(workspace, "critical_error_rate")));
        Assert.Equal(7.5 / 9, Score(workspace, "category_score")!.Value, 12);
        // procedure and tone: (1 * 2 + 0.5 * 2) / 4.
        Assert.Equal(0.75, Score(workspace, "consistency_score"));
        var pair = Assert.Single(PairAgreement.Of(workspace.Reviews.Several(Instant.MaxValue).SelectMany(ReviewPair.Of)));
        Assert.Equal((("eve", "joe"), 1), (pair.Who, pair.Tickets));
    }

    [Fact]
    public void A_review_taken_back_counts_no_more_and_can_be_made_anew()
    {
        using var workspace = Workspace.Open(_folder, _clock);
        var first = workspace.SaveReview(Draft);
        Assert.True(workspace.RemoveReview(first.Id));
        Assert.False(workspace.RemoveReview(first.Id));
        Assert.Null(Score(workspace));
        Assert.Empty(workspace.Reviews.Of("desk", "77"));
        _clock.Now += Duration.FromDays(2);
        Assert.Equal(Instant.FromUtc(2024, 5, 12, 9, 0), workspace.SaveReview(Draft).ReviewedAt);
        Assert.Equal(7.5 / 9, Score(workspace)!.Value, 12);
    }

    [Fact]
    public void What_is_missing_or_beyond_the_scale_is_refused()
    {
        using var workspace = Workspace.Open(_folder, _clock);
        string? Fault(ReviewDraft draft) => Assert.Throws<UsageException>(() => workspace.SaveReview(draft)).Field;
        Assert.Equal("reviewer", Fault(Draft with { Reviewer = " " }));
        Assert.Equal("reviewee", Fault(Draft with { Reviewee = "" }));
        Assert.Equal("reviewer", Fault(Draft with { Reviewer = new string('x', 101) }));
        Assert.Equal("comment", Fault(Draft with { Comment = new string('x', 5001) }));
        Assert.Equal("score.procedure", Fault(Draft with { Scores = new Dictionary<string, decimal?>() }));
        Assert.Equal("score.tone", Fault(Draft with { Scores = new Dictionary<string, decimal?>(Draft.Scores) { ["tone"] = 6 } }));
        Assert.Equal(0, workspace.Records.Position);
    }

    [Fact]
    public void Cards_are_the_shipped_one_those_written_here_and_those_that_reviews_were_made_by()
    {
        using (var workspace = Workspace.Open(_folder, _clock))
        {
            workspace.Quality.Keep("name: Calls\ncategories:\n  - key: greeting\n");
            workspace.Add([new Review("qa", "1") { ReviewedAt = Instant.FromUtc(2024, 5, 1, 0, 0), Reviewee = "bob", Scorecard = "Old", Categories = [new ReviewCategory("tone")] }], 1, cancellation: Cancellation);
            Assert.Equal(["Conversations", "Calls", "Old"], workspace.Scorecards.Select(card => card.Name));
            // One's own of the shipped name takes its place.
            workspace.Quality.Keep("name: Conversations\ncategories:\n  - key: tone\n");
            Assert.Equal("tone", Assert.Single(workspace.Scorecards.Single(card => card.Name == "Conversations").Categories).Key);
        }

        using var again = Workspace.Open(_folder, _clock);
        Assert.Equal("name: Calls\ncategories:\n  - key: greeting\n", again.Quality.TextOf("Calls"));
        again.Quality.RemoveCard("Conversations");
        Assert.Equal(5, again.Scorecards.Single(card => card.Name == "Conversations").Categories.Count);
    }

    [Fact]
    public void What_is_older_than_it_may_be_is_gone_from_reviews_and_invitations_too()
    {
        using var workspace = Workspace.Open(_folder, _clock);
        workspace.SaveReview(Draft);
        workspace.Quality.Invite("desk", "77", "joe");
        Assert.Single(workspace.Reviews.Of("desk", "77"));
        _clock.Now += Duration.FromDays(200);
        workspace.SetRetention(3);
        Assert.Empty(workspace.Reviews.Of("desk", "77"));
        Assert.Empty(workspace.Quality.Invitations);
        Assert.Empty(workspace.Reviews.Until(Instant.MaxValue));
    }

    [Fact]
    public void Invitations_are_kept_once_and_can_be_withdrawn()
    {
        using (var workspace = Workspace.Open(_folder, _clock))
        {
            workspace.Quality.Invite("desk", "77", "joe");
            workspace.Quality.Invite("desk", "77", "joe");
        }

        using var again = Workspace.Open(_folder, _clock);
        var kept = Assert.Single(again.Quality.Invitations);
        Assert.Equal(("desk", "77", "joe", Instant.FromUtc(2024, 5, 10, 9, 0)), (kept.Source, kept.Ticket, kept.Reviewer, kept.At));
        again.Quality.Withdraw(kept.Id);
        Assert.Empty(again.Quality.Invitations);
    }
}
