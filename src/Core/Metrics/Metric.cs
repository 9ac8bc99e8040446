using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics;

/// <summary>What a value is measured in.</summary>
public enum MetricUnit
{
    Count,

    /// <summary>Seconds.</summary>
    Duration,

    /// <summary>A fraction: 0.5 is 50 %.</summary>
    Rate,

    /// <summary>A plain number, such as messages per ticket.</summary>
    Ratio,
    Score,
    Money,

    /// <summary>Hour of the day, 0 to 23.</summary>
    Hour,

    /// <summary>ISO day of the week, 1 (Monday) to 7.</summary>
    Weekday,
}

/// <summary>Which direction is good.</summary>
public enum Better
{
    /// <summary>Context: never judged.</summary>
    Neither,
    Higher,
    Lower,
}

/// <summary>Which date places a fact's row in a period.</summary>
public abstract record Dating
{
    private Dating()
    {
    }

    /// <summary>The row counts in the period of one anchor.</summary>
    public sealed record At(string Anchor) : Dating;

    /// <summary>A stock at each period's end: rows with from &lt; end and (until null or until &gt;= end).</summary>
    public sealed record Between(string From, string Until) : Dating;

    /// <summary>The state at as_of; the range is ignored.</summary>
    public sealed record Now : Dating;
}

/// <summary>Which periods a KPI can be asked for.</summary>
public enum PeriodRule
{
    Any,

    /// <summary>Each period begins and ends with a month.</summary>
    WholeMonths,

    /// <summary>Each period is one month.</summary>
    Month,
}

/// <summary>A typed setting of a KPI, such as <c>window: 7d</c>; durations are seconds.</summary>
public sealed record MetricParameter(string Name, double Default, bool IsDuration);

/// <summary>One KPI, as its file in the catalogue says. Either <see cref="Measure"/> (over one fact) or <see cref="Formula"/> is set.</summary>
public sealed record Metric
{
    public required string Id { get; init; }

    /// <summary>Grows when the definition changes; with the id it names the definition.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The folder of its file: speed, volume, resolution, ...</summary>
    public required string Family { get; init; }

    /// <summary>The fact's name; null for a formula.</summary>
    public string? Fact { get; init; }
    public Dating? DatedBy { get; init; }

    /// <summary>
    /// The actor whom the slices <c>agent</c> and <c>team</c> mean; null: the KPI has no such slices. A formula takes over the actor
    /// that all its parts share, and has no such slices when they mean different people.
    /// </summary>
    public string? Attribution { get; init; }
    public Node? Measure { get; init; }
    public Node? Where { get; init; }
    public Node? Formula { get; init; }

    /// <summary>Measure, condition and formula as written, for people.</summary>
    public string MeasureText { get; init; } = "";
    public string? WhereText { get; init; }
    public required MetricUnit Unit { get; init; }
    public Better Better { get; init; }

    /// <summary>The clocks it can be asked for; the first is its own. Empty: no clock.</summary>
    public IReadOnlyList<Clock> Clocks { get; init; } = [];
    public IReadOnlyList<MetricParameter> Parameters { get; init; } = [];

    /// <summary>Rows younger than this at as_of are pending: a parameter or a duration; null: none.</summary>
    public Node? MaturesAfter { get; init; }

    public PeriodRule Periods { get; init; }

    /// <summary>A breakdown's own slice, used when a query names none.</summary>
    public string? By { get; init; }

    /// <summary>A column whose values are never pooled.</summary>
    public string? NotPooled { get; init; }

    /// <summary>Fewer than this are withheld.</summary>
    public int? MinGroup { get; init; }

    /// <summary>Fewer than this are shown as uncertain.</summary>
    public int MinSample { get; init; } = 30;

    /// <summary>The shipped target, in the unit of the value; null: none.</summary>
    public double? Target { get; init; }

    /// <summary>Where the target comes from.</summary>
    public string? TargetSource { get; init; }

    /// <summary>KPIs that belong beside this one.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>KPIs that must not get worse while this one gets better.</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>Additive over the members of a slice that has one value a row: parts add up to the total.</summary>
    public bool IsAdditive { get; init; }

    /// <summary>It lies above or below zero, as promoters less detractors do.</summary>
    public bool IsDifference => Formula is BinaryNode { Operator: BinaryOperator.Subtract } || Measure is AggregateNode { Function: AggregateFunction.Nps };

    /// <summary>A count or a sum: of a part of the rows it is smaller.</summary>
    public bool IsAmount { get; init; }

    /// <summary>Grows with the length of its period: a month has about 30 times what a day has. Neither a stock nor a ratio does.</summary>
    public bool Accumulates { get; init; }

    /// <summary>Where the definition comes from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The language of a text that names none.</summary>
    public const string Standard = "en";

    /// <summary>The file is a workspace's own, not a shipped one.</summary>
    public bool IsOwn { get; init; }

    /// <summary>A workspace's own KPI brings its name along, by language; empty for a shipped one, whose texts are in the language files.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>A workspace's own definition in words, by language.</summary>
    public IReadOnlyDictionary<string, string> Definitions { get; init; } = new Dictionary<string, string>();

    /// <summary>A workspace's own name, in English or the first language it has; null for a shipped KPI.</summary>
    public string? Name => In(Names, Standard);

    /// <summary>A workspace's own definition, in English or the first language it has.</summary>
    public string? Description => In(Definitions, Standard);

    /// <summary>A workspace's own name in a language, or in another that it has.</summary>
    public string? NameIn(string language) => In(Names, language);

    /// <summary>A workspace's own definition in a language, or in another that it has.</summary>
    public string? DescriptionIn(string language) => In(Definitions, language);

    private static string? In(IReadOnlyDictionary<string, string> texts, string language) =>
        texts.TryGetValue(language, out var text) || texts.TryGetValue(Standard, out text) ? text : texts.Values.FirstOrDefault();
}
