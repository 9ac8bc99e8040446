using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>A year of a calendar, day by day.</summary>
public sealed class CalendarYear
{
    /// <param name="calendar">Whose year.</param>
    /// <param name="year">Which.</param>
    public CalendarYear(BusinessCalendar calendar, int year)
    {
        Year = year;
        var hours = new BusinessCalendarDays(calendar);
        var first = new LocalDate(year, 1, 1);
        Days = [.. Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year)).Select(day => Of(first.PlusDays(day)))];

        CalendarDay Of(LocalDate date)
        {
            var minutes = 0;
            foreach (var interval in hours.On(BusinessCalendarDays.DayOf(date))) minutes += interval.ToMinute - interval.FromMinute;
            var isOther = calendar.Openings.ContainsKey(date) || calendar.Breaks.ContainsKey(date);
            return new CalendarDay(date, minutes, calendar.Holidays.Contains(date) && !calendar.Openings.ContainsKey(date), isOther);
        }
    }

    public int Year { get; }

    /// <summary>From the first of January to the last of December.</summary>
    public IReadOnlyList<CalendarDay> Days { get; }

    /// <summary>Open hours of the whole year.</summary>
    public double Hours => Days.Sum(day => day.Minutes) / 60.0;
}

/// <summary>A local day of a calendar.</summary>
/// <param name="Minutes">Open, of all its intervals.</param>
/// <param name="IsHoliday">It has no hours because it is a holiday.</param>
/// <param name="IsOther">Its hours differ from those of its weekday by an opening or a break of its own.</param>
public readonly record struct CalendarDay(LocalDate Date, int Minutes, bool IsHoliday, bool IsOther);
