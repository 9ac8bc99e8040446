using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Facts;

public class ReferenceDataTests
{
    private static readonly LocalDate Friday = new(2024, 5, 3);

    private static ExchangeRate Rate(LocalDate on, string currency, decimal rate, string? into = null, string id = "r") =>
        new("bank", $"{id}{on:uuuuMMdd}{currency}{into}") { On = on, Currency = currency, Rate = rate, Into = into };

    [Fact]
    public void Somebodys_team_and_tier_are_those_of_the_day()
    {
        var data = new ReferenceData([new Person("hr", "ana")
        {
            Stays =
            [
                new PersonStay("2", Friday) { Team = "second line", Tier = 2 },
                new PersonStay("1", Friday.PlusDays(-30)) { LeftOn = Friday, IsMove = true, Team = "first line", Tier = 1 },
            ],
        }]);
        Assert.Equal(("first line", 1), (data.TeamOf("ana", Friday.PlusDays(-1)), data.TierOf("ana", Friday.PlusDays(-1))));
        Assert.Equal(("second line", 2), (data.TeamOf("ana", Friday), data.TierOf("ana", Friday)));
        Assert.Null(data.StayOf("ana", Friday.PlusDays(-31)));
        Assert.Null(data.StayOf("bo", Friday));
        Assert.Null(data.StayOf(null, Friday));
    }

    [Fact]
    public void An_article_is_found_by_its_id_and_by_the_number_that_stands_on_it_alone()
    {
        Article own = new("site", "1") { Number = "+31 (20) 123" }, other = new("help", "1") { Number = "0800-5" }, third = new("help", "2") { Number = "08005" };
        var data = new ReferenceData([own, other, third]);
        Assert.Same(own, data.ArticleOf("site", "1"));
        Assert.Same(other, data.ArticleOf("help", "1"));
        Assert.Same(other, data.ArticleOf("tracker", "1"));
        Assert.Null(data.ArticleOf("help", "3"));
        Assert.Same(own, data.ArticleOfNumber("+3120123"));
        Assert.Null(data.ArticleOfNumber("0800 5"));
        Assert.Null(data.ArticleOfNumber(null));
    }

    [Fact]
    public void Deleted_records_say_nothing()
    {
        var data = new ReferenceData(
            [Rate(Friday, "USD", 2) with { IsDeleted = true }, new Article("help", "1") { IsDeleted = true }, new Person("hr", "ana") { IsDeleted = true, Stays = [new PersonStay("1", Friday)] }], "EUR");
        Assert.Null(data.Exchange.Convert(1, "USD", Friday));
        Assert.Null(data.ArticleOf("help", "1"));
        Assert.Null(data.StayOf("ana", Friday));
    }
}
