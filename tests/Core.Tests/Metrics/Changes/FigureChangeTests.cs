using Deskmeter.Core.Tests.Metrics.Engine;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Changes;

/// <summary>Why figures changed, over facts written by hand.</summary>
public sealed class FigureChangeTests : IDisposable
{
    private const string March = "from=2016-03-01 to=2016-04-01 compare=previous";
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Of_a_median_the_mean_is_split()
    {
        Solved("2016-02-05", "email", 10, 6).Solved("2016-02-05", "chat", 1, 4).Solved("2016-03-05", "email", 12, 8).Solved("2016-03-05", "chat", 1, 2);
        var change = _world.Change($"kpi=resolution_time {March}");
        Assert.Equal((ChangeStatistic.Mean, ChangeStatus.Ok, "channel"), (change.Statistic, change.Status, change.By));
        Assert.Equal((6.4 * 3600, 9.8 * 3600), (change.Before!.Value, change.Now!.Value));
        Assert.Equal(["chat mix 1.42", "email rate 1.4", "email mix 0.58"], Hours(change));
        Assert.Equal(1.4 * 3600, change.Total(ChangeKind.Rate)!.Value, 6);
        Assert.Equal(2 * 3600, change.Total(ChangeKind.Mix)!.Value, 6);
        Assert.Equal(0.8, change.Members.Single(member => member.Member == "email").Now.Weight);
    }

    [Fact]
    public void Of_a_count_each_member_brings_its_difference_and_none_is_a_member()
    {
        Created("2016-02-05", "email", 3).Created("2016-02-05", null, 1).Created("2016-03-05", "email", 1).Created("2016-03-05", "chat", 4);
        var change = _world.Change($"kpi=tickets_created {March}");
        Assert.Equal(["chat amount 4", "email amount -2", "- amount -1"], [.. change.Parts.Select(part => Line(part, 1))]);
        Assert.Equal((1d, null, null), (change.Total(ChangeKind.Amount), change.Total(ChangeKind.Rate), change.Total(ChangeKind.Mix)));
    }

    [Fact]
    public void A_share_is_split_as_it_is()
    {
        for (var i = 0; i < 10; i++)
        {
            _world.Ticket("2016-02-05", ticket => Resolved(ticket, i < 5 ? 0 : 1), Channel(i < 5 ? "bot" : "mail"));
            _world.Ticket("2016-03-05", ticket => Resolved(ticket, i < 8 ? 0 : 1), Channel(i < 8 ? "bot" : "mail"));
        }

        var change = _world.Change($"kpi=zero_touch_rate {March}");
        Assert.Equal((ChangeStatistic.Value, 0.5, 0.8), (change.Statistic, change.Before, change.Now));
        Assert.Equal(0, change.Total(ChangeKind.Rate)!.Value, 12);
        Assert.Equal(0.3, change.Total(ChangeKind.Mix)!.Value, 12);
    }

    [Fact]
    public void Without_a_channel_the_slice_that_explains_most_is_taken()
    {
        _world.Kpi("votes", "fact: article_vote\ndated_by: voted\nmeasure: count()\nunit: count");
        foreach (var (day, article, times) in ((string, string, int)[])[("2016-02-05", "a", 4), ("2016-02-05", "b", 4), ("2016-03-04", "a", 12), ("2016-03-04", "b", 2)])
        {
            for (var i = 0; i < times; i++)
                _world.Add(_world.Schema.ArticleVote, new ArticleVoteFact { Record = $"article_vote/s/{day}{article}{i}", Article = article, Voted = EngineWorld.At(day) });
        }

        Assert.Equal("article", _world.Change($"kpi=votes {March}").By);
    }

    [Theory]
    [InlineData("kpi=tickets_created by=tag", ChangeStatus.Overlapping)]
    [InlineData("kpi=longest_wait_now", ChangeStatus.NotSplit)]
    [InlineData("kpi=peak_hour", ChangeStatus.NotSplit)]
    [InlineData("kpi=resolution_time", ChangeStatus.NoData)]
    [InlineData("kpi=enps", ChangeStatus.Withheld)]
    [InlineData("kpi=volume_by_channel", ChangeStatus.NotSplit)]
    public void What_cannot_be_split_says_why(string words, ChangeStatus status)
    {
        Created("2016-02-05", "email", 3);
        var change = _world.Change($"{words} {March}");
        Assert.Equal(status, change.Status);
        Assert.Empty(change.Parts);
        Assert.Null(change.Total(ChangeKind.Rate));
    }

    [Theory]
    [InlineData("kpi=tickets_created by=chanel compare=previous", "by")]
    [InlineData("kpi=tickets_created by=channel,priority compare=previous", "by")]
    [InlineData("kpi=tickets_created,resolution_time compare=previous", "kpi")]
    [InlineData("kpi=tickets_created", "compare")]
    public void A_wrong_question_names_its_word(string words, string field) =>
        Assert.Equal(field, Assert.Throws<UsageException>(() => _world.Change($"{words} from=2016-03-01 to=2016-04-01")).Field);

    private static TicketFact Resolved(TicketFact ticket, int replies) =>
        ticket with { AgentReplies = replies, FirstResolved = ticket.Created, LastResolved = ticket.Created };

    private FigureChangeTests Created(string day, string? channel, int times)
    {
        for (var i = 0; i < times; i++) _world.Ticket(day, slices: Channel(channel));
        return this;
    }

    private FigureChangeTests Solved(string day, string channel, double hours, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _world.Ticket(
                day, ticket => ticket with { FirstResolved = ticket.Created, LastResolved = ticket.Created, Resolution = EngineWorld.Hours(hours) }, Channel(channel));
        }

        return this;
    }

    private static TicketSlices Channel(string? channel) => new() { Channel = channel };

    private static IEnumerable<string> Hours(FigureChange change) => change.Parts.Select(part => Line(part, 3600));

    private static string Line(ChangePart part, double unit) =>
        FormattableString.Invariant($"{part.Member ?? "-"} {MetricQueryText.Word(part.Kind)} {part.Effect / unit:0.####}");
}
