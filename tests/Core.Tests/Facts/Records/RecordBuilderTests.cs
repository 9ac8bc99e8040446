using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts.Records;

public class RecordBuilderTests
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 5, 6, 12, 0);
    private static readonly LocalDate Monday = new(2024, 5, 6);

    private static readonly FactContext Context = new(new Dictionary<string, BusinessCalendar>())
    {
        Reference = new ReferenceData([new Article("help", "a1") { Topic = "returns", Language = "nl" }], "EUR"),
    };

    private static RecordFacts Build(StatedRecord record) => new RecordBuilder(Context).Build(record);

    /// <summary>One record of every kind that stands for itself or for nothing, and when it would have counted.</summary>
    public static TheoryData<StatedRecord, Instant?> EveryKind { get; } = new()
    {
        { new Call("s", "1") { Legs = [new CallLeg("1", Noon)] }, Noon },
        { new Session("s", "1") { StartedAt = Noon }, Noon },
        { new Survey("s", "1") { Kind = "csat", Scale = "1-5", SentAt = Noon }, Noon },
        { new Survey("s", "1") { Kind = "csat", Scale = "1-5", Answers = [new SurveyAnswer("1", Noon, 5)] }, Noon },
        { new Article("s", "1"), null },
        { new ArticleView("s", "1") { Article = "a1", ViewedAt = Noon }, Noon },
        { new ArticleVote("s", "1") { Article = "a1", VotedAt = Noon, IsUp = true }, Noon },
        { new ArticleSearch("s", "1") { SearchedAt = Noon, ResultCount = 0 }, Noon },
        { new Customer("s", "1"), null },
        { new Order("s", "1") { PaidAt = Noon }, Noon },
        { new Subscription("s", "1") { Customer = "c", StartedOn = Monday }, Monday.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() },
        { new Cost("s", "1") { FromOn = Monday, UntilOn = Monday, Amount = 1 }, Monday.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() },
        { new ExchangeRate("s", "1") { On = Monday, Currency = "USD", Rate = 1 }, Monday.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() },
        { new Person("s", "1") { Stays = [new PersonStay("1", Monday)] }, Monday.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() },
        { new Shift("s", "1") { Agent = "ann", Kind = ShiftKind.Busy, FromAt = Noon, UntilAt = Noon }, Noon },
        { new Review("s", "1") { Reviewee = "ann", ReviewedAt = Noon }, Noon },
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void A_deleted_record_of_any_kind_is_listed_and_in_no_fact(StatedRecord record, Instant? counted)
    {
        var facts = Build(record with { IsDeleted = true });
        var word = RecordKind.Of(record.GetType()).Word;
        Assert.Equal(new ExcludedRecordFact { Record = $"{word}/s/1", Kind = word, Reason = "deleted", Excluded = counted }, facts.Excluded);
        Assert.Equal(0, Rows(facts));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void A_record_that_counts_is_not_listed(StatedRecord record, Instant? counted)
    {
        if (record is Call) return; // It still waits.
        Assert.True(counted is null || counted > Instant.MinValue);
        Assert.Null(Build(record).Excluded);
    }

    [Fact]
    public void An_order_counts_once_it_is_paid_and_its_money_once_there_is_a_rate()
    {
        Assert.Equal(("unpaid", null), (Build(new Order("s", "1")).Excluded!.Reason, Build(new Order("s", "1")).Excluded!.Excluded));
        Assert.Equal("no_rate", Build(new Order("s", "1") { PaidAt = Noon, Amount = 5, Currency = "USD" }).Excluded!.Reason);
        Assert.Null(Build(new Order("s", "1") { PaidAt = Noon, Amount = 5, Currency = "EUR", Refunds = [new OrderRefund("1", Noon, 7)] }).Excluded);
    }

    [Fact]
    public void A_shift_that_still_runs_is_listed() =>
        Assert.Equal("unfinished", Build(new Shift("s", "1") { Agent = "ann", Kind = ShiftKind.Busy, FromAt = Noon }).Excluded!.Reason);

    [Fact]
    public void Votes_and_searches_have_a_row_each_and_votes_the_articles_topic()
    {
        var vote = Build(new ArticleVote("help", "v") { Article = "a1", VotedAt = Noon, IsUp = true, Language = "en" }).Vote!;
        Assert.Equal(("article_vote/help/v", "a1", "returns", "en", Noon, true), (vote.Record, vote.Article, vote.Topic, vote.Language, vote.Voted, vote.IsUp));
        var search = Build(new ArticleSearch("help", "s") { SearchedAt = Noon, ResultCount = 3, Topic = "sizes" }).Search!;
        Assert.Equal(("article_search/help/s", "sizes", null, Noon, 3L), (search.Record, search.Topic, search.Language, search.Searched, search.ResultCount));
    }

    [Fact]
    public void Somebody_has_a_row_for_each_stay_and_a_move_is_no_leaving()
    {
        var rows = Build(new Person("hr", "ann")
        {
            Stays = [new PersonStay("1", Monday) { LeftOn = Monday.PlusDays(9), IsMove = true, Team = "north", Tier = 1 }, new PersonStay("2", Monday.PlusDays(9)) { Team = "south" }],
        }).Employments;
        Assert.Equal(
            [
                new EmploymentFact { Record = "person/hr/ann", Person = new Actor(ActorClass.Agent, "ann", "north"), Tier = "1", Joined = Monday, Left = Monday.PlusDays(9), IsMove = true },
                new EmploymentFact { Record = "person/hr/ann", Person = new Actor(ActorClass.Agent, "ann", "south"), Joined = Monday.PlusDays(9) },
            ],
            rows);
    }

    [Fact]
    public void Kinds_that_other_units_count_have_no_rows_of_their_own() =>
        Assert.Equal(0, Rows(Build(new Session("s", "1") { StartedAt = Noon })) + Rows(Build(new Customer("s", "1"))) + Rows(Build(new Article("s", "1"))));

    private static int Rows(RecordFacts facts) =>
        new object?[] { facts.Call, facts.Vote, facts.Search, facts.Review }.Count(row => row is not null)
        + facts.Categories.Count + facts.Employments.Count + facts.CostDays.Count;
}
