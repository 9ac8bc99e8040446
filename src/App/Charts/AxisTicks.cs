using System.Text.Json;
using Deskmeter.App.Figures;
using Deskmeter.Metrics;

namespace Deskmeter.App.Charts;

/// <summary>The labels of a value axis: at most five round ones, written as all numbers are.</summary>
public sealed record AxisTicks(IReadOnlyList<AxisTick> Ticks)
{
    private const int Steps = 4;
    private const double Minute = 60, Hour = 60 * Minute, Day = 24 * Hour;

    private static readonly double[] Durations =
    [
        1, 2, 5, 10, 15, 30, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute, Hour, 2 * Hour, 3 * Hour, 6 * Hour,
        12 * Hour, Day, 2 * Day, 5 * Day, 10 * Day, 20 * Day, 50 * Day, 100 * Day, 200 * Day, 500 * Day,
    ];

    /// <summary>The axis that holds all values. Amounts begin at 0.</summary>
    public static AxisTicks Of(IEnumerable<double> values, MetricUnit unit, FigureFormat text) => Of(values, unit, (value, decimals) => text.Tick(value, unit, decimals));

    /// <summary>The axis that holds all values of a KPI.</summary>
    public static AxisTicks Of(IEnumerable<double> values, Metric metric, FigureFormat text) => Of(values, metric.Unit, (value, decimals) => text.Tick(value, metric.Unit, decimals, metric));

    private static AxisTicks Of(IEnumerable<double> values, MetricUnit unit, Func<double, int, string> write)
    {
        var (low, high) = (0d, 0d);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (high == low) high = unit switch { MetricUnit.Rate => 0.1, MetricUnit.Duration => Minute, _ => 1 };
        var step = Step((high - low) / Steps, unit);
        // All with as many decimals as the step between them needs; money has none or two.
        var needed = Enumerable.Range(0, 4).FirstOrDefault(places => Math.Round(step, places) == Math.Round(step, 6), 4);
        var decimals = unit == MetricUnit.Money && needed > 0 ? 2 : needed;
        var ticks = new List<AxisTick>();
        for (var i = (int)Math.Floor((low / step) + 1e-9); ; i++)
        {
            ticks.Add(new AxisTick(i * step, i == 0 && unit == MetricUnit.Duration ? "0" : write(i * step, decimals)));
            if (i * step >= high - (step * 1e-9)) break;
        }

        return new AxisTicks(ticks);
    }

    /// <summary>As an attribute that the chart reads.</summary>
    public string Json() => JsonSerializer.Serialize(Ticks.Select(tick => new { v = tick.Value, text = tick.Text }));

    private static double Step(double least, MetricUnit unit)
    {
        if (unit == MetricUnit.Duration) return Durations.FirstOrDefault(step => step >= least, Math.Ceiling(least / Durations[^1]) * Durations[^1]);
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double[] round = [1, 2, 2.5, 5, 10];
        var step = power * round.First(factor => power * factor >= least * (1 - 1e-9));
        return unit is MetricUnit.Count or MetricUnit.Hour or MetricUnit.Weekday ? Math.Max(1, Math.Ceiling(step)) : step;
    }
}

/// <summary>One label of an axis.</summary>
public sealed record AxisTick(double Value, string Text);
