using Deskmeter.Metrics;

namespace Deskmeter.Quality;

/// <summary>
/// How far two reviewers agree on what they both judged. Cohen's kappa sets it against what chance would give: 0 is chance, 1 always the
/// same. Its interval is that of the large-sample variance of Fleiss, Cohen and Everitt (1969).
/// </summary>
public sealed record Agreement
{
    /// <summary>Of fewer, kappa and its interval say nothing.</summary>
    public const int Least = 10;

    private const double Z = 1.959963984540054;
    private const double SameWithin = 1e-9;

    /// <summary>How many both judged.</summary>
    public required int N { get; init; }

    /// <summary>How often they said the same.</summary>
    public required int Same { get; init; }

    /// <summary>The lower end of the 95 % interval of the share of <see cref="Same"/> (Wilson); null of none.</summary>
    public double? SameLow { get; init; }

    /// <summary>The upper end of that interval.</summary>
    public double? SameHigh { get; init; }

    /// <summary>
    /// Null of fewer than <see cref="Least"/>, and where one of them said the same of everything: chance then explains all there is, and
    /// kappa would be 0 however often they agree.
    /// </summary>
    public double? Kappa { get; init; }

    /// <summary>The lower end of kappa's 95 % interval.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of kappa's 95 % interval.</summary>
    public double? High { get; init; }

    /// <summary>How much more the second gave than the first, in the mean, of a scale from 0 to 1.</summary>
    public double? Difference { get; init; }

    /// <summary>Of answers without an order, such as yes and no: they are the same or not.</summary>
    public static Agreement OfNames(IReadOnlyList<(double First, double Second)> pairs) => Of(pairs, (first, second) => Math.Abs(first - second) < SameWithin ? 1 : 0);

    /// <summary>Of scores from 0 to 1: the nearer, the more they agree (linear weights).</summary>
    public static Agreement OfScores(IReadOnlyList<(double First, double Second)> pairs) => Of(pairs, (first, second) => 1 - Math.Abs(first - second));

    private static Agreement Of(IReadOnlyList<(double First, double Second)> pairs, Func<double, double, double> weight)
    {
        var same = pairs.Count(pair => Math.Abs(pair.First - pair.Second) < SameWithin);
        var share = Proportion.Of(same, pairs.Count);
        var plain = new Agreement
        {
            N = pairs.Count,
            Same = same,
            SameLow = share.Low,
            SameHigh = share.High,
            Difference = pairs.Count == 0 ? null : pairs.Average(pair => pair.Second - pair.First),
        };
        if (pairs.Count < Least) return plain;
        var (first, second) = (Shares(pairs.Select(pair => pair.First)), Shares(pairs.Select(pair => pair.Second)));
        if (first.Count == 1 || second.Count == 1) return plain;
        // What one answer of the first agrees in the mean with the answers of the second, and the other way about.
        var ofFirst = first.Keys.ToDictionary(answer => answer, answer => second.Sum(other => other.Value * weight(answer, other.Key)));
        var ofSecond = second.Keys.ToDictionary(answer => answer, answer => first.Sum(other => other.Value * weight(other.Key, answer)));
        var observed = pairs.Average(pair => weight(pair.First, pair.Second));
        var byChance = first.Sum(answer => answer.Value * ofFirst[answer.Key]);
        if (1 - byChance < SameWithin) return plain;
        var kappa = (observed - byChance) / (1 - byChance);
        var squares = pairs.Average(pair => Math.Pow(weight(pair.First, pair.Second) - ((ofFirst[pair.First] + ofSecond[pair.Second]) * (1 - kappa)), 2));
        var variance = Math.Max(0, squares - Math.Pow(kappa - (byChance * (1 - kappa)), 2)) / pairs.Count;
        var half = Z * Math.Sqrt(variance) / (1 - byChance);
        return plain with { Kappa = kappa, Low = Math.Max(-1, kappa - half), High = Math.Min(1, kappa + half) };
    }

    private static Dictionary<double, double> Shares(IEnumerable<double> answers)
    {
        var all = answers.ToList();
        return all.GroupBy(answer => answer).ToDictionary(group => group.Key, group => (double)group.Count() / all.Count);
    }
}
