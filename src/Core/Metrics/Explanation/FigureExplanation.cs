using Deskmeter.Store;

namespace Deskmeter.Metrics.Explanation;

/// <summary>A figure with what it is made of: the rows that were counted, and those left out with the reason.</summary>
public sealed record FigureExplanation
{
    public required Metric Metric { get; init; }

    /// <summary>How a formula uses this KPI, such as <c>previous(tickets_created)</c>; null of the KPI asked for.</summary>
    public string? Role { get; init; }

    /// <summary>The question and the figures: one, or one for each member of the slices.</summary>
    public required MetricResult Answer { get; init; }

    /// <summary>For each figure of a formula: the formula with the values of its parts; null for a measure.</summary>
    public IReadOnlyList<string?> Calculations { get; init; } = [];

    /// <summary>What a measure counted; null for a formula, and where the rows are never listed.</summary>
    public CountedRows? Counted { get; init; }

    /// <summary>What a measure left out, by reason: of the range, and through the filters.</summary>
    public IReadOnlyList<LeftOutRows> LeftOut { get; init; } = [];

    /// <summary>The rows are never listed, because one could tell from them who said what.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>The parts of a formula, each in turn.</summary>
    public IReadOnlyList<FigureExplanation> Parts { get; init; } = [];

    /// <summary>What ran, with its parameters.</summary>
    public IReadOnlyList<SqlStatement> Statements { get; init; } = [];
}

/// <summary>The rows that a figure counts.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Terms">How many of them each aggregate of the measure takes.</param>
/// <param name="Skip">How many come before those listed.</param>
/// <param name="Rows">The page asked for, the worst first, or the newest where there is no worse.</param>
public sealed record CountedRows(long Total, IReadOnlyList<CountedTerm> Terms, int Skip, IReadOnlyList<FigureRow> Rows);

/// <summary>One aggregate of a measure.</summary>
/// <param name="Text">As written: <c>count(distinct customer)</c>.</param>
/// <param name="Rows">How many rows it takes.</param>
public sealed record CountedTerm(string Text, long Rows);

/// <summary>Why a row is not counted, in the order in which it is looked at.</summary>
public enum LeftOutReason
{
    /// <summary>Its date lies after the instant up to which is counted.</summary>
    AfterAsOf,

    /// <summary>A condition of the KPI does not hold.</summary>
    Condition,

    /// <summary>Its window is not over yet.</summary>
    Pending,

    /// <summary>What is measured is not known of it, which is not zero.</summary>
    NoValue,

    /// <summary>What it would be dated by has not happened; it began in the range.</summary>
    NotDated,

    /// <summary>Its record is in no figure: merged, spam, deleted, not paid, ...</summary>
    Excluded,
}

/// <summary>The rows that one reason leaves out.</summary>
/// <param name="Reason">What kind of reason.</param>
/// <param name="Condition">The condition that does not hold, as text with the values of its settings.</param>
/// <param name="Detail">What tells these rows apart: <c>kind is 'nps'</c>, <c>first_reply_seconds is unknown</c>, <c>merged</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Examples">A few of them, the newest first.</param>
public sealed record LeftOutRows(LeftOutReason Reason, string? Condition, string? Detail, long Count, IReadOnlyList<FigureRow> Examples)
{
    /// <summary>Has a date in the range, and so is one of the rows that were looked at.</summary>
    public bool IsCandidate => Reason is not (LeftOutReason.NotDated or LeftOutReason.Excluded);
}
