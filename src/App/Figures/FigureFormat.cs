using System.Globalization;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;

namespace Deskmeter.App.Figures;

/// <summary>How numbers are written, everywhere: by culture, minus is −, and a figure and its unit never part.</summary>
/// <param name="language">Its culture groups digits and places the decimal sign; its texts name the units.</param>
/// <param name="currency">ISO 4217 code of money; null: money has no currency yet.</param>
public sealed class FigureFormat(Language language, string? currency)
{
    private const long Minute = 60, Hour = 60 * Minute;
    private readonly CultureInfo _culture = language.Culture;
    private readonly CurrencySign _currency = CurrencySign.Of(language.Culture, currency);

    public Language Language { get; } = language;

    /// <summary>The value in full, as plain text.</summary>
    public string Text(double value, MetricUnit unit) => Join(Parts(value, unit));

    /// <summary>A KPI's value in full; one that is a difference says when it is above zero.</summary>
    public string Text(double value, Metric metric) => Join(Parts(value, metric));

    /// <summary>The value with fewer decimals, for rows of tables and axes: 8 %, 1.2.</summary>
    public string Short(double value, MetricUnit unit) => Join(ShortParts(value, unit));

    /// <summary>A value on an axis with the decimals that all of the axis have; a KPI's with the sign of a difference.</summary>
    public string Tick(double value, MetricUnit unit, int decimals, Metric? metric = null)
    {
        IReadOnlyList<FigurePart> parts = unit switch
        {
            MetricUnit.Money => [Money(value, decimals)],
            MetricUnit.Ratio or MetricUnit.Score => [new FigurePart(Number(value, decimals))],
            _ => ShortParts(value, unit),
        };
        return Join(metric is null ? parts : Signed(parts, value, metric));
    }

    /// <summary>A KPI's value with fewer decimals, with the sign of a difference.</summary>
    public string Short(double value, Metric metric) => Join(Signed(ShortParts(value, metric.Unit), value, metric));

    /// <summary>The value as numbers with their units, so that units can be set smaller.</summary>
    public IReadOnlyList<FigurePart> Parts(double value, MetricUnit unit) => unit switch
    {
        MetricUnit.Duration => Duration(value),
        MetricUnit.Rate => [Percent(value, FigureSteps.Decimals(value, unit))],
        MetricUnit.Money => [Money(value, FigureSteps.Decimals(value, unit))],
        MetricUnit.Hour => [new FigurePart(Hours((int)value))],
        MetricUnit.Weekday => [new FigurePart(Weekday((int)value))],
        _ => [new FigurePart(Number(value, FigureSteps.Decimals(value, unit)))],
    };

    /// <summary>A KPI's value as numbers with their units, with the sign of a difference.</summary>
    public IReadOnlyList<FigurePart> Parts(double value, Metric metric) => Signed(Parts(value, metric.Unit), value, metric);

    /// <summary>The size of a difference: percents differ by points.</summary>
    public string Difference(double value, MetricUnit unit)
    {
        var size = Math.Abs(value);
        return unit switch
        {
            MetricUnit.Rate => Points(size),
            MetricUnit.Ratio or MetricUnit.Score when size is >= 0.005 and < 0.05 => Number(size, 2),
            _ => Text(size, unit),
        };
    }

    /// <summary>Time at work, whose days are not of 24 hours: 46 h 30 min, and from two days on hours alone, 154 h.</summary>
    public string Work(double seconds) => FigureSteps.Seconds(seconds) < Hour
        ? Text(seconds, MetricUnit.Duration)
        : new FigurePart(Number(seconds / Hour, 0), Language["unit.hour"]).Text;

    /// <summary>An interval: 69–74 %, 5.0–7.6 %.</summary>
    public string Interval(double low, double high, MetricUnit unit)
    {
        if (unit != MetricUnit.Rate) return $"{Text(low, unit)}–{Text(high, unit)}";
        var decimals = high < 0.1 || high - low < 0.015 ? 1 : 0;
        var (from, to) = (Percent(low, decimals), Percent(high, decimals));
        return to.UnitFirst ? $"{from.Text}–{to.Number}" : $"{from.Number}–{to.Text}";
    }

    /// <summary>An interval of a KPI, which no line parts; signs stand off from the dash: −4 – +68.</summary>
    public string Interval(double low, double high, Metric metric) =>
        Whole(metric.IsDifference ? $"{Text(low, metric)} – {Text(high, metric)}" : Interval(low, high, metric.Unit));

    /// <summary>A text that no line parts, neither at a space nor behind a dash.</summary>
    public static string Whole(string text) => text.Replace("\u2060", "", StringComparison.Ordinal).Replace(' ', '\u00a0').Replace("–", "\u2060–\u2060", StringComparison.Ordinal);

    public string Count(double value) => Number(value, 0);

    /// <summary>A scale of answers, such as 1–7, which data write with a hyphen.</summary>
    public static string Scale(string scale) => scale.Replace('-', '–');

    /// <summary>Rounded to so many decimals, grouped by culture.</summary>
    public string Number(double value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString($"N{decimals}", _culture).Replace(_culture.NumberFormat.NegativeSign, "−", StringComparison.Ordinal);
    }

    /// <summary>ISO day of the week, 1 (Monday) to 7, in words.</summary>
    public string Weekday(int day) => _culture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7));

    /// <summary>An hour of the day as the stretch it is.</summary>
    public string Hours(int hour) => Language.Say("unit.hours",
        ("from", hour.ToString("00", CultureInfo.InvariantCulture)), ("to", ((hour + 1) % 25).ToString("00", CultureInfo.InvariantCulture)));

    private static string Join(IReadOnlyList<FigurePart> parts) => string.Join('\u00a0', parts.Select(part => part.Text));

    private IReadOnlyList<FigurePart> ShortParts(double value, MetricUnit unit) =>
        unit == MetricUnit.Rate ? [Percent(value, FigureSteps.Decimals(value, unit, isShort: true))] : Parts(value, unit);

    private static IReadOnlyList<FigurePart> Signed(IReadOnlyList<FigurePart> parts, double value, Metric metric) => metric.IsDifference && value > 0
        ? [parts[0].UnitFirst ? parts[0] with { Unit = "+" + parts[0].Unit } : parts[0] with { Number = "+" + parts[0].Number }, .. parts.Skip(1)]
        : parts;

    private string Points(double size)
    {
        var points = size * 100;
        return $"{Number(points, points is >= 0.005 and < 0.05 ? 2 : 1)}\u00a0{Language["unit.points"]}";
    }

    /// <summary>A fraction as a percentage, its sign where the culture places it.</summary>
    public FigurePart Percent(double value, int decimals)
    {
        var first = _culture.NumberFormat.PercentPositivePattern is 2 or 3;
        return Beside(Number(value * 100, decimals), _culture.NumberFormat.PercentSymbol, first);
    }

    /// <summary>A number and its sign: a minus stands before both.</summary>
    private static FigurePart Beside(string number, string sign, bool isFirst) => isFirst && number.StartsWith('−')
        ? new FigurePart(number[1..], $"−{sign}", UnitFirst: true)
        : new FigurePart(number, sign, isFirst);

    /// <summary>An amount with its currency's sign where the language places it.</summary>
    public FigurePart Money(double value, int decimals) => Beside(Number(value, decimals), _currency.Symbol, _currency.IsFirst);

    /// <summary>The two largest units: 45 s, 12 min, 2 h 14 min, 3 d 4 h; hours up to 48.</summary>
    private IReadOnlyList<FigurePart> Duration(double value)
    {
        var step = FigureSteps.Seconds(value);
        var size = (long)Math.Abs(FigureSteps.Written(value, MetricUnit.Duration)) / step;
        var (large, small, units) = (step, size) switch
        {
            (1, _) => (size, 0L, ("second", "")),
            (Minute, < 60) => (size, 0L, ("minute", "")),
            (Minute, _) => Split(size, 60, ("hour", "minute")),
            _ => Split(size, 24, ("day", "hour")),
        };
        var sign = value < 0 && size > 0 ? "−" : "";
        var first = new FigurePart(sign + Number(large, 0), Language[$"unit.{units.Item1}"]);
        return small == 0 ? [first] : [first, new FigurePart(Number(small, 0), Language[$"unit.{units.Item2}"])];
    }

    private static (long, long, (string, string)) Split(long count, long many, (string, string) units) => (count / many, count % many, units);
}
