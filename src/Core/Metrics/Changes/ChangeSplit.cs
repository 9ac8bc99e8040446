namespace Deskmeter.Metrics.Changes;

/// <summary>Numerator and denominator of one member in one period; of a mean the sum and how many rows it is over.</summary>
internal readonly record struct Fraction(double Numerator, double Denominator);

/// <summary>Splits the change of a figure into what its members did to it. The parts always add up to the change.</summary>
internal static class ChangeSplit
{
    /// <summary>Of a count or a sum: what each member has more or less.</summary>
    public static IReadOnlyList<ChangePart> OfAmounts(IEnumerable<(string? Member, double Before, double Now)> members) =>
        Sorted(members.Select(member => new ChangePart(member.Member, ChangeKind.Amount, member.Now - member.Before)));

    /// <summary>
    /// Of a ratio, share or mean: for each member what its own change did, at its mean weight, and what its change of weight did, by how far
    /// its mean figure is from the whole's. What was in one period only has no change of its own: it is all mix.
    /// </summary>
    /// <param name="scale">What the ratio is multiplied with: 100 for a score of -100 to 100.</param>
    public static IReadOnlyList<ChangePart> OfFractions(IReadOnlyList<(string? Member, Fraction Before, Fraction Now)> members, double scale = 1)
    {
        var (before, now) = (Sum(members.Select(member => member.Before)), Sum(members.Select(member => member.Now)));
        if (before.Denominator == 0 || now.Denominator == 0) return [];
        var centre = ((before.Numerator / before.Denominator) + (now.Numerator / now.Denominator)) / 2;
        var parts = new List<ChangePart>();
        foreach (var (member, past, present) in members)
        {
            var shift = (present.Denominator / now.Denominator) - (past.Denominator / before.Denominator);
            var (was, isNow) = (Rate(past) ?? Rate(present) ?? centre, Rate(present) ?? Rate(past) ?? centre);
            var mix = shift * (((was + isNow) / 2) - centre);
            // Tricky: what the member adds in all, less the mix, is its mean weight times its own change, and holds for a member without a denominator too.
            var all = (present.Numerator / now.Denominator) - (past.Numerator / before.Denominator) - (shift * centre);
            if (!IsLastBits(all - mix, all, mix)) parts.Add(new ChangePart(member, ChangeKind.Rate, scale * (all - mix)));
            parts.Add(new ChangePart(member, ChangeKind.Mix, scale * mix));
        }

        return Sorted(parts);
    }

    /// <summary>The largest parts, and what all others do together.</summary>
    /// <param name="most">How many stand by themselves at the most; one that would be alone in the rest stands by itself too.</param>
    public static (IReadOnlyList<ChangePart> Largest, IReadOnlyList<ChangePart> Smaller) Largest(IReadOnlyList<ChangePart> parts, int most) =>
        parts.Count <= most + 1 ? (parts, []) : ([.. parts.Take(most)], [.. parts.Skip(most)]);

    private static List<ChangePart> Sorted(IEnumerable<ChangePart> parts) =>
        [.. parts.Where(part => part.Effect != 0).OrderByDescending(part => Math.Abs(part.Effect)).ThenBy(part => part.Member, StringComparer.Ordinal).ThenBy(part => part.Kind)];

    private static Fraction Sum(IEnumerable<Fraction> fractions) =>
        fractions.Aggregate(default(Fraction), (sum, part) => new Fraction(sum.Numerator + part.Numerator, sum.Denominator + part.Denominator));

    private static double? Rate(Fraction fraction) => fraction.Denominator == 0 ? null : fraction.Numerator / fraction.Denominator;

    /// <summary>A difference that only comes from the last bits of its two sides is none.</summary>
    private static bool IsLastBits(double difference, double one, double other) => Math.Abs(difference) <= 1e-12 * Math.Max(Math.Abs(one), Math.Abs(other));
}
