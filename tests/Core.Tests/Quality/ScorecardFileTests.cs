using Deskmeter.Helpdesk;
using Deskmeter.Quality;
using Xunit;

namespace Deskmeter.Core.Tests.Quality;

public class ScorecardFileTests
{
    private const string Calls = """
        name: Calls
        scale: 0-2
        categories:
          - key: greeting
          - key: solution
            weight: 2.5
            critical: yes
            scale: 0-100
            how: "Solved: or clear who solves it"
        """;

    [Fact]
    public void A_card_is_read_and_written_the_same()
    {
        var card = ScorecardFile.Read(Calls);
        Assert.Equal("Calls", card.Name);
        Assert.Equal(
            [
                new ScorecardCategory("greeting") { Lowest = 0, Highest = 2 },
                new ScorecardCategory("solution") { Lowest = 0, Highest = 100, Weight = 2.5m, IsCritical = true, How = "Solved: or clear who solves it" },
            ],
            card.Categories);
        var again = ScorecardFile.Read(ScorecardFile.Write(card));
        Assert.Equal(card.Name, again.Name);
        Assert.Equal(card.Categories, again.Categories);
        var odd = new Scorecard("a: \"b\" \\ #1", [new("x - y") { Lowest = 0.5m, Highest = 1.5m }]);
        var oddAgain = ScorecardFile.Read(ScorecardFile.Write(odd));
        Assert.Equal(odd.Name, oddAgain.Name);
        Assert.Equal(odd.Categories, oddAgain.Categories);
        Assert.Equal(Scorecard.Shipped.Categories, ScorecardFile.Read(ScorecardFile.Write(Scorecard.Shipped)).Categories);
    }

    [Theory]
    [InlineData("name: A\ncategories:\n  - key: tone\n    wieght: 2", 4, "has no 'wieght'", "weight")]
    [InlineData("categories:\n  - key: tone", 1, "needs 'name'", null)]
    [InlineData("name: A", 1, "needs 'categories'", null)]
    [InlineData("name: A\ncategories: []", 2, "from one to 50", null)]
    [InlineData("name: A\ncategories:\n  - key: tone\n  - key: tone", 4, "'tone' is there twice", null)]
    [InlineData("name: A\nscale: 5-1\ncategories:\n  - key: tone", 2, "ends where it begins", null)]
    [InlineData("name: A\nscale: five\ncategories:\n  - key: tone", 2, "two numbers", null)]
    [InlineData("name: A\ncategories:\n  - key: tone\n    critical: perhaps", 4, "yes or no", null)]
    [InlineData("name: A\ncategories:\n  - key: tone\n    weight: -1", 4, "from 0 to 1000", null)]
    [InlineData("name: A\ncategories:\n  - key: tone\n    weight: 0", 3, "weight above 0", null)]
    [InlineData("name: A\ncategories:\n  - tone", 3, "keys and values", null)]
    [InlineData("name: A\ncategories: [\n", 3, "", null)]
    public void What_is_wrong_is_said_with_its_line_and_the_near_word(string text, int line, string part, string? near)
    {
        var error = Assert.Throws<UsageException>(() => ScorecardFile.Read(text));
        Assert.StartsWith($"scorecard:{line}:", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(near, error.Near);
    }

    [Fact]
    public void A_card_can_be_told_from_a_review()
    {
        var review = new Review("qa", "1")
        {
            ReviewedAt = NodaTime.Instant.FromUtc(2024, 1, 1, 0, 0),
            Reviewee = "bob",
            Categories = [new ReviewCategory("tone") { Score = null, Lowest = 1, Highest = 5, Weight = 2 }, new ReviewCategory("odd") { Lowest = 5, Highest = 5 }],
        };
        Assert.Equal([new ScorecardCategory("tone") { Weight = 2 }], Scorecard.Of("Old", review).Categories);
    }

    [Fact]
    public void Short_scales_are_chosen_from_and_fine_ones_written()
    {
        Assert.Equal([1, 2, 3, 4, 5], new ScorecardCategory("tone").Steps);
        Assert.Equal(11, new ScorecardCategory("tone") { Lowest = 0, Highest = 10 }.Steps.Count);
        Assert.Empty(new ScorecardCategory("tone") { Lowest = 0, Highest = 100 }.Steps);
        Assert.Empty(new ScorecardCategory("tone") { Lowest = 0.5m, Highest = 2 }.Steps);
    }
}
