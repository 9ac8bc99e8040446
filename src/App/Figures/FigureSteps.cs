using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;

namespace Deskmeter.App.Figures;

/// <summary>Writes levels and what lies between them in steps of one size, so that what is read adds up as the figures do.</summary>
public sealed class FigureSteps
{
    private const long Minute = 60, Hour = 60 * Minute, Day = 24 * Hour;

    private static readonly (string Name, long Size)[] Units = [("day", Day), ("hour", Hour), ("minute", Minute), ("second", 1)];

    /// <summary>A part of fewer steps than this is not told apart from others: the steps become finer.</summary>
    private const int FewSteps = 5;

    private readonly FigureFormat _text;
    private readonly MetricUnit _unit;
    private readonly double _size;
    private readonly int _decimals;
    private readonly bool _isSigned;

    /// <summary>Chooses the size of a step.</summary>
    /// <param name="text">How numbers are written.</param>
    /// <param name="unit">Of levels and parts.</param>
    /// <param name="highest">The highest level, without its sign.</param>
    /// <param name="largest">The largest part, without its sign.</param>
    /// <param name="isSigned">Levels are differences themselves, and say when they are above zero.</param>
    public FigureSteps(FigureFormat text, MetricUnit unit, double highest, double largest, bool isSigned = false)
    {
        (_text, _unit, _isSigned) = (text, unit, isSigned);
        if (unit == MetricUnit.Duration)
        {
            long[] sizes = highest < 10 * Minute ? [1] : highest < 2 * Day ? [Minute, 1] : [Hour, Minute];
            _size = largest < FewSteps * sizes[0] ? sizes[^1] : sizes[0];
            return;
        }

        _decimals = unit == MetricUnit.Count && largest % 1 != 0 ? 1 : Decimals(highest, unit);
        var scale = Scale(unit);
        if (unit is not (MetricUnit.Count or MetricUnit.Money) && largest * scale < FewSteps * Math.Pow(10, -_decimals)) _decimals++;
        _size = Math.Pow(10, -_decimals) / scale;
    }

    private FigureSteps(FigureFormat text, MetricUnit unit, double size, int decimals) => (_text, _unit, _size, _decimals) = (text, unit, size, decimals);

    /// <summary>
    /// The steps in which two figures are written, and how many lie between them: whoever subtracts what is read comes to the same. Where
    /// one is written in larger steps than the other, those of the finer.
    /// </summary>
    /// <param name="isShort">They are written with fewer decimals, as in rows of tables.</param>
    public static (FigureSteps Steps, long Change) Between(FigureFormat text, MetricUnit unit, double now, double before, bool isShort = false)
    {
        var isDuration = unit == MetricUnit.Duration;
        var decimals = isDuration ? 0 : Math.Max(Decimals(now, unit, isShort), Decimals(before, unit, isShort));
        var size = isDuration ? Math.Min(Seconds(now), Seconds(before)) : Math.Pow(10, -decimals) / Scale(unit);
        var steps = new FigureSteps(text, unit, size, decimals);
        return (steps, steps.Of(Written(now, unit, isShort)) - steps.Of(Written(before, unit, isShort)));
    }

    /// <summary>How many decimals a value is written with; a rate, as a percentage. Not of durations, hours and weekdays.</summary>
    public static int Decimals(double value, MetricUnit unit, bool isShort = false) => unit switch
    {
        MetricUnit.Rate => isShort && Math.Abs(value) is 0 or >= 0.0095 ? 0 : 1,
        MetricUnit.Money => Math.Abs(value) < 100 ? 2 : 0,
        MetricUnit.Count => value % 1 == 0 ? 0 : 1,
        MetricUnit.Score => 1,
        _ => Math.Abs(value) < 10 ? 2 : 1,
    };

    /// <summary>The seconds in which a duration is written: seconds, minutes from one on, hours from two days on.</summary>
    public static long Seconds(double value) => Math.Round(Math.Abs(value), MidpointRounding.AwayFromZero) switch
    {
        < Minute => 1,
        < (2 * Day) - (Minute / 2) => Minute,
        _ => Hour,
    };

    /// <summary>A value rounded as it is written.</summary>
    public static double Written(double value, MetricUnit unit, bool isShort = false) => unit == MetricUnit.Duration
        ? Math.Round(Math.Round(value, MidpointRounding.AwayFromZero) / Seconds(value), MidpointRounding.AwayFromZero) * Seconds(value)
        : Math.Round(value * Scale(unit), Decimals(value, unit, isShort), MidpointRounding.AwayFromZero) / Scale(unit);

    private static int Scale(MetricUnit unit) => unit == MetricUnit.Rate ? 100 : 1;

    /// <summary>The nearest number of steps.</summary>
    public long Of(double value) => (long)Math.Round(value / _size, MidpointRounding.AwayFromZero);

    /// <summary>Steps of parts, which add up to <paramref name="whole"/>.</summary>
    public IReadOnlyList<long> Of(IEnumerable<double> parts, long whole) => Apportionment.Round([.. parts.Select(part => part / _size)], whole);

    /// <summary>A level: 1 h 40 min, 46.0 %, +36.6.</summary>
    public string Level(long steps) => (_isSigned && steps > 0 ? "+" : "") + _unit switch
    {
        MetricUnit.Duration => (steps < 0 ? "−" : "") + Duration(Math.Abs(steps)),
        MetricUnit.Rate => _text.Percent(steps * _size, _decimals).Text,
        _ => Plain(steps),
    };

    /// <summary>A part with its sign: +30 min, −1.9 pts.</summary>
    public string Effect(long steps) => steps == 0 ? Size(0) : (steps < 0 ? "−" : "+") + Size(steps);

    /// <summary>A part without its sign: 30 min, 1.9 pts.</summary>
    public string Size(long steps)
    {
        var size = Math.Abs(steps);
        return _unit switch
        {
            MetricUnit.Duration => Duration(size),
            MetricUnit.Rate => $"{_text.Number(size * _size * 100, _decimals)}\u00a0{_text.Language["unit.points"]}",
            _ => Plain(size),
        };
    }

    private string Plain(long steps) =>
        _unit == MetricUnit.Money ? _text.Money(steps * _size, _decimals).Text : _text.Number(steps * _size, _decimals);

    /// <summary>Days from two on, hours, minutes and seconds, as far as a step reaches.</summary>
    private string Duration(long steps)
    {
        var left = steps * (long)_size;
        List<string> parts = [];
        foreach (var (name, size) in Units.Where(unit => unit.Size >= _size && (unit.Size < Day || left >= 2 * Day)))
        {
            var count = left / size;
            left %= size;
            if (count > 0 || (size == (long)_size && parts.Count == 0)) parts.Add(Amount(count, name));
        }

        return string.Join('\u00a0', parts);
    }

    private string Amount(long count, string unit) => $"{_text.Number(count, 0)}\u00a0{_text.Language[$"unit.{unit}"]}";
}
