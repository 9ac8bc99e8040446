using Deskmeter.Metrics;
using Deskmeter.Metrics.Changes;

namespace Deskmeter.App.Figures;

/// <summary>Writes levels and what lies between them in steps of one size, so that what is read adds up as the figures do.</summary>
public sealed class FigureSteps
{
    private const double Minute = 60, Hour = 60 * Minute, Day = 24 * Hour;

    /// <summary>A part of fewer steps than this is not told apart from others: the steps become finer.</summary>
    private const int FewSteps = 5;

    private readonly FigureFormat _text;
    private readonly MetricUnit _unit;
    private readonly double _size;
    private readonly int _decimals;

    /// <summary>Chooses the size of a step.</summary>
    /// <param name="text">How numbers are written.</param>
    /// <param name="unit">Of levels and parts.</param>
    /// <param name="highest">The highest level, without its sign.</param>
    /// <param name="largest">The largest part, without its sign.</param>
    public FigureSteps(FigureFormat text, MetricUnit unit, double highest, double largest)
    {
        (_text, _unit) = (text, unit);
        if (unit == MetricUnit.Duration)
        {
            double[] sizes = highest < 10 * Minute ? [1] : highest < 2 * Day ? [Minute, 1] : [Hour, Minute];
            _size = largest < FewSteps * sizes[0] ? sizes[^1] : sizes[0];
            return;
        }

        _decimals = unit switch
        {
            MetricUnit.Rate => 1,
            MetricUnit.Score => 1,
            MetricUnit.Money => highest < 100 ? 2 : 0,
            MetricUnit.Count => highest % 1 == 0 && largest % 1 == 0 ? 0 : 1,
            _ => highest < 10 ? 2 : 1,
        };
        var scale = unit == MetricUnit.Rate ? 100 : 1;
        if (unit is not (MetricUnit.Count or MetricUnit.Money) && largest * scale < FewSteps * Math.Pow(10, -_decimals)) _decimals++;
        _size = Math.Pow(10, -_decimals) / scale;
    }

    /// <summary>The nearest number of steps.</summary>
    public long Of(double value) => (long)Math.Round(value / _size, MidpointRounding.AwayFromZero);

    /// <summary>Steps of parts, which add up to <paramref name="whole"/>.</summary>
    public IReadOnlyList<long> Of(IEnumerable<double> parts, long whole) => Apportionment.Round([.. parts.Select(part => part / _size)], whole);

    /// <summary>A level: 1 h 40 min, 46.0 %.</summary>
    public string Level(long steps) => _unit switch
    {
        MetricUnit.Duration => (steps < 0 ? "−" : "") + Duration(Math.Abs(steps)),
        MetricUnit.Rate => _text.Percent(steps * _size, _decimals).Text,
        _ => Plain(steps),
    };

    /// <summary>A part with its sign: +30 min, −1.9 pts.</summary>
    public string Effect(long steps)
    {
        var size = Math.Abs(steps);
        var text = _unit switch
        {
            MetricUnit.Duration => Duration(size),
            MetricUnit.Rate => $"{_text.Number(size * _size * 100, _decimals)}\u00a0{_text.Language["unit.points"]}",
            _ => Plain(size),
        };
        return steps == 0 ? text : (steps < 0 ? "−" : "+") + text;
    }

    private string Plain(long steps) =>
        _unit == MetricUnit.Money ? _text.Money(steps * _size, _decimals).Text : _text.Number(steps * _size, _decimals);

    private string Duration(long steps)
    {
        var (unit, many) = _size switch { 1 => ("second", 60L), Minute => ("minute", 60L), _ => ("hour", 24L) };
        List<string> parts = [];
        var above = unit switch { "second" => "minute", "minute" => "hour", _ => "day" };
        var (large, small) = unit == "hour" && steps < 48 ? (0L, steps) : (steps / many, steps % many);
        if (unit == "minute" && large >= 48)
        {
            parts.Add(Amount(large / 24, "day"));
            large %= 24;
        }

        if (large > 0) parts.Add(Amount(large, above));
        if (small > 0 || parts.Count == 0) parts.Add(Amount(small, unit));
        return string.Join('\u00a0', parts);
    }

    private string Amount(long count, string unit) => $"{_text.Number(count, 0)}\u00a0{_text.Language[$"unit.{unit}"]}";
}
