using System.Globalization;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Something that a key may count.</summary>
/// <param name="At">The second that places it in a period.</param>
/// <param name="Slices">The values that it has of a slice.</param>
internal sealed record ReferenceRow(long At, Func<string, IReadOnlyList<string?>> Slices)
{
    /// <summary>Of a stock: when it left.</summary>
    public long? Until { get; init; }

    /// <summary>What is added up, or of which the median is taken; null leaves the figure.</summary>
    public double? Number { get; init; }

    /// <summary>Money that is added up; null leaves the figure.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What the sum is divided by, added up likewise; null adds nothing.</summary>
    public double? Weight { get; init; }

    /// <summary>Of a share; null leaves the figure.</summary>
    public bool? Yes { get; init; }

    /// <summary>Of which the different ones are counted; null is none.</summary>
    public string? Word { get; init; }

    /// <summary>Of which the different ones are counted beside it.</summary>
    public string? Other { get; init; }

    public static ReferenceRow Of(ReferenceTicket ticket, long at, (string? Agent, string? Team) who) => new(at, slice => slice switch
    {
        "agent" => [who.Agent],
        "team" => [who.Team],
        "hour" => [Local(ticket.Zone, at).Hour.ToString(CultureInfo.InvariantCulture)],
        "weekday" => [((int)Local(ticket.Zone, at).DayOfWeek).ToString(CultureInfo.InvariantCulture)],
        _ => ticket.Slice(slice),
    });

    /// <summary>Of a record that is no ticket.</summary>
    /// <param name="say">What it says of the slices that are neither of time nor of whoever it is counted for.</param>
    public static ReferenceRow Of(
        ReferenceShop shop, long at, (string? Agent, string? Team) who, Func<string, IReadOnlyList<string?>> say) => new(at, slice => slice switch
    {
        "agent" => [who.Agent],
        "team" or "agent_team" => [who.Team],
        "hour" or "weekday" => [ReferenceSlices.OfTime(shop, at, slice)],
        _ => say(slice),
    });

    private static LocalDateTime Local(DateTimeZone zone, long at) => Instant.FromUnixTimeSeconds(at).InZone(zone).LocalDateTime;
}

/// <summary>The value of a key, and what it stands on as far as the reference says.</summary>
internal sealed record ReferenceFigure(double? Value, long? N = null)
{
    public double? Numerator { get; init; }

    public double? Denominator { get; init; }

    public double? Mean { get; init; }

    public double? P90 { get; init; }

    public long? Pending { get; init; }

    /// <summary>There is something to say, and it is not said: it is of several scales, or of too few people.</summary>
    public bool IsWithheld { get; init; }

    public static ReferenceFigure Withheld { get; } = new((double?)null) { IsWithheld = true };

    public static ReferenceFigure operator +(ReferenceFigure left, ReferenceFigure right) => new(left.Value + right.Value);

    public static ReferenceFigure operator -(ReferenceFigure left, ReferenceFigure right) => new(left.Value - right.Value);

    public static ReferenceFigure operator *(ReferenceFigure left, ReferenceFigure right) => new(left.Value * right.Value);

    /// <summary>Null over 0.</summary>
    public static ReferenceFigure operator /(ReferenceFigure left, ReferenceFigure right) =>
        new(right.Value == 0 ? null : left.Value / right.Value) { Numerator = left.Value, Denominator = right.Value };
}

/// <summary>What is asked of a key.</summary>
/// <param name="Start">The first second of the period.</param>
/// <param name="End">The second after its last.</param>
/// <param name="AsOf">The last second that counts.</param>
/// <param name="Where">Which member of a slice; all must hold.</param>
/// <param name="By">How many of them, the last ones, say which row of a breakdown it is; the others are filters.</param>
internal sealed record ReferenceQuestion(long Start, long End, long AsOf, bool IsBusiness, IReadOnlyList<(string Slice, string? Member)> Where, int By = 0)
{
    /// <summary>The slices that were asked for; a figure of several scales is parted by them too.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    public IReadOnlyList<(string Slice, string? Member)> Filters => [.. Where.Take(Where.Count - By)];

    /// <summary>The second after the last of the period that counts.</summary>
    public long Until => Math.Min(End, AsOf + 1);

    /// <summary>Some of the period lies before as-of.</summary>
    public bool IsKnown => Start <= AsOf;

    /// <summary>What ages run up to: the end of the period, or as-of.</summary>
    public long AgeEnd => End <= AsOf + 1 ? End : AsOf;

    public bool Holds(ReferenceRow row) => Where.All(one => row.Slices(one.Slice).Contains(one.Member));
}

/// <summary>Aggregates over rows, as one would write them down.</summary>
internal static class ReferenceMeasures
{
    public static ReferenceFigure Count(IReadOnlyList<ReferenceRow> rows) => new(rows.Count, rows.Count);

    public static ReferenceFigure Distinct(IReadOnlyList<ReferenceRow> rows) =>
        new(rows.Select(row => row.Word).OfType<string>().Distinct().Count(), rows.Count(row => row.Word is not null));

    /// <summary>Different words over different other words.</summary>
    public static ReferenceFigure DistinctOverDistinct(IReadOnlyList<ReferenceRow> rows)
    {
        var others = rows.Select(row => row.Other).OfType<string>().Distinct().Count();
        return Distinct(rows) / new ReferenceFigure(others);
    }

    /// <summary>Different words of which it is ever so, over all different words.</summary>
    public static ReferenceFigure DistinctShare(IReadOnlyList<ReferenceRow> rows)
    {
        var all = Distinct(rows);
        return (Distinct([.. rows.Where(row => row.Yes == true)]) / all) with { N = all.N };
    }

    public static ReferenceFigure Share(IReadOnlyList<ReferenceRow> rows)
    {
        var (yes, all) = (rows.Count(row => row.Yes == true), rows.Count(row => row.Yes is not null));
        return new ReferenceFigure(all == 0 ? null : (double)yes / all, all) { Numerator = yes, Denominator = all };
    }

    public static ReferenceFigure Sum(IReadOnlyList<ReferenceRow> rows)
    {
        var numbers = Numbers(rows);
        return new ReferenceFigure(numbers.Count == 0 ? null : Total(numbers), numbers.Count);
    }

    public static ReferenceFigure Money(IReadOnlyList<ReferenceRow> rows)
    {
        var amounts = rows.Select(row => row.Amount).OfType<decimal>().ToList();
        return new ReferenceFigure(amounts.Count == 0 ? null : (double)amounts.Sum(), amounts.Count);
    }

    /// <summary>One sum over another; null where nothing is in either.</summary>
    public static ReferenceFigure SumOverSum(IReadOnlyList<ReferenceRow> rows)
    {
        var weights = rows.Select(row => row.Weight).OfType<double>().ToList();
        return Sum(rows) / new ReferenceFigure(weights.Count == 0 ? null : weights.Sum());
    }

    /// <summary>Of 0 to 10: those from 9 on less those up to 6, of a hundred.</summary>
    public static ReferenceFigure Promoters(IReadOnlyList<ReferenceRow> rows)
    {
        var numbers = Numbers(rows);
        var net = numbers.Count(number => number >= 9) - numbers.Count(number => number <= 6);
        return new ReferenceFigure(numbers.Count == 0 ? null : 100.0 * net / numbers.Count, numbers.Count) { Numerator = net, Denominator = numbers.Count };
    }

    public static ReferenceFigure Max(IReadOnlyList<ReferenceRow> rows)
    {
        var numbers = Numbers(rows);
        return new ReferenceFigure(numbers.Count == 0 ? null : numbers.Max(), numbers.Count);
    }

    public static ReferenceFigure Mean(IReadOnlyList<ReferenceRow> rows)
    {
        var numbers = Numbers(rows);
        return numbers.Count == 0 ? new ReferenceFigure(null, 0) : new ReferenceFigure(Total(numbers) / numbers.Count, numbers.Count);
    }

    public static ReferenceFigure Median(IReadOnlyList<ReferenceRow> rows)
    {
        var numbers = Numbers(rows);
        if (numbers.Count == 0) return new ReferenceFigure(null, 0);
        return new ReferenceFigure(Percentile(numbers, 0.5), numbers.Count) { Mean = Total(numbers) / numbers.Count, P90 = Percentile(numbers, 0.9) };
    }

    /// <summary>Between the two nearest of the numbers, in order.</summary>
    public static double Percentile(IEnumerable<double> numbers, double fraction)
    {
        var sorted = numbers.Order().ToList();
        var place = fraction * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        return below + 1 < sorted.Count ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>Fractions are added up with twelve places.</summary>
    private static double Total(IEnumerable<double> numbers) => (double)numbers.Sum(number => Math.Round((decimal)number, 12));

    private static List<double> Numbers(IReadOnlyList<ReferenceRow> rows) => [.. rows.Select(row => row.Number).OfType<double>()];
}
