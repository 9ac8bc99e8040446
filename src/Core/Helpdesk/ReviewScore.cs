namespace Deskmeter.Helpdesk;

/// <summary>What a review comes to. The facts, the scorecard that is being filled in and the comparison of two reviewers all ask here.</summary>
public static class ReviewScore
{
    private const decimal CriticalLeast = 0.5m;

    /// <summary>
    /// From 0 to 1 where a category's score lies between the lowest and the highest, beyond which nothing counts; null when it is not applicable.
    /// </summary>
    public static decimal? Of(ReviewCategory category) =>
        category.Score is { } score && category.Highest > category.Lowest
            ? Math.Clamp((score - category.Lowest) / (category.Highest - category.Lowest), 0, 1)
            : null;

    /// <summary>From 0 to 1: the weighted mean of the categories that apply, 0 when a critical one is under a half; null when none has a weight.</summary>
    public static decimal? Of(IReadOnlyCollection<ReviewCategory> categories)
    {
        if (categories.Any(IsCriticalError)) return 0;
        var (sum, weights) = (0m, 0m);
        foreach (var category in categories.OrderBy(category => category.Key, StringComparer.Ordinal))
        {
            if (Of(category) is not { } score) continue;
            (sum, weights) = (sum + (score * WeightOf(category)), weights + WeightOf(category));
        }

        return weights == 0 ? null : sum / weights;
    }

    /// <summary>How much a category counts; never less than nothing.</summary>
    public static decimal WeightOf(ReviewCategory category) => Math.Max(0, category.Weight);

    /// <summary>A critical category that applies and is under a half.</summary>
    public static bool IsCriticalError(ReviewCategory category) => category.IsCritical && Of(category) < CriticalLeast;

    /// <summary>A critical category is under a half; null when no category applies.</summary>
    public static bool? HasCriticalError(IReadOnlyCollection<ReviewCategory> categories) =>
        categories.Any(category => Of(category) is not null) ? categories.Any(IsCriticalError) : null;
}
