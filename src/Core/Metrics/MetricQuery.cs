using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>How long a row's periods are.</summary>
public enum Grain
{
    Hour,
    Day,

    /// <summary>ISO week, Monday to Sunday.</summary>
    Week,
    Month,
    Quarter,
    Year,

    /// <summary>One row for the whole range.</summary>
    Total,
}

/// <summary>Which seconds count.</summary>
public enum Clock
{
    Calendar,
    Business,
}

/// <summary>What a range is compared with.</summary>
public enum Compare
{
    None,

    /// <summary>As many whole months, quarters or years before; otherwise as many days before.</summary>
    Previous,

    /// <summary>The same dates a year before.</summary>
    Year,
}

/// <summary>Rows whose <paramref name="Slice"/> is (or, negated, is not) one of the values; a null value means "has none".</summary>
public sealed record Filter(string Slice, IReadOnlyList<string?> Values, bool IsNegated = false);

/// <summary>
/// One question: the same record is the URL, the tile, the command line's arguments and the export, so that two pages can never
/// show two numbers.
/// </summary>
public sealed record MetricQuery
{
    /// <summary>Keys of the catalogue, in the order the answer keeps.</summary>
    public required IReadOnlyList<string> Kpis { get; init; }

    /// <summary>First local date.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The local date after the last.</summary>
    public required LocalDate To { get; init; }

    public Grain Grain { get; init; } = Grain.Total;

    /// <summary>Slices to break down by.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Filters, all of which must hold.</summary>
    public IReadOnlyList<Filter> Where { get; init; } = [];

    /// <summary>IANA zone of the local dates; null: the workspace's.</summary>
    public string? Zone { get; init; }

    public Clock Clock { get; init; } = Clock.Calendar;

    public Compare Compare { get; init; } = Compare.None;

    /// <summary>The guards of each KPI are answered beside it.</summary>
    public bool Guards { get; init; }

    /// <summary>Durations and scores are answered with how they are spread.</summary>
    public bool Histogram { get; init; }

    /// <summary>The instant up to which is counted; null: now, or the newest event of a folder filled only from files.</summary>
    public Instant? AsOf { get; init; }

    /// <summary>Settings of KPIs for this question, such as <c>window = 3d</c>.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Filters of which each list is a member of the slice <see cref="SelectionWord"/>; a row counts in every one that it passes.</summary>
    internal IReadOnlyList<IReadOnlyList<Filter>> Selections { get; init; } = [];

    /// <summary>The slice of <see cref="Selections"/>, whose members are their places.</summary>
    internal const string SelectionWord = "selection";
}
