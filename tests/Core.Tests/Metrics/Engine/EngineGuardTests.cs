using Deskmeter.Facts;
using Deskmeter.Metrics;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

public sealed class EngineGuardTests : IDisposable
{
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Each_kpi_brings_its_guards_in_the_same_periods_and_slices_with_what_the_change_means()
    {
        _world.Kpi("fast", "fact: ticket\ndated_by: created\nmeasure: median(resolution_seconds)\nunit: duration\nbetter: lower\nguards: [many, talk]")
            .Kpi("many", "fact: ticket\ndated_by: created\nmeasure: count()\nunit: count\nbetter: higher")
            .Kpi("talk", "fact: ticket\ndated_by: created\nmeasure: mean(public_messages)\nunit: ratio\nbetter: lower");
        Ticket("2016-02-10", 4, 2, "email");
        Ticket("2016-02-11", 4, 2, "email");
        Ticket("2016-03-10", 2, 3, "email");
        Ticket("2016-03-10", 2, 2, "chat");
        var answer = _world.Run("kpi=fast from=2016-03-01 to=2016-04-01 by=channel compare=previous guards=true");

        Assert.Equal([("fast", "many"), ("fast", "talk")], answer.Guards.Select(guard => (guard.Kpi, guard.Guard)));
        Assert.Equal(["chat 1 better", "email 1 worse"], Lines(answer.Guards[0].Rows));
        Assert.Equal(["chat 2 -", "email 3 worse"], Lines(answer.Guards[1].Rows));
        Assert.Equal(["chat 7200 -", "email 7200 better"], Lines(answer.Rows));
        Assert.Equal(_world.Run("kpi=talk from=2016-03-01 to=2016-04-01 by=channel compare=previous").Rows.Select(row => (row.Value, row.N)), answer.Guards[1].Rows.Select(row => (row.Value, row.N)));
        Assert.Empty(_world.Run("kpi=fast from=2016-03-01 to=2016-04-01").Guards);
    }

    [Fact]
    public void A_guard_that_cannot_be_asked_so_says_why_and_the_rest_is_answered()
    {
        _world.Kpi("fast", "fact: ticket\ndated_by: created\nmeasure: median(resolution_seconds)\nunit: duration\nguards: [backlog, monthly, unresolved_tickets]")
            .Kpi("backlog", "fact: excluded_record\ndated_by: excluded\nmeasure: count()\nunit: count")
            .Kpi("monthly", "fact: ticket\ndated_by: created\nmeasure: count()\nunit: count\nperiods: month");
        Ticket("2016-03-10", 2, 3, "email");
        var guards = _world.Run("kpi=fast from=2016-03-01 to=2016-03-05 by=channel guards=true").Guards;
        Assert.Contains("has no slice 'channel'", guards[0].Refused, StringComparison.Ordinal);
        Assert.Contains("month by month", guards[1].Refused, StringComparison.Ordinal);
        Assert.Equal((null, 1), (guards[2].Refused, guards[2].Rows.Count));
        Assert.Empty(guards[0].Rows);
    }

    [Fact]
    public void A_guard_takes_its_own_settings()
    {
        var answer = _world.Run("kpi=resolution_time from=2016-03-01 to=2016-04-01 guards=true param=reopen_rate.window=3d");
        Assert.Equal("3d", answer.Query.Params["reopen_rate.window"]);
        Assert.Throws<UsageException>(() => _world.Run("kpi=resolution_time from=2016-03-01 to=2016-04-01 param=reopen_rate.window=3d"));
    }

    private static IEnumerable<string> Lines(IEnumerable<MetricRow> rows) =>
        rows.Select(row => $"{row.Slice["channel"]} {row.Value} {row.Compare!.IsBetter switch { true => "better", false => "worse", null => "-" }}");

    private void Ticket(string created, double hours, long messages, string channel) => _world.Ticket(
        created, ticket => ticket with { Resolution = EngineWorld.Hours(hours), PublicMessages = messages }, new TicketSlices { Channel = channel });
}
