using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>One of the rows that a figure is made of.</summary>
/// <param name="Source">The source of its ticket.</param>
/// <param name="TicketId">The source's own id of its ticket.</param>
/// <param name="At">The instant that placed it in the period; of a stock, when it entered.</param>
/// <param name="Value">What the row brings along: seconds, 1 or 0 for a rate, null where rows are only counted.</param>
/// <param name="Channel">The ticket's channel.</param>
/// <param name="Priority">The ticket's priority.</param>
/// <param name="Agent">Whom the KPI's slice <c>agent</c> means; null where it has none.</param>
/// <param name="Team">Whom the KPI's slice <c>team</c> means; null where it has none.</param>
public sealed record FigureRow(
    string Source, string TicketId, Instant? At, double? Value, string? Channel, string? Priority, string? Agent, string? Team);

/// <summary>Some of the rows behind a figure.</summary>
/// <param name="Kpi">The KPI whose rows they are: the one asked for, or the first part of a formula.</param>
/// <param name="AsOf">Nothing after this instant counts.</param>
/// <param name="Total">How many rows there are.</param>
/// <param name="Rows">The page asked for: the worst first, or the newest where there is no worse.</param>
public sealed record FigureRowPage(string Kpi, Instant AsOf, long Total, IReadOnlyList<FigureRow> Rows);
