using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// Reviews by scorecards that were never thought through: categories that do not apply, weights below nothing, scales without a width,
/// scores beyond their scale, critical ones on the edge. One seed gives the same ones.
/// </summary>
internal sealed class NastyReviews(int seed, Instant start, int days)
{
    private static readonly string[] Categories = ["procedure", "policy", "tone", "empathy", "speed"];
    private readonly NastyDice _dice = new(seed);

    public IReadOnlyList<Review> Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    private Review One(int index) => new(_dice.Chance(90) ? "nasty" : "other", $"R{index:000}")
    {
        Version = 2,
        IsDeleted = _dice.Chance(4),
        Kind = _dice.Pick(Enum.GetValues<ReviewKind>()),
        ReviewedAt = _dice.At(start, days),
        Ticket = _dice.Chance(80) ? $"N{_dice.Below(300):0000}" : null,
        Scorecard = _dice.Maybe(["long", "short"]),
        Reviewee = _dice.Pick(NastyTeam.Agents),
        RevieweeTeam = _dice.Maybe(["north", "south"], 30),
        Reviewer = _dice.Maybe(NastyTeam.Agents),
        Channel = _dice.Maybe(["email", "phone"]),
        Topic = _dice.Maybe(["delivery", "returns", "size"]),
        Country = _dice.Maybe(["NL", "DE"]),
        Categories = [.. _dice.Shuffled(Categories).Take(_dice.Below(6)).Select(Category)],
    };

    private ReviewCategory Category(string key)
    {
        var (lowest, highest) = _dice.Pick([(0m, 100m), (1m, 5m), (0m, 1m), (-3m, 3m), (5m, 1m), (4m, 4m)]);
        return new ReviewCategory(key)
        {
            Version = 2,
            Score = _dice.Below(8) switch
            {
                0 => null,
                1 => lowest,
                2 => highest,
                3 => highest + 7,
                4 => lowest - 7,
                5 => (lowest + highest) / 2,
                _ => lowest + ((highest - lowest) * _dice.Below(101) / 100),
            },
            Lowest = lowest,
            Highest = highest,
            Weight = _dice.Pick([1m, 1m, 2m, 0.5m, 0m, -1m, 3.3m]),
            IsCritical = _dice.Chance(15),
        };
    }
}
