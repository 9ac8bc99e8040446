using Deskmeter.Helpdesk;

namespace Deskmeter.Quality;

/// <summary>What reviewers fill in: categories, how much each counts, and which of them fail a review as a whole.</summary>
/// <param name="Name">Known by it in reviews.</param>
/// <param name="Categories">In the order in which they are filled in.</param>
public sealed record Scorecard(string Name, IReadOnlyList<ScorecardCategory> Categories)
{
    /// <summary>The one that is there before anybody writes one. Its categories are those that KPIs name.</summary>
    public static Scorecard Shipped { get; } = new("Conversations",
    [
        new("procedure") { Weight = 2 },
        new("policy"),
        new("tone") { Weight = 2 },
        new("empathy") { Weight = 2 },
        new("solution") { Weight = 3, IsCritical = true },
    ]);

    /// <summary>The card that a review was made by, as far as it can be told from the review.</summary>
    public static Scorecard Of(string name, Review review) => new(name,
    [
        .. review.Categories.Where(category => category.Highest > category.Lowest).Select(category => new ScorecardCategory(category.Key)
        {
            Lowest = category.Lowest,
            Highest = category.Highest,
            Weight = category.Weight,
            IsCritical = category.IsCritical,
        }),
    ]);
}

/// <summary>One category of a scorecard.</summary>
/// <param name="Key">Its word in figures, such as <c>tone</c>.</param>
public sealed record ScorecardCategory(string Key)
{
    /// <summary>A scale with more steps than these is written as a number.</summary>
    public const int MostSteps = 11;

    public decimal Lowest { get; init; } = 1;

    public decimal Highest { get; init; } = 5;

    public decimal Weight { get; init; } = 1;

    /// <summary>Less than half of it makes the whole review 0.</summary>
    public bool IsCritical { get; init; }

    /// <summary>What a reviewer looks at, in a sentence; null where the card says nothing.</summary>
    public string? How { get; init; }

    /// <summary>The scores that can be given, from the lowest; empty where the scale is too fine for a choice.</summary>
    public IReadOnlyList<decimal> Steps =>
        Lowest % 1 == 0 && Highest % 1 == 0 && Highest - Lowest < MostSteps ? [.. Enumerable.Range(0, (int)(Highest - Lowest) + 1).Select(step => Lowest + step)] : [];

    /// <summary>The category of a review with this score; null: not applicable.</summary>
    public ReviewCategory Given(decimal? score, long version) => new(Key)
    {
        Version = version,
        Score = score,
        Lowest = Lowest,
        Highest = Highest,
        Weight = Weight,
        IsCritical = IsCritical,
    };
}
