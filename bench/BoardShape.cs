using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>One of the questions that a board asks: the headline against the period before, the daily trend, or by channel.</summary>
/// <param name="From">First date of the range.</param>
/// <param name="To">The date after its last.</param>
internal sealed record BoardShape(string Name, LocalDate From, LocalDate To, Grain Grain, Compare Compare, bool ByChannel)
{
    /// <summary>Whether every key of the catalogue is asked for, and not only those of tickets.</summary>
    public bool OfAllKeys { get; init; }

    private LocalDate Before => From.Day == 1 && To.Day == 1
        ? From.PlusMonths(-(((To.Year - From.Year) * 12) + To.Month - From.Month))
        : From.PlusDays(-Period.DaysBetween(From, To));

    public LocalDate First => Compare == Compare.None ? From : Before;

    public MetricQuery Question(IReadOnlyList<string> kpis, Instant asOf) => new()
    {
        Kpis = kpis,
        From = From,
        To = To,
        Grain = Grain,
        Compare = Compare,
        By = ByChannel ? ["channel"] : [],
        AsOf = asOf,
    };

    /// <summary>What hand-written SQL groups by: the day, or whether a row is in the range.</summary>
    public string Keys(string on) => string.Join(", ", KeyColumns(on));

    public int KeyCount => KeyColumns("x").Count;

    public string Where(string on) => $"{on} >= {Date(First)} and {on} < {Date(To)}";

    public string GroupBy => KeyCount == 0 ? "" : $"group by {string.Join(", ", Enumerable.Range(1, KeyCount))}";

    public static string Date(LocalDate date) => $"date '{date:uuuu-MM-dd}'";

    /// <summary>The name of what a row of hand-written SQL is of.</summary>
    public string Label(object?[] row)
    {
        var period = Grain == Grain.Day ? $"{(LocalDate)row[0]!:uuuu-MM-dd}" : (long)row[0]! == 1 ? "total" : "before";
        return ByChannel ? $"{period} {row[1] ?? "-"}" : period;
    }

    private List<string> KeyColumns(string on)
    {
        List<string> keys = [Grain == Grain.Day ? on : $"cast({on} >= {Date(From)} as integer)"];
        if (ByChannel) keys.Add("channel");
        return keys;
    }
}
