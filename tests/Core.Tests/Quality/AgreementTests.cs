using Deskmeter.Quality;
using Xunit;

namespace Deskmeter.Core.Tests.Quality;

public class AgreementTests
{
    /// <summary>
    /// Siskel's (rows) and Ebert's (columns) ratings of 160 films, con, mixed and pro: Agresti and Winner, "Evaluating Agreement and
    /// Disagreement among Movie Reviewers", Chance 10(2), 1997, pages 10 to 14.
    /// </summary>
    private static readonly int[][] Films = [[24, 8, 13], [8, 13, 11], [10, 9, 64]];

    /// <summary>A table as pairs of scores from 0 to 1.</summary>
    private static List<(double First, double Second)> Pairs(int[][] table) =>
    [
        .. from row in Enumerable.Range(0, table.Length)
           from column in Enumerable.Range(0, table.Length)
           from _ in Enumerable.Range(0, table[row][column])
           select (row / (table.Length - 1.0), column / (table.Length - 1.0)),
    ];

    [Fact]
    public void Kappa_of_the_film_reviewers_is_as_published()
    {
        // 101 of 160 alike; by chance (45*42 + 32*30 + 83*88) / 160^2 = 0.396641: (0.63125 - 0.396641) / 0.603359.
        var agreement = Agreement.OfNames(Pairs(Films));
        Assert.Equal((160, 101), (agreement.N, agreement.Same));
        Assert.Equal(0.3888, agreement.Kappa!.Value, 4);
        // Standard error 0.0598.
        Assert.Equal((0.2716, 0.5060), (Math.Round(agreement.Low!.Value, 4), Math.Round(agreement.High!.Value, 4)));
    }

    [Fact]
    public void Weighted_kappa_of_the_film_reviewers_is_as_published()
    {
        // A film apart by one step counts half: (101 + 36/2) / 160 = 0.74375; by chance 0.552891.
        var agreement = Agreement.OfScores(Pairs(Films));
        Assert.Equal(0.4269, agreement.Kappa!.Value, 4);
        Assert.Equal((0.3024, 0.5513), (Math.Round(agreement.Low!.Value, 4), Math.Round(agreement.High!.Value, 4)));
        // Ebert gave a step more 8 + 11 times and two 13 times, a step less 8 + 9 times and two 10 times: (19/2 + 13 - 17/2 - 10) / 160.
        Assert.Equal(0.025, agreement.Difference!.Value, 12);
    }

    [Fact]
    public void Kappa_of_the_diagnoses_is_as_published()
    {
        // A hundred diagnoses by two raters in Fleiss, "Statistical Methods for Rates and Proportions": 0.89 alike, 0.66 by chance.
        var agreement = Agreement.OfNames(Pairs([[75, 1, 4], [5, 4, 1], [0, 0, 10]]));
        Assert.Equal(0.23 / 0.34, agreement.Kappa!.Value, 12);
    }

    [Fact]
    public void Of_two_answers_weights_change_nothing()
    {
        // 35 of 50 alike, a half by chance: (0.7 - 0.5) / 0.5.
        var pairs = Pairs([[20, 5], [10, 15]]);
        Assert.Equal(0.4, Agreement.OfNames(pairs).Kappa!.Value, 12);
        Assert.Equal(Agreement.OfNames(pairs).Kappa!.Value, Agreement.OfScores(pairs).Kappa!.Value, 12);
    }

    [Fact]
    public void Of_few_and_of_one_and_the_same_answer_there_is_no_kappa()
    {
        var few = Agreement.OfScores(Pairs([[5, 1], [0, 3]]));
        Assert.Equal((9, 8, null), (few.N, few.Same, few.Kappa));
        Assert.InRange(few.SameLow!.Value, 0.5, 0.6);
        var same = Agreement.OfScores(Pairs([[40, 0], [0, 0]]));
        Assert.Equal((40, 40, null, 0.0), (same.N, same.Same, same.Kappa, same.Difference));
        // 98 of 100 alike, but the second never said yes: by chance 98 % too, so that kappa would be 0 with an interval of no width.
        var oneSided = Agreement.OfNames(Pairs([[98, 0], [2, 0]]));
        Assert.Equal((100, 98, null), (oneSided.N, oneSided.Same, oneSided.Kappa));
        var none = Agreement.OfNames([]);
        Assert.Equal((0, null, null), (none.N, none.SameLow, none.Difference));
    }

    [Fact]
    public void Who_always_agree_have_a_kappa_of_1_and_who_always_differ_of_minus_1()
    {
        var alike = Agreement.OfScores(Pairs([[10, 0], [0, 10]]));
        Assert.Equal((1.0, 1.0, 1.0), (alike.Kappa, alike.Low, alike.High));
        Assert.Equal(-1, Agreement.OfScores(Pairs([[0, 10], [10, 0]])).Kappa!.Value, 12);
    }
}
