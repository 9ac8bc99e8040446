using NodaTime;

namespace Deskmeter.Targets;

/// <summary>The months, quarters and years of targets.</summary>
public static class TargetCalendar
{
    /// <summary>The period that holds a date: its first date and the one after its last.</summary>
    public static (LocalDate From, LocalDate To) Of(TargetPeriod period, LocalDate date) => period switch
    {
        TargetPeriod.Month => From(new LocalDate(date.Year, date.Month, 1), 1),
        TargetPeriod.Quarter => From(new LocalDate(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1), 3),
        _ => From(new LocalDate(date.Year, 1, 1), 12),
    };

    /// <summary>The period whose targets suit a range of so many days best.</summary>
    public static TargetPeriod For(int days) => days switch { <= 31 => TargetPeriod.Month, <= 92 => TargetPeriod.Quarter, _ => TargetPeriod.Year };

    /// <summary>How many periods a range is, each day weighing as much as any other of its period: a whole month is 1, its first half 0.5.</summary>
    public static double Periods(TargetPeriod period, LocalDate from, LocalDate to)
    {
        var sum = 0d;
        while (from < to)
        {
            var (start, end) = Of(period, from);
            var until = LocalDate.Min(end, to);
            sum += (double)Period.DaysBetween(from, until) / Period.DaysBetween(start, end);
            from = until;
        }

        return sum;
    }

    private static (LocalDate, LocalDate) From(LocalDate start, int months) => (start, start.PlusMonths(months));
}
