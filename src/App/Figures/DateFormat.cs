using Deskmeter.App.Languages;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.App.Figures;

/// <summary>How dates, periods and instants are written: in one zone, by culture; the year only where it is not the current one.</summary>
/// <param name="language">Its texts hold the patterns, its culture the names of days and months.</param>
/// <param name="zone">The zone of instants.</param>
/// <param name="today">Decides which year goes without saying.</param>
public sealed class DateFormat(Language language, DateTimeZone zone, LocalDate today)
{
    public DateTimeZone Zone { get; } = zone;

    public LocalDate Today { get; } = today;

    /// <summary>The year opens a date, so that of a range within one year the first date names it: 2025. okt. 29. – nov. 4.</summary>
    private bool IsYearFirst => language["date.day_year"].StartsWith('y');

    /// <summary>Wed 18 Nov 2026, 09:41.</summary>
    public string Instant(Instant instant) => Write(instant.InZone(Zone).LocalDateTime, "date.instant");

    /// <summary>Wed 18 Nov 09:41, with the year where it is another.</summary>
    public string ShortInstant(Instant instant)
    {
        var local = instant.InZone(Zone).LocalDateTime;
        return Write(local, local.Year == Today.Year ? "date.short_instant" : "date.instant");
    }

    /// <summary>09:41.</summary>
    public string Time(Instant instant) => Write(instant.InZone(Zone).LocalDateTime, "date.time");

    public string Day(LocalDate date) => Write(date.AtMidnight(), date.Year == Today.Year ? "date.day" : "date.day_year");

    /// <summary>Wed 18 Nov.</summary>
    public string Weekday(LocalDate date) => Write(date.AtMidnight(), date.Year == Today.Year ? "date.weekday" : "date.weekday_year");

    /// <summary>A date on an axis: 12 Oct, or Oct 2026 where periods are long.</summary>
    public string Axis(LocalDate date, bool isLong) => Write(date.AtMidnight(), isLong ? "date.axis_long" : "date.axis");

    /// <summary>A range without its last date: 11–17 Nov, 29 Oct–4 Nov, March 2016, 2016.</summary>
    public string Range(LocalDate from, LocalDate to)
    {
        var last = to.PlusDays(-1);
        if (last <= from) return Day(from);
        if (from is { Month: 1, Day: 1 } && to == from.PlusYears(1)) return Write(from.AtMidnight(), "date.year");
        if (from.Day == 1 && to == from.PlusMonths(1)) return Write(from.AtMidnight(), "date.month");
        var same = from.Year == last.Year;
        if (IsYearFirst)
            return language.Say("date.range", ("from", same ? Day(from) : DayYear(from)), ("to", same ? Write(last.AtMidnight(), "date.day") : DayYear(last)));
        if (same && from.Month == last.Month)
            return language.Say("date.within_month", ("from", Write(from.AtMidnight(), "date.day_only")), ("to", Day(last)));
        return language.Say("date.range", ("from", same ? Write(from.AtMidnight(), "date.day") : DayYear(from)), ("to", same ? Day(last) : DayYear(last)));
    }

    /// <summary>A period of an answer, by its key: <c>2016-03</c>, <c>2016-W09</c>, <c>2016-03-01T14</c>.</summary>
    public string Period(string key, LocalDate from, LocalDate to) => key switch
    {
        _ when key.Contains('T', StringComparison.Ordinal) => $"{Weekday(from)} {key[^2..]}:00",
        _ when key.Contains('Q', StringComparison.Ordinal) => language.Say("date.quarter", ("n", key[^1..]), ("year", key[..4])),
        { Length: 10 } => Weekday(from),
        _ => Range(from, to),
    };

    private string DayYear(LocalDate date) => Write(date.AtMidnight(), "date.day_year");

    private string Write(LocalDateTime at, string pattern) =>
        LocalDateTimePattern.Create(language[pattern], language.Culture).Format(at);
}
