using Deskmeter.Core.Tests.Records;
using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts.Records;

public class CostDayTests
{
    private static readonly LocalDate First = new(2024, 2, 1);

    private static Cost Cost(decimal amount, int days = 29, string? currency = null) =>
        new("books", "1") { FromOn = First, UntilOn = First.PlusDays(days), Amount = amount, Currency = currency };

    private static RecordFacts Facts(Cost cost, params ExchangeRate[] rates) => new RecordBuilder(
        new FactContext(new Dictionary<string, BusinessCalendar>()) { Reference = new ReferenceData(rates, "EUR"), Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"] }).Build(cost);

    private static ExchangeRate Dollar(LocalDate on, decimal rate) => new("bank", $"{on:uuuuMMdd}") { On = on, Currency = "USD", Rate = rate };

    [Fact]
    public void A_month_is_spread_over_its_days()
    {
        var facts = Facts(Cost(2900) with { Category = CostCategory.Technology, Channel = "chat", Team = "north" });
        Assert.Equal(29, facts.CostDays.Count);
        Assert.All(facts.CostDays, row => Assert.Equal((100m, 100m, "EUR", CostCategory.Technology, "chat"), (row.Amount, row.OriginalAmount, row.Currency, row.Category, row.Channel)));
        Assert.Equal(Enumerable.Range(0, 29).Select(day => First.PlusDays(day)), facts.CostDays.Select(row => row.Spent));
        Assert.Equal(new Actor(ActorClass.Agent, null, "north"), facts.CostDays[0].Owner);
        Assert.Null(facts.Excluded);
        Assert.Null(Facts(Cost(1)).CostDays[0].Owner);
    }

    [Fact]
    public void What_does_not_divide_goes_to_the_first_days()
    {
        Assert.Equal([3.3334m, 3.3333m, 3.3333m], Facts(Cost(10, 3)).CostDays.Select(row => row.Amount!.Value));
        Assert.Equal([-0.6667m, -0.6667m, -0.6666m], Facts(Cost(-2, 3)).CostDays.Select(row => row.Amount!.Value));
        Assert.Equal([0.0001m, 0, 0], Facts(Cost(0.0001m, 3)).CostDays.Select(row => row.Amount!.Value));
    }

    [Fact]
    public void The_parts_add_up_to_the_amount_to_the_last_digit() =>
        Prop.ForAll((from units in Gen.Choose(int.MinValue, int.MaxValue) from large in Gen.Choose(0, 20000) from days in Gen.Choose(1, 400) select (units, large, days)).ToArbitrary(), of =>
        {
            var amount = (of.units + (of.large * 4_000_000_000m)) / 10_000;
            var rows = Facts(Cost(amount, of.days)).CostDays;
            Assert.Equal(of.days, rows.Count);
            Assert.Equal(amount, rows.Sum(row => row.Amount));
            Assert.Equal(amount, rows.Sum(row => row.OriginalAmount));
            Assert.True(rows.Max(row => row.Amount) - rows.Min(row => row.Amount) <= 0.0001m);
        }).Holds(300);

    [Fact]
    public void Each_day_is_converted_by_its_own_rate()
    {
        var facts = Facts(Cost(30, 3, "USD"), Dollar(First, 0.9m), Dollar(First.PlusDays(2), 0.8m));
        Assert.Equal([9m, 9m, 8m], facts.CostDays.Select(row => row.Amount));
        Assert.All(facts.CostDays, row => Assert.Equal(("USD", 10m), (row.Currency, row.OriginalAmount)));
        Assert.Null(facts.Excluded);
    }

    [Fact]
    public void Days_without_a_rate_stay_without_money_and_are_listed()
    {
        var facts = Facts(Cost(30, 3, "USD"), Dollar(First.PlusDays(1), 0.9m));
        Assert.Equal([null, 9m, 9m], facts.CostDays.Select(row => row.Amount));
        Assert.Equal(("no_rate", "cost", Instant.FromUtc(2024, 1, 31, 23, 0)), (facts.Excluded!.Reason, facts.Excluded.Kind, facts.Excluded.Excluded));
    }

    [Fact]
    public void A_cost_of_one_day_may_end_when_it_begins()
    {
        Assert.Equal([(First, (decimal?)5m)], Facts(Cost(5, 0)).CostDays.Select(row => (row.Spent, row.Amount)));
        Assert.Equal([(First, (decimal?)5m)], Facts(Cost(5, 1)).CostDays.Select(row => (row.Spent, row.Amount)));
    }

    [Fact]
    public void More_than_a_column_holds_is_listed_and_not_cut()
    {
        var facts = Facts(Cost(100_000_000_000_000m));
        Assert.Empty(facts.CostDays);
        Assert.Equal("no_rate", facts.Excluded!.Reason);
    }
}
