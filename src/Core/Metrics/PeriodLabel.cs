using NodaTime;
using NodaTime.Calendars;
using NodaTime.Text;

namespace Deskmeter.Metrics;

/// <summary>Cuts local dates into periods and names them.</summary>
internal static class PeriodLabel
{
    /// <summary>The first date of the period after the one that holds <paramref name="date"/>.</summary>
    public static LocalDate Next(LocalDate date, Grain grain) => grain switch
    {
        Grain.Hour or Grain.Day => date.PlusDays(1),
        Grain.Week => date.With(DateAdjusters.Next(IsoDayOfWeek.Monday)),
        Grain.Month => date.With(DateAdjusters.StartOfMonth).PlusMonths(1),
        Grain.Quarter => new LocalDate(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1).PlusMonths(3),
        Grain.Year => new LocalDate(date.Year + 1, 1, 1),
        _ => LocalDate.MaxIsoValue,
    };

    /// <summary>The name of the period that holds <paramref name="date"/>.</summary>
    public static string Of(LocalDate date, Grain grain, int? hour = null) => grain switch
    {
        Grain.Hour => $"{Date(date)}T{hour:00}",
        Grain.Day => Date(date),
        Grain.Week => $"{WeekYearRules.Iso.GetWeekYear(date):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(date):00}",
        Grain.Month => $"{date.Year:0000}-{date.Month:00}",
        Grain.Quarter => $"{date.Year:0000}-Q{((date.Month - 1) / 3) + 1}",
        Grain.Year => $"{date.Year:0000}",
        _ => "total",
    };

    /// <summary>A date as <c>2016-03-01</c>.</summary>
    public static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
