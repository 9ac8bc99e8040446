namespace Deskmeter.Metrics;

/// <summary>The finished value of one KPI in one period and one member of each slice, with what it stands on.</summary>
internal readonly record struct Figure
{
    public double? Value { get; init; }
    public long? N { get; init; }
    public double? Numerator { get; init; }
    public double? Denominator { get; init; }
    public double? Mean { get; init; }
    public double? P90 { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }
    public long? Pending { get; init; }

    /// <summary>How many rows are in each of <see cref="HistogramBins"/>; null: not asked for.</summary>
    public IReadOnlyList<double>? Bins { get; init; }

    /// <summary>Why there is no value although there are rows; null: nothing is withheld.</summary>
    public ValueStatus? Withheld { get; init; }

    /// <summary>Something was counted here, or waits to be.</summary>
    public bool IsSeen => N > 0 || Pending > 0 || Withheld is not null;

    /// <summary>A value that is withheld, with nothing that lets it be guessed.</summary>
    public static Figure Without(ValueStatus reason) => new() { Withheld = reason };
}

/// <summary>The member of each slice that a figure is of; null is a member of its own.</summary>
internal sealed class Member : IEquatable<Member>
{
    private readonly int _hash;

    public Member(IReadOnlyList<string?> values)
    {
        Values = values;
        var hash = default(HashCode);
        foreach (var value in values) hash.Add(value, StringComparer.Ordinal);
        _hash = hash.ToHashCode();
    }

    /// <summary>Of a figure without slices.</summary>
    public static Member All { get; } = new([]);

    public IReadOnlyList<string?> Values { get; }

    /// <summary>The members of the first <paramref name="count"/> slices.</summary>
    public Member First(int count) => new([.. Values.Take(count)]);

    public bool Equals(Member? other) => other is not null && _hash == other._hash && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as Member);

    public override int GetHashCode() => _hash;
}

/// <summary>The figures of one KPI over a frame.</summary>
/// <param name="At">The figure of a place in the frame's periods and of a member; of one never seen: counts 0, the rest null.</param>
/// <param name="Members">Every member that was seen.</param>
internal sealed record Series(Func<int, Member, Figure> At, IReadOnlySet<Member> Members)
{
    /// <summary>Of a KPI whose rows are never pooled: its figures by that column's value.</summary>
    public Func<int, Member, IReadOnlyList<(string? Value, Figure Figure)>> Split { get; init; } = (_, _) => [];
}
