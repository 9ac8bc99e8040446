using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts;

public class ExchangeTests
{
    private static readonly LocalDate Friday = new(2024, 5, 3);

    private static ExchangeRate Rate(LocalDate on, string currency, decimal rate, string? into = null, string id = "r") =>
        new("bank", $"{id}{on:uuuuMMdd}{currency}{into}") { On = on, Currency = currency, Rate = rate, Into = into };

    private static Exchange Exchange(string? currency, params ExchangeRate[] rates) => new(currency, rates);

    [Fact]
    public void The_latest_rate_on_or_before_the_day_counts()
    {
        var exchange = Exchange("EUR", Rate(Friday, "USD", 0.93m), Rate(Friday.PlusDays(-1), "USD", 0.92m), Rate(Friday.PlusDays(3), "USD", 0.90m));
        Assert.Equal(92m, exchange.Convert(100, "USD", Friday.PlusDays(-1)));
        Assert.Equal(93m, exchange.Convert(100, "USD", Friday));
        Assert.Equal(93m, exchange.Convert(100, "USD", Friday.PlusDays(2)));
        Assert.Equal(90m, exchange.Convert(100, "USD", Friday.PlusDays(3)));
    }

    [Fact]
    public void A_rate_is_good_for_a_week_and_none_is_made_up()
    {
        var exchange = Exchange("EUR", Rate(Friday, "USD", 0.93m));
        Assert.Equal(93m, exchange.Convert(100, "USD", Friday.PlusDays(7)));
        Assert.Null(exchange.Convert(100, "USD", Friday.PlusDays(8)));
        Assert.Null(exchange.Convert(100, "USD", Friday.PlusDays(-1)));
        Assert.Null(exchange.Convert(100, "GBP", Friday));
        Assert.Null(Exchange("EUR", Rate(Friday, "USD", 0.93m) with { IsDeleted = true }).Convert(100, "USD", Friday));
    }

    [Fact]
    public void Money_without_a_currency_is_the_workspaces()
    {
        Assert.Equal(12.3457m, Exchange("EUR").Convert(12.34567m, null, Friday));
        Assert.Equal(12.3m, Exchange("EUR").Convert(12.3m, "eur", Friday));
        Assert.Equal(12.3m, Exchange(null).Convert(12.3m, null, Friday));
        Assert.Null(Exchange(null, Rate(Friday, "USD", 2, "EUR")).Convert(12.3m, "USD", Friday));
    }

    [Fact]
    public void Halves_go_to_the_even_digit_and_what_no_column_holds_is_null()
    {
        Assert.Equal(0.0002m, Exchange("EUR").Convert(0.00025m, null, Friday));
        Assert.Equal(0.0004m, Exchange("EUR").Convert(0.00035m, null, Friday));
        Assert.Equal(-0.0002m, Exchange("EUR").Convert(-0.00025m, null, Friday));
        Assert.Equal(99_999_999_999_999.9999m, Exchange("EUR").Convert(99_999_999_999_999.9999m, null, Friday));
        Assert.Null(Exchange("EUR").Convert(100_000_000_000_000m, null, Friday));
        Assert.Null(Exchange("EUR", Rate(Friday, "USD", 1000)).Convert(decimal.MaxValue, "USD", Friday));
    }

    [Fact]
    public void An_opposite_rate_is_turned_round_and_a_stated_one_goes_before_it()
    {
        Assert.Equal(80m, Exchange("EUR", Rate(Friday, "EUR", 1.25m, "USD")).Convert(100, "USD", Friday));
        Assert.Equal(90m, Exchange("EUR", Rate(Friday, "EUR", 1.25m, "USD"), Rate(Friday, "USD", 0.9m)).Convert(100, "USD", Friday));
    }

    [Fact]
    public void A_bank_that_quotes_all_against_its_own_currency_serves_others_over_it()
    {
        // 1 EUR = 1.25 USD = 0.85 GBP, so 100 USD = 80 EUR = 68 GBP; the pound's rate is too old on the last day.
        var exchange = Exchange("GBP", Rate(Friday, "EUR", 1.25m, "USD"), Rate(Friday.PlusDays(-3), "EUR", 0.85m));
        Assert.Equal(68m, exchange.Convert(100, "USD", Friday));
        Assert.Null(exchange.Convert(100, "USD", Friday.PlusDays(5)));
    }

    [Fact]
    public void Of_two_rates_of_a_day_the_first_sources_counts_whatever_the_order()
    {
        ExchangeRate[] rates = [Rate(Friday, "USD", 0.94m, id: "b"), Rate(Friday, "USD", 0.93m, id: "a")];
        Assert.Equal(93m, Exchange("EUR", rates).Convert(100, "USD", Friday));
        Array.Reverse(rates);
        Assert.Equal(93m, Exchange("EUR", rates).Convert(100, "USD", Friday));
        Assert.Null(Exchange("EUR", Rate(Friday, "USD", 0)).Convert(100, "USD", Friday));
    }
}
