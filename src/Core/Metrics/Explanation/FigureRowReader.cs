using Deskmeter.Facts;
using NodaTime;

namespace Deskmeter.Metrics.Explanation;

/// <summary>Reads a row of a fact, as a statement selects it, and says which record it comes from.</summary>
internal static class FigureRowReader
{
    /// <summary>The column that names the record; else the unit.</summary>
    public static string UnitColumn(FactTable fact) => fact.Find("record") is { } record ? record.Name : fact.Columns[0].Name;

    /// <summary>The row whose unit stands at <paramref name="at"/>, followed by ticket, instant, value, channel, priority, agent and team.</summary>
    public static FigureRow Read(FactTable fact, object?[] row, int at, int terms = 0)
    {
        var (kind, source, id) = Record(fact, (string)row[at]!, row[at + 1] as string);
        return new FigureRow
        {
            Kind = kind,
            Source = source,
            Id = id,
            At = row[at + 2] as Instant?,
            Value = Number(row[at + 3]),
            Channel = row[at + 4] as string,
            Priority = row[at + 5] as string,
            Agent = row[at + 6] as string,
            Team = row[at + 7] as string,
            Terms = terms < 2 ? [] : [.. Enumerable.Range(0, terms).Where(term => row[at + 8 + term] is true)],
        };
    }

    private static (string Kind, string? Source, string Id) Record(FactTable fact, string unit, string? ticket)
    {
        if (fact.Find("record") is not null && unit.Split('/', 3) is [var kind, var source, var id]) return (kind, source, id);
        if (fact.Unit == FactUnit.Conversation && unit.Split('/', 2) is [var from, var root]) return ("ticket", from, ticket ?? root);
        return (fact.Unit == FactUnit.AgentDay ? "agent_day" : "customer", null, unit);
    }

    private static double? Number(object? value) => value switch
    {
        null => null,
        bool yes => yes ? 1 : 0,
        long number => number,
        double number => number,
        decimal number => (double)number,
        _ => null,
    };
}
