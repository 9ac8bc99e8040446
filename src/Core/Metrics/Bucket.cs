using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>One period of a series: what it is called, where it lies, and how far it can be known.</summary>
/// <param name="Label">Its name in answers.</param>
/// <param name="From">First local date.</param>
/// <param name="To">The local date after its last; not after <paramref name="From"/>: there is no such period.</param>
/// <param name="Hour">The local hour it is, when it is one.</param>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The instant after its last.</param>
/// <param name="Until">Rows from this instant on do not count: the end, the second after as_of, or where a comparison is cut.</param>
internal sealed record Bucket(string Label, LocalDate From, LocalDate To, int? Hour, Instant Start, Instant End, Instant Until)
{
    /// <summary>Some of it lies before as_of.</summary>
    public bool IsKnown => Start < Until;

    /// <summary>All of it is known.</summary>
    public bool IsWhole => Until >= End;

    /// <summary>A whole local day.</summary>
    public bool IsDay => Hour is null && To == From.PlusDays(1);

    /// <summary>The instant up to which ages run: the end, or the last second that counts.</summary>
    public Instant AgeEnd => IsWhole ? End : Until - Duration.FromSeconds(1);
}

/// <summary>Periods that do not overlap, in order of time; places in a series that follows another are the same.</summary>
/// <param name="Key">Names the series within a question.</param>
/// <param name="From">First local date of the range it cuts up.</param>
/// <param name="To">The local date after the range.</param>
internal sealed record BucketSeries(string Key, Grain Grain, LocalDate From, LocalDate To, IReadOnlyList<Bucket> Buckets);

/// <summary>Which figures are wanted: in these periods, broken down by these slices.</summary>
internal sealed record Frame(BucketSeries Series, IReadOnlyList<string> By)
{
    /// <summary>A slice whose filters do not hold here, because all its members have to be known; null: all filters hold.</summary>
    public string? Unfiltered { get; init; }

    public string Key => $"{Series.Key} by {string.Join(",", By)} but {Unfiltered}";
}
