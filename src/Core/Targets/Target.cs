using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Targets;

/// <summary>Over how long a target is to be reached.</summary>
public enum TargetPeriod
{
    Month,
    Quarter,
    Year,
}

/// <summary>What somebody set: from a date on, a KPI is to reach a value each month, quarter or year. Never changed, only followed by another.</summary>
public sealed record Target
{
    public required string Kpi { get; init; }

    /// <summary>The one member that it is for, such as <c>channel=email</c>; null: everything.</summary>
    public Filter? Of { get; init; }

    public TargetPeriod Period { get; init; }

    /// <summary>In the KPI's unit (seconds, a fraction, ..); null: from then on there is no target.</summary>
    public double? Value { get; init; }

    /// <summary>Who answers for it; null: nobody was named.</summary>
    public string? Owner { get; init; }

    /// <summary>The first local date on which it applies, up to the date of the one that follows.</summary>
    public required LocalDate ValidFrom { get; init; }

    /// <summary>What is one line of history: the values of one KPI, member and period follow each other.</summary>
    public (string Kpi, string Of, TargetPeriod Period) Line => (Kpi, Of is null ? "" : FilterText.Write(Of), Period);
}
