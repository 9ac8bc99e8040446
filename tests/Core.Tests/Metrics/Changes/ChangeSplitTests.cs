using Deskmeter.Metrics.Changes;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Changes;

/// <summary>The split of a change into its parts, by hand and by chance.</summary>
public class ChangeSplitTests
{
    [Fact]
    public void A_member_that_got_slower_and_one_that_became_rarer_are_told_apart()
    {
        // Email: 6 of 10 at 100, then 8 of 10 at 120. Chat: 4 of 10 at 10, then 2 of 10 at 10. The mean went from 64 to 98; their mean is 81.
        var parts = ChangeSplit.OfFractions([("email", new(600, 6), new(960, 8)), ("chat", new(40, 4), new(20, 2))]);
        Told(
            [
                ("chat", ChangeKind.Mix, -0.2 * (10 - 81)), // 14.2: fewer of the fast ones
                ("email", ChangeKind.Rate, 0.7 * 20), // 14: at its mean weight
                ("email", ChangeKind.Mix, 0.2 * (110 - 81)), // 5.8: more of the slow ones
            ],
            parts);
        Assert.Equal(98 - 64, parts.Sum(part => part.Effect), 12);
    }

    [Fact]
    public void What_is_in_one_period_only_is_all_mix()
    {
        // Null: 5 of 10 at 20, then gone. New: 5 of 10 at 60. Rest: 5 of 10 at 40 in both. From 30 to 50; their mean is 40.
        var parts = ChangeSplit.OfFractions([(null, new(100, 5), default), ("new", default, new(300, 5)), ("rest", new(200, 5), new(200, 5))]);
        Told([(null, ChangeKind.Mix, -0.5 * (20 - 40)), ("new", ChangeKind.Mix, 0.5 * (60 - 40))], parts);
    }

    [Fact]
    public void A_numerator_without_a_denominator_is_a_change_of_its_own()
    {
        // Contacts of an order: phone had none to begin with, and brings 10 contacts to nobody's orders.
        var parts = ChangeSplit.OfFractions([("web", new(10, 10), new(10, 10)), ("phone", default, new(10, 0))]);
        Told([("phone", ChangeKind.Rate, 1)], parts);
    }

    [Fact]
    public void The_members_of_a_sum_bring_their_differences()
    {
        Told(
            [("a", ChangeKind.Amount, -7), (null, ChangeKind.Amount, 3)],
            ChangeSplit.OfAmounts([("a", 10, 3), (null, 0, 3), ("same", 4, 4)]));
    }

    [Fact]
    public void A_score_from_minus_to_plus_100_is_split_in_its_own_unit()
    {
        var parts = ChangeSplit.OfFractions([("a", new(2, 10), new(5, 10))], scale: 100);
        Told([("a", ChangeKind.Rate, 30)], parts);
    }

    [Fact]
    public void Nothing_is_split_of_nothing() => Assert.Empty(ChangeSplit.OfFractions([("a", default, new(5, 10))]));

    [Fact]
    public void Parts_always_add_up_to_the_change()
    {
        var random = new Random(20261118);
        for (var round = 0; round < 2000; round++)
        {
            var members = Enumerable.Range(0, random.Next(1, 12)).Select(index => ((string?)$"m{index}", Some(random), Some(random))).ToList();
            var (before, now) = (Whole(members.Select(each => each.Item2)), Whole(members.Select(each => each.Item3)));
            var parts = ChangeSplit.OfFractions(members);
            if (before is null || now is null) Assert.Empty(parts);
            else Assert.True(Math.Abs(parts.Sum(part => part.Effect) - (now.Value - before.Value)) <= 1e-9 * Math.Max(1, Math.Abs(now.Value) + Math.Abs(before.Value)));
        }
    }

    [Fact]
    public void Rounded_parts_add_up_too_and_stay_near_what_they_are()
    {
        Assert.Equal([34L, 33L, 33L], Apportionment.Round([100 / 3d, 100 / 3d, 100 / 3d], 100));
        Assert.Equal([30L, 10L, -1L], Apportionment.Round([29.6, 9.6, -0.6], 39));
        Assert.Empty(Apportionment.Round([], 3));
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 8)).Select(_ => (random.NextDouble() - 0.5) * 100).ToList();
            var before = random.NextDouble() * 1000;
            var whole = (long)Math.Round(before + parts.Sum()) - (long)Math.Round(before);
            var rounded = Apportionment.Round(parts, whole);
            Assert.Equal(whole, rounded.Sum());
            Assert.All(parts.Zip(rounded), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 2));
        }
    }

    [Fact]
    public void One_part_is_never_alone_in_the_rest()
    {
        var parts = Enumerable.Range(0, 7).Select(index => new ChangePart($"m{index}", ChangeKind.Amount, 7 - index)).ToList();
        Assert.Equal((6, 0), Counts(ChangeSplit.Largest([.. parts.Take(6)], 5)));
        Assert.Equal((5, 2), Counts(ChangeSplit.Largest(parts, 5)));
    }

    private static (int, int) Counts((IReadOnlyList<ChangePart> Largest, IReadOnlyList<ChangePart> Smaller) parts) => (parts.Largest.Count, parts.Smaller.Count);

    private static Fraction Some(Random random) => random.Next(4) switch
    {
        0 => default,
        1 => new Fraction(random.Next(0, 50), 0),
        _ => new Fraction(random.NextDouble() * 10_000, random.Next(1, 500)),
    };

    private static double? Whole(IEnumerable<Fraction> parts)
    {
        var all = parts.ToList();
        var denominator = all.Sum(part => part.Denominator);
        return denominator == 0 ? null : all.Sum(part => part.Numerator) / denominator;
    }

    private static void Told(IReadOnlyList<(string? Member, ChangeKind Kind, double Effect)> expected, IReadOnlyList<ChangePart> parts)
    {
        Assert.Equal(expected.Select(part => (part.Member, part.Kind)), parts.Select(part => (part.Member, part.Kind)));
        Assert.All(expected.Zip(parts), pair => Assert.Equal(pair.First.Effect, pair.Second.Effect, 10));
    }
}
