using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>The shop's hours: the service desk, which opened longer half-way, and the returns team. Holidays are the Dutch ones.</summary>
internal static class DemoCalendars
{
    public const string Desk = "Service desk";
    public const string Returns = "Returns";

    private static readonly IsoDayOfWeek[] Weekdays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    private static readonly int[] TeamAfternoonMonths = [1, 4, 9];

    public static BusinessCalendar ServiceDesk(string zone, LocalDate from, LocalDate to) => new()
    {
        Name = Desk,
        TimeZone = zone,
        Versions =
        [
            new CalendarVersion(null, Week(new(9 * 60, 18 * 60), new(10 * 60, 16 * 60))),
            new CalendarVersion(Midway(from, to), Week(new(8 * 60 + 30, 20 * 60), new(10 * 60, 17 * 60))),
        ],
        Holidays = Holidays(from, to),
        Openings = Years(from, to).ToDictionary(year => BlackFriday(year).PlusDays(2), _ => One(new(10 * 60, 16 * 60))),
        Breaks = Years(from, to).SelectMany(TeamAfternoons).ToDictionary(date => date, _ => One(new(15 * 60, 17 * 60))),
    };

    public static BusinessCalendar ReturnsTeam(string zone, LocalDate from, LocalDate to) => new()
    {
        Name = Returns,
        TimeZone = zone,
        Versions = [new CalendarVersion(null, Week(new(9 * 60, 17 * 60 + 30), null))],
        Holidays = Holidays(from, to),
    };

    /// <summary>The day after the fourth Thursday of November.</summary>
    public static LocalDate BlackFriday(int year) => LocalDate.FromYearMonthWeekAndDay(year, 11, 4, IsoDayOfWeek.Thursday).PlusDays(1);

    private static LocalDate Midway(LocalDate from, LocalDate to) =>
        from.PlusDays(Period.DaysBetween(from, to) / 2).Next(IsoDayOfWeek.Monday);

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<OpenInterval>> Week(OpenInterval weekday, OpenInterval? saturday)
    {
        var week = Weekdays.ToDictionary(day => day, _ => One(weekday));
        if (saturday is { } hours) week.Add(IsoDayOfWeek.Saturday, One(hours));
        return week;
    }

    private static IReadOnlyList<OpenInterval> One(OpenInterval interval) => [interval];

    private static HashSet<LocalDate> Holidays(LocalDate from, LocalDate to) => Years(from, to).SelectMany(year =>
    {
        var easter = Easter(year);
        var kingsDay = new LocalDate(year, 4, 27);
        return new[]
        {
            new LocalDate(year, 1, 1), easter.PlusDays(1), kingsDay.DayOfWeek == IsoDayOfWeek.Sunday ? kingsDay.PlusDays(-1) : kingsDay,
            easter.PlusDays(39), easter.PlusDays(50), new LocalDate(year, 12, 25), new LocalDate(year, 12, 26),
        };
    }).ToHashSet();

    private static IEnumerable<LocalDate> TeamAfternoons(int year) =>
        TeamAfternoonMonths.Select(month => LocalDate.FromYearMonthWeekAndDay(year, month, 2, IsoDayOfWeek.Thursday));

    private static IEnumerable<int> Years(LocalDate from, LocalDate to) => Enumerable.Range(from.Year - 1, to.Year - from.Year + 3);

    /// <summary>Easter Sunday by the anonymous Gregorian rule.</summary>
    private static LocalDate Easter(int year)
    {
        var (golden, century) = (year % 19, year / 100);
        var epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 100 % 4) % 7;
        var correction = (golden + 11 * epact + 22 * weekday) / 451;
        var days = epact + weekday - 7 * correction + 114;
        return new LocalDate(year, days / 31, days % 31 + 1);
    }
}
