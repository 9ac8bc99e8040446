using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>What must not be shown, pooled or asked.</summary>
public sealed class EngineWithheldTests : IDisposable
{
    private const string Range = "from=2016-03-01 to=2016-04-01";
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Small_groups_are_withheld_and_so_is_the_next_when_only_one_is()
    {
        _world.Kpi("pulse", "fact: ticket\ndated_by: created\nattribution: opener\nmeasure: share(is_agent_started)\nunit: rate\nmin_group: 5");
        foreach (var (team, times) in ((string, int)[])[("a", 3), ("b", 6), ("c", 9)])
        {
            for (var i = 0; i < times; i++) _world.Ticket("2016-03-05", ticket => ticket with { Opener = new Actor(ActorClass.Agent, "x", team) });
        }

        var rows = _world.Run($"kpi=pulse {Range} by=team").Rows;
        Assert.Equal([ValueStatus.Suppressed, ValueStatus.Suppressed, ValueStatus.Few], rows.Select(row => row.Status));
        Assert.All(rows.Take(2), row => Assert.Equal((null, null, null, null), (row.Value, row.N, row.Numerator, row.Low)));
        Assert.Equal(9, rows[2].N);
        Assert.Equal(18, _world.Run($"kpi=pulse {Range}").Rows.Single().N);
        Assert.Equal(ValueStatus.Suppressed, _world.Run($"kpi=pulse {Range} where=team=a").Rows.Single().Status);
        Assert.Contains("never shown by person", Refused($"kpi=pulse {Range} by=agent"), StringComparison.Ordinal);
        Assert.Contains("never shown by person", Refused($"kpi=pulse {Range} where=opener=x"), StringComparison.Ordinal);
        Assert.Contains("whole months", Refused("kpi=pulse from=2016-03-02 to=2016-04-01"), StringComparison.Ordinal);
        Assert.Contains("whole months", Refused($"kpi=pulse {Range} grain=day"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_groups_that_are_equally_small_always_the_same_one_is_withheld_with_the_only_small_one()
    {
        _world.Kpi("pulse", "fact: ticket\ndated_by: created\nattribution: opener\nmeasure: count()\nunit: count\nmin_group: 5");
        foreach (var (team, times) in ((string, int)[])[("z", 6), ("b", 6), ("a", 3), ("m", 6)])
        {
            for (var i = 0; i < times; i++) _world.Ticket("2016-03-05", ticket => ticket with { Opener = new Actor(ActorClass.Agent, "x", team) });
        }

        Assert.Equal(["a", "b"], _world.Run($"kpi=pulse {Range} by=team").Rows.Where(row => row.Status == ValueStatus.Suppressed).Select(row => row.Slice["team"]));
    }

    [Fact]
    public void A_formula_over_a_withheld_part_is_withheld()
    {
        _world.Kpi("pulse", "fact: ticket\ndated_by: created\nmeasure: count()\nunit: count\nmin_group: 5").Kpi("twice", "formula: 2 * pulse\nunit: count");
        _world.Ticket("2016-03-05");
        var row = _world.Run($"kpi=twice {Range} compare=previous").Rows.Single();
        Assert.Equal((null, null, ValueStatus.Suppressed), (row.Value, row.N, row.Status));
    }

    [Fact]
    public void Values_on_several_scales_are_never_pooled_but_shown_apart()
    {
        _world.Kpi("score", "fact: ticket\ndated_by: created\nmeasure: mean(agent_replies)\nunit: score\nnot_pooled: segment");
        foreach (var (channel, scale, score) in ((string, string, int)[])[("web", "1-5", 4), ("web", "1-5", 2), ("web", "1-7", 7), ("mail", "1-7", 5)])
            _world.Ticket("2016-03-05", ticket => ticket with { AgentReplies = score }, new TicketSlices { Channel = channel, Segment = scale });
        var rows = _world.Run($"kpi=score {Range} by=channel").Rows;
        Assert.Equal(
            [("mail", null, 5d, ValueStatus.Few), ("web", null, null, ValueStatus.MixedScales), ("web", "1-5", 3d, ValueStatus.Few), ("web", "1-7", (double?)7, ValueStatus.Few)],
            rows.Select(row => (row.Slice["channel"]!, row.Slice.GetValueOrDefault("segment"), row.Value, row.Status)));
        Assert.Equal(3, _world.Run($"kpi=score {Range}").Rows.Count);
        Assert.Equal(3, _world.Value($"kpi=score {Range} where=segment=1-5"));
    }

    [Fact]
    public void A_formula_over_values_on_several_scales_is_shown_apart_as_well()
    {
        _world.Kpi("answers", "fact: ticket\ndated_by: created\nmeasure: count()\nunit: count\nnot_pooled: segment")
            .Kpi("spread", "formula: answers / total(answers)\nby: channel\nunit: rate");
        foreach (var (channel, scale) in ((string, string)[])[("good", "1-5"), ("good", "1-5"), ("bad", "1-5"), ("good", "1-7"), ("fair", "1-7")])
            _world.Ticket("2016-03-05", slices: new TicketSlices { Channel = channel, Segment = scale });
        Assert.Equal(
            ["bad - null", "bad 1-5 0.3333", "fair - null", "fair 1-7 0.5", "good - null", "good 1-5 0.6667", "good 1-7 0.5"],
            _world.Run($"kpi=spread {Range}").Rows.Select(row =>
                FormattableString.Invariant($"{row.Slice["channel"]} {row.Slice.GetValueOrDefault("segment", "-")} {(row.Value is { } value ? value : "null"):0.####}")));
        Assert.Equal(["total bad 0.3333", "total good 0.6667"], _world.Lines($"kpi=spread {Range} where=segment=1-5"));
        Assert.Equal(ValueStatus.MixedScales, _world.Run($"kpi=spread {Range}").Rows[0].Status);
    }

    [Fact]
    public void Unknown_words_are_named_with_the_near_match()
    {
        Assert.Contains("Did you mean 'tickets_created'?", Refused($"kpi=ticket_created {Range}"), StringComparison.Ordinal);
        Assert.Contains("'tickets_created' (fact ticket) has no slice 'chanel'. Did you mean 'channel'?", Refused($"kpi=tickets_created {Range} by=chanel"), StringComparison.Ordinal);
        Assert.Contains("has no slice 'prio'", Refused($"kpi=tickets_created {Range} where=prio=1"), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'window'?", Refused($"kpi=reopen_rate {Range} param=windw=3d"), StringComparison.Ordinal);
        Assert.Contains("a duration such as 7d", Refused($"kpi=reopen_rate {Range} param=window=3"), StringComparison.Ordinal);
        Assert.Contains("no days", Refused("kpi=reopen_rate from=2016-03-01 to=2016-03-01"), StringComparison.Ordinal);
        Assert.Contains("from 0 to 23", Refused($"kpi=tickets_created {Range} where=hour=24"), StringComparison.Ordinal);
        Assert.Contains("true or false", Refused($"kpi=tickets_created {Range} where=is_returning=yes"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_question_is_echoed_as_it_was_understood()
    {
        var query = _world.Run($"kpi=reopen_rate,tickets_created {Range} by=channel,channel param=reopen_rate.window=36h").Query;
        Assert.Equal(("UTC", _world.Now, 1), (query.Zone, query.AsOf, query.By.Count));
        Assert.Equal([new("reopen_rate.window", "36h")], query.Params);
    }

    private string Refused(string words) => Assert.Throws<UsageException>(() => _world.Run(words)).Message;
}
