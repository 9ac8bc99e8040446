using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts;

public class ExchangeTests
{
    private static readonly LocalDate Monday = new(2024, 1, 1);

    private static readonly Exchange ToEuro = new("EUR",
    [
        Rate("2", Monday.PlusDays(7), "USD", 0.8m),
        Rate("1", Monday, "USD", 0.9m),
        Rate("3", Monday, "GBP", 1.1m, into: "USD"),
        Rate("4", Monday, "CHF", 1.05m) with { IsDeleted = true },
    ]);

    [Fact]
    public void A_rate_holds_from_its_day_until_the_next()
    {
        Assert.Null(ToEuro.Convert(10, "USD", Monday.PlusDays(-1)));
        Assert.Equal(9m, ToEuro.Convert(10, "USD", Monday));
        Assert.Equal(9m, ToEuro.Convert(10, "USD", Monday.PlusDays(6)));
        Assert.Equal(8m, ToEuro.Convert(10, "usd", Monday.PlusDays(7)));
    }

    [Fact]
    public void Without_a_currency_an_amount_is_in_the_workspaces() => Assert.Equal(10m, ToEuro.Convert(10, null, Monday.PlusDays(-100)));

    [Fact]
    public void A_rate_into_another_currency_or_a_deleted_one_converts_nothing()
    {
        Assert.Null(ToEuro.Convert(10, "GBP", Monday));
        Assert.Null(ToEuro.Convert(10, "CHF", Monday));
    }

    private static ExchangeRate Rate(string id, LocalDate on, string currency, decimal rate, string? into = null) =>
        new("s", id) { On = on, Currency = currency, Rate = rate, Into = into };
}
