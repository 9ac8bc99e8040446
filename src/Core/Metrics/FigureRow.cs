using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>One of the rows that a figure is made of, or that it leaves out, named by its record.</summary>
public sealed record FigureRow
{
    /// <summary>The record's kind: <c>ticket</c>, <c>call</c>, ...; <c>customer</c> or <c>agent_day</c> for a row that no single record gives.</summary>
    public required string Kind { get; init; }

    /// <summary>The record's source; null of a row that no single record gives.</summary>
    public string? Source { get; init; }

    /// <summary>The source's own id.</summary>
    public required string Id { get; init; }

    /// <summary>The instant that placed it in the period; of a stock, when it entered.</summary>
    public Instant? At { get; init; }

    /// <summary>What the row brings along: seconds, 1 or 0 for a rate, null where rows are only counted.</summary>
    public double? Value { get; init; }

    public string? Channel { get; init; }

    public string? Priority { get; init; }

    /// <summary>Whom the KPI's slice <c>agent</c> means; null where it has none.</summary>
    public string? Agent { get; init; }

    /// <summary>Whom the KPI's slice <c>team</c> means; null where it has none.</summary>
    public string? Team { get; init; }

    /// <summary>Which aggregates of the measure take it, from 0, where the measure has several.</summary>
    public IReadOnlyList<int> Terms { get; init; } = [];

    /// <summary>It is a ticket, or is counted by its ticket.</summary>
    public bool IsTicket => Kind == "ticket";
}

/// <summary>Some of the rows behind a figure.</summary>
/// <param name="Kpi">The KPI whose rows they are: the one asked for, or the first part of a formula.</param>
/// <param name="AsOf">Nothing after this instant counts.</param>
/// <param name="Total">How many rows there are.</param>
/// <param name="Rows">The page asked for, in the order asked for.</param>
public sealed record FigureRowPage(string Kpi, Instant AsOf, long Total, IReadOnlyList<FigureRow> Rows)
{
    /// <summary>The rows are never listed, because one could tell from them who said what.</summary>
    public bool IsWithheld { get; init; }
}
