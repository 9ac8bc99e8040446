using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>What is there changes by what comes and goes, in every month and on every day.</summary>
[Collection(InvariantCollection.Name)]
public sealed class BalanceTests(InvariantWorld world)
{
    [Theory]
    [InlineData("unresolved_tickets", "net_flow", Grain.Month)]
    [InlineData("unresolved_tickets", "net_flow", Grain.Day)]
    [InlineData("active_customers", "new_minus_churned", Grain.Month)]
    [InlineData("active_customers", "new_minus_churned", Grain.Day)]
    public void What_is_there_changes_by_what_comes_and_goes(string stock, string flow, Grain grain)
    {
        var question = InvariantWorld.Months([stock, flow]) with { Grain = grain };
        var rows = world.Run(question).ToLookup(row => row.Kpi);
        var level = Before(stock, question);
        Assert.Contains(rows[flow], row => row.Value is not 0);
        foreach (var (found, change) in rows[stock].Zip(rows[flow]))
        {
            level += change.Value!.Value;
            Assert.True(level == found.Value, $"{stock} {found.Period}: {found.Value} is not {level}.");
        }
    }

    /// <summary>Nobody counts those who join, so the people's records say who did; and who left, and whether to another team.</summary>
    [Theory]
    [InlineData(Grain.Month)]
    [InlineData(Grain.Day)]
    public void Who_is_there_changes_by_who_joins_and_leaves(Grain grain)
    {
        var question = InvariantWorld.Months(["headcount", "leavers"]) with { Grain = grain };
        var rows = world.Run(question).ToLookup(row => row.Kpi);
        var stays = world.Records.OfType<Person>().SelectMany(person => person.Stays).ToList();
        var level = Before("headcount", question);
        foreach (var (there, left) in rows["headcount"].Zip(rows["leavers"]))
        {
            bool IsIn(LocalDate? date) => date >= there.From && date < there.To;
            level += stays.Count(stay => IsIn(stay.JoinedOn)) - stays.Count(stay => IsIn(stay.LeftOn));
            Assert.True(level == there.Value, $"headcount {there.Period}: {there.Value} is not {level}.");
            Assert.Equal(stays.Count(stay => IsIn(stay.LeftOn) && !stay.IsMove), left.Value);
        }

        Assert.Contains(rows["leavers"], row => row.Value > 0);
    }

    private double Before(string stock, MetricQuery question) => world.Run(question with
    {
        Kpis = [stock],
        From = question.From.PlusDays(-1),
        To = question.From,
        Grain = Grain.Day,
    }).Single().Value!.Value;
}
