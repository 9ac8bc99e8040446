using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.App.Board;

/// <summary>The 13 periods of a sparkline: whole days, weeks, months or quarters that end with the period shown, or just before its end.</summary>
public sealed record SparkRange(Grain Grain, LocalDate From, LocalDate To)
{
    private const int Periods = 13;

    public static SparkRange Of(LocalDate from, LocalDate to)
    {
        var grain = Period.DaysBetween(from, to) switch { <= 3 => Grain.Day, <= 45 => Grain.Week, <= 200 => Grain.Month, _ => Grain.Quarter };
        var isMonths = from.Day == 1 && to.Day == 1;
        if (isMonths && grain == Grain.Week) grain = Grain.Month;
        var end = Start(grain, to);
        return new SparkRange(grain, grain switch
        {
            Grain.Day => end.PlusDays(-Periods),
            Grain.Week => end.PlusWeeks(-Periods),
            Grain.Month => end.PlusMonths(-Periods),
            _ => end.PlusMonths(-3 * Periods),
        }, end);
    }

    /// <summary>The first date of the day, week, month or quarter that holds a date.</summary>
    private static LocalDate Start(Grain grain, LocalDate date) => grain switch
    {
        Grain.Day => date,
        Grain.Week => date.PlusDays(1).Previous(IsoDayOfWeek.Monday),
        Grain.Month => new LocalDate(date.Year, date.Month, 1),
        _ => new LocalDate(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1),
    };
}
