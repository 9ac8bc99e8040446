using Deskmeter.App.Board;
using Deskmeter.App.Charts;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.App.Metrics;

/// <summary>One period of a trend.</summary>
/// <param name="Name">The period in words.</param>
/// <param name="Label">Its label on the axis; null for most.</param>
/// <param name="Row">Its figure.</param>
/// <param name="IsShown">It belongs to the period shown; otherwise it is context.</param>
/// <param name="IsOpen">It is not over, or cut by the range.</param>
public sealed record TrendPoint(string Name, string? Label, MetricRow Row, bool IsShown, bool IsOpen);

/// <summary>A KPI over time: the period shown, with as much before it as context.</summary>
public sealed class Trend
{
    private const int Most = 400;

    /// <summary>Medians and rates of fewer than this jump from day to day, and say nothing.</summary>
    private const int FewADay = 15;

    /// <summary>Days of a range in which a thin figure is shown by weeks.</summary>
    private const int LongestInWeeks = 62;

    /// <summary>A longer grain is taken where a period has fewer than this, as long as so many periods are shown.</summary>
    private const int FewAPeriod = 30, FewestPeriods = 4;

    /// <summary>Of more weeks every quarter is labelled, not every month.</summary>
    private const int WeeksOfAYear = 53;

    private Trend(Grain grain, IReadOnlyList<TrendPoint> points, AxisTicks axis) => (Grain, Points, Axis) = (grain, points, axis);

    public Grain Grain { get; }

    public IReadOnlyList<TrendPoint> Points { get; }

    public AxisTicks Axis { get; }

    public bool HasComparison => Points.Any(point => point.Row.Compare is { Value: not null });

    /// <summary>The grains that make sense for a range.</summary>
    public static IReadOnlyList<Grain> Grains(Metric metric, LocalDate from, LocalDate to)
    {
        if (metric.Periods != PeriodRule.Any) return [Grain.Month];
        var days = Period.DaysBetween(from, to);
        Grain[] all = metric.DatedBy is Dating.Between
            ? [Grain.Day, Grain.Week, Grain.Month, Grain.Quarter] : [Grain.Hour, Grain.Day, Grain.Week, Grain.Month, Grain.Quarter];
        return [.. all.Where(grain => days / Length(grain) is >= 1 and <= Most / 2)];
    }

    public static Trend Of(Visit visit, Reading reading, Grain? asked)
    {
        var metric = reading.Metric;
        var (from, to) = (visit.State.From, visit.State.To);
        var grains = Grains(metric, from, to);
        var grain = asked is { } wanted && grains.Contains(wanted) ? wanted : Standard(grains, Period.DaysBetween(from, to), reading);
        var query = visit.State.Ask(metric.Id) with { Grain = grain };
        var start = Context(grain, from, to);
        IReadOnlyList<MetricRow> rows = grain <= Grain.Day
            ? [.. visit.Run(query with { From = start, To = from, Compare = Compare.None }).Rows, .. visit.Run(query).Rows]
            : visit.Run(query with { From = start, Compare = Compare.None }).Rows;
        var points = rows.Select((row, index) => Point(visit, grain, row, index, rows.Count)).ToList();
        var values = rows.SelectMany(row => new[] { row.Value, row.Compare?.Value }).OfType<double>();
        var most = 3 * values.DefaultIfEmpty(0).Max();
        var targets = rows.Select(row => row.Target).OfType<double>().Where(limit => limit <= most);
        return new Trend(grain, points, AxisTicks.Of(values.Concat(targets), metric, visit.Text));
    }

    private static Grain Standard(IReadOnlyList<Grain> grains, int days, Reading reading)
    {
        var isThin = reading.Metric.Unit != MetricUnit.Count && reading.Row.N < FewADay * days;
        var wanted = days switch { <= 2 => Grain.Hour, <= 13 => Grain.Day, <= LongestInWeeks => isThin ? Grain.Week : Grain.Day, <= 400 => Grain.Week, _ => Grain.Month };
        var at = grains.Contains(wanted) ? wanted : grains.Count > 0 ? grains[0] : Grain.Day;
        if (reading.Metric.Unit == MetricUnit.Count || days <= LongestInWeeks || reading.Row.N is not { } n) return at;
        while (n * Length(at) / days < FewAPeriod && grains.FirstOrDefault(grain => grain > at && days / Length(grain) >= FewestPeriods) is var longer && longer > at) at = longer;
        return at;
    }

    /// <summary>Where context begins: as long before as the period is and at least a quarter of weeks, on the start of a week or month.</summary>
    private static LocalDate Context(Grain grain, LocalDate from, LocalDate to)
    {
        var days = Period.DaysBetween(from, to);
        var start = from.PlusDays(-Math.Max(days, grain switch { Grain.Day => 14, Grain.Week => 91, _ => 1 }));
        return grain switch
        {
            Grain.Week => start.PlusDays(1).Previous(IsoDayOfWeek.Monday),
            Grain.Month => new LocalDate(start.Year, start.Month, 1),
            Grain.Quarter => new LocalDate(start.Year, ((start.Month - 1) / 3 * 3) + 1, 1),
            _ => start,
        };
    }

    private static TrendPoint Point(Visit visit, Grain grain, MetricRow row, int index, int count)
    {
        var isCut = grain > Grain.Day && Period.DaysBetween(row.From, row.To) < Length(grain);
        var name = visit.Dates.Period(row.Period, row.From, row.To);
        var isLabelled = grain switch
        {
            Grain.Hour => row.Period.EndsWith("T00", StringComparison.Ordinal) || (count <= 48 && row.Period.EndsWith("T12", StringComparison.Ordinal)),
            Grain.Day => row.From.DayOfWeek == IsoDayOfWeek.Monday,
            Grain.Week => row.From.Day <= 7 && (count <= WeeksOfAYear || row.From.Month % 3 == 1),
            Grain.Month => count <= 13 || row.From.Month % 3 == 1,
            _ => true,
        };
        var isLong = grain >= Grain.Month || (grain == Grain.Week && count > WeeksOfAYear);
        var label = grain == Grain.Hour && row.Period.EndsWith("T12", StringComparison.Ordinal) ? "12:00" : visit.Dates.Axis(row.From, isLong);
        return new TrendPoint(name, isLabelled || (index == 0 && count < 7) ? label : null, row, row.From >= visit.State.From, row.Provisional || isCut);
    }

    private static double Length(Grain grain) => grain switch
    {
        Grain.Hour => 1d / 24,
        Grain.Day => 1,
        Grain.Week => 7,
        Grain.Month => 28,
        Grain.Quarter => 90,
        _ => 365,
    };
}
