using NodaTime;

namespace Deskmeter.Metrics;

/// <summary>By how much a range is moved back for its comparison: whole months when it consists of such, otherwise days.</summary>
internal readonly record struct RangeShift(int Months, int Days)
{
    public static RangeShift Of(LocalDate from, LocalDate to, Compare compare)
    {
        if (compare == Compare.Year) return new RangeShift(12, 0);
        return from.Day == 1 && to.Day == 1
            ? new RangeShift(((to.Year - from.Year) * 12) + to.Month - from.Month, 0)
            : new RangeShift(0, Period.DaysBetween(from, to));
    }

    /// <summary>By one period of a series: a month, a week, a day (an hour too: the same hour of the day before); a total by its range.</summary>
    public static RangeShift Before(BucketSeries series) => series.Grain switch
    {
        Grain.Month => new RangeShift(1, 0),
        Grain.Quarter => new RangeShift(3, 0),
        Grain.Year => new RangeShift(12, 0),
        Grain.Week => new RangeShift(0, 7),
        Grain.Day or Grain.Hour => new RangeShift(0, 1),
        _ => Of(series.From, series.To, Compare.Previous),
    };

    /// <summary>A date moved back; one that the earlier month lacks is the day after that month.</summary>
    public LocalDate Of(LocalDate date)
    {
        var moved = date.PlusMonths(-Months).PlusDays(-Days);
        return Months != 0 && moved.Day < date.Day ? moved.PlusDays(1) : moved;
    }

    /// <summary>A period moved back. Days and weeks keep their length where a month is longer than the one they come from.</summary>
    public (LocalDate From, LocalDate To) Of(LocalDate from, LocalDate to, Grain grain)
    {
        var (start, end) = (Of(from), Of(to));
        if (grain is Grain.Month or Grain.Quarter or Grain.Year or Grain.Total) return (start, end);
        var longest = start.PlusDays(Period.DaysBetween(from, to));
        return (start, longest < end ? longest : end);
    }
}
