using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>How far a value can be trusted.</summary>
public enum ValueStatus
{
    Ok,

    /// <summary>Nothing to count: the value is null.</summary>
    NoData,

    /// <summary>Too few for a judgement; shown, as uncertain.</summary>
    Few,

    /// <summary>Withheld, because so few people are behind it.</summary>
    Suppressed,

    /// <summary>Answers on different scales: never pooled.</summary>
    MixedScales,

    /// <summary>Amounts in different currencies: never added.</summary>
    MixedCurrencies,

    /// <summary>The period begins before records are kept: nobody knows any more.</summary>
    NotKept,
}

/// <summary>The answer to a <see cref="MetricQuery"/>.</summary>
/// <param name="Query">The question as it was understood: zone and instant filled in.</param>
/// <param name="AsOf">Nothing after this instant counts.</param>
/// <param name="Rows">In the order of KPI as asked, period, slice.</param>
/// <param name="Statements">What ran, with its parameters.</param>
public sealed record MetricResult(
    MetricQuery Query, Instant AsOf, IReadOnlyList<MetricRow> Rows, IReadOnlyList<Store.SqlStatement> Statements)
{
    /// <summary>The guards of the KPIs asked for, in their order; empty unless the question asks for them.</summary>
    public IReadOnlyList<GuardAnswer> Guards { get; init; } = [];
}

/// <summary>A KPI that must not get worse while the one asked for gets better, in the same periods and slices.</summary>
/// <param name="Kpi">The KPI asked for.</param>
/// <param name="Guard">Its guard.</param>
/// <param name="Refused">Why it cannot be asked so, such as a slice that it lacks; null when it can.</param>
/// <param name="Rows">Its rows, like those of the answer; none when it was refused.</param>
public sealed record GuardAnswer(string Kpi, string Guard, string? Refused, IReadOnlyList<MetricRow> Rows);

/// <summary>One KPI in one period and one member of each slice.</summary>
public sealed record MetricRow
{
    public required string Kpi { get; init; }

    /// <summary>Id and version of the definition, such as <c>resolution_time@1</c>.</summary>
    public required string Definition { get; init; }

    /// <summary><c>2016-03</c>, <c>2016-W09</c>, <c>2016-03-01</c>, <c>2016-03-01T14</c>, <c>2016-Q1</c>, <c>2016</c> or <c>total</c>.</summary>
    public required string Period { get; init; }

    /// <summary>First local date of the period as far as the range reaches.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The local date after its last.</summary>
    public required LocalDate To { get; init; }

    /// <summary>The member of each slice asked for; null is a member of its own.</summary>
    public required IReadOnlyDictionary<string, string?> Slice { get; init; }

    /// <summary>Seconds, a fraction, a count or a score, not rounded; null: there is none.</summary>
    public double? Value { get; init; }

    public required MetricUnit Unit { get; init; }

    /// <summary>The clock of a duration; null for other units.</summary>
    public Clock? Clock { get; init; }

    /// <summary>How many rows the value stands on.</summary>
    public long? N { get; init; }
    public double? Numerator { get; init; }
    public double? Denominator { get; init; }

    /// <summary>Of durations, beside the median.</summary>
    public double? Mean { get; init; }

    /// <summary>Of durations, beside the median.</summary>
    public double? P90 { get; init; }

    /// <summary>The least, beside a median.</summary>
    public double? Min { get; init; }

    /// <summary>The most, beside a median.</summary>
    public double? Max { get; init; }

    /// <summary>Lower end of the 95 % interval, of rates and net promoter scores.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the 95 % interval, of rates and net promoter scores.</summary>
    public double? High { get; init; }

    /// <summary>Left out because their window is not over yet; null where there is no window.</summary>
    public long? Pending { get; init; }

    /// <summary>Left out for good (merged, deleted, spam, test), created in the period.</summary>
    public long? Excluded { get; init; }

    /// <summary>The period runs past <see cref="MetricResult.AsOf"/>.</summary>
    public bool Provisional { get; init; }
    public ValueStatus Status { get; init; }

    /// <summary>The target that applied at the period's end to what the row counts, for as long as the row is; null: none.</summary>
    public double? Target { get; init; }

    /// <summary>Where the value stands to the target.</summary>
    public TargetState TargetState { get; init; }

    /// <summary>How the rows of a duration or score are spread; null unless asked for, and for what has no spread.</summary>
    public IReadOnlyList<HistogramBin>? Histogram { get; init; }
    public MetricComparison? Compare { get; init; }
}

/// <summary>The same KPI in the period that it is compared with.</summary>
/// <param name="Change">The value less this one, in the value's unit; null when one of them is.</param>
/// <param name="IsBetter">The change goes in the KPI's good direction, or (false) in its bad one; null when there is no change, or no such direction.</param>
public sealed record MetricComparison(LocalDate From, LocalDate To, double? Value, long? N, double? Change, bool? IsBetter)
{
    /// <summary>Lower end of the 95 % interval, where the figure has one.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the 95 % interval, where the figure has one.</summary>
    public double? High { get; init; }
}

/// <summary>How many rows of a figure lie from <paramref name="From"/> up to, but not at, <paramref name="To"/>; null: without end.</summary>
public sealed record HistogramBin(double? From, double? To, long N);
