using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>What support cost in a stretch of days; it is spread over them evenly.</summary>
[RecordKind("cost", "costs")]
public sealed record Cost(string Source, string Id) : StatedRecord(Source, Id)
{
    /// <summary>The first day.</summary>
    public required LocalDate FromOn { get; init; }

    /// <summary>The day after the last.</summary>
    public required LocalDate UntilOn { get; init; }

    public CostCategory Category { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>The currency (ISO 4217); null: the workspace's.</summary>
    public string? Currency { get; init; }

    /// <summary>The channel that it is for; null: all of them.</summary>
    public string? Channel { get; init; }

    /// <summary>The team that it is for; null: all of them.</summary>
    public string? Team { get; init; }
}

/// <summary>What money was spent on.</summary>
public enum CostCategory
{
    Salary,
    Overhead,
    Technology,
    Automation,
}

/// <summary>What one unit of a currency was worth in the workspace's on a day.</summary>
[RecordKind("rate", "rates")]
public sealed record ExchangeRate(string Source, string Id) : StatedRecord(Source, Id)
{
    /// <summary>The local date from which it holds, until the next one.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The currency that is converted (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>The currency that it is converted into (ISO 4217); null: the workspace's.</summary>
    public string? Into { get; init; }

    /// <summary>Units of the other currency for one unit.</summary>
    public required decimal Rate { get; init; }
}
