using NodaTime;

namespace Deskmeter.App.Board;

/// <summary>A period that is offered by name and moves along with the date.</summary>
/// <param name="Key">Its word in addresses, such as <c>28d</c>.</param>
/// <param name="Range">First date and the date after the last, of the local date of as_of.</param>
public sealed record PeriodChoice(string Key, Func<LocalDate, (LocalDate From, LocalDate To)> Range)
{
    /// <summary>What people see first.</summary>
    public const string Standard = "28d";

    /// <summary>
    /// The periods offered; each ends before today, which is not over. A month, quarter or year that begins today holds today alone.
    /// </summary>
    public static IReadOnlyList<PeriodChoice> All { get; } =
    [
        new("7d", today => (today.PlusDays(-7), today)),
        new("28d", today => (today.PlusDays(-28), today)),
        new("13w", today => (today.PlusWeeks(-13), today)),
        new("month", today => SoFar(MonthOf(today), today)),
        new("last_month", today => (MonthOf(today).PlusMonths(-1), MonthOf(today))),
        new("quarter", today => SoFar(QuarterOf(today), today)),
        new("last_quarter", today => (QuarterOf(today).PlusMonths(-3), QuarterOf(today))),
        new("year", today => SoFar(new LocalDate(today.Year, 1, 1), today)),
        new("12m", today => (MonthOf(today).PlusMonths(-12), MonthOf(today))),
    ];

    public static PeriodChoice? Find(string key) => All.FirstOrDefault(choice => choice.Key == key);

    private static LocalDate MonthOf(LocalDate date) => new(date.Year, date.Month, 1);

    private static LocalDate QuarterOf(LocalDate date) => new(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1);

    private static (LocalDate From, LocalDate To) SoFar(LocalDate start, LocalDate today) =>
        (start, start == today ? today.PlusDays(1) : today);
}
