using Deskmeter.App.Board;
using Deskmeter.Metrics;
using Deskmeter.Volume;

namespace Deskmeter.App.Volume;

/// <summary>A count by hour and weekday: one hue, seven steps from nothing to the most.</summary>
public sealed class HeatGrid
{
    private const int Steps = 6;
    private readonly double[,] _cells = new double[8, 24];

    private HeatGrid(OpenWeek? open) => Open = open;

    /// <summary>Null: no calendar says which hours are open.</summary>
    public OpenWeek? Open { get; }

    /// <summary>The fullest cell; null when all are empty.</summary>
    public (int Weekday, int Hour)? Peak { get; private set; }

    public double Most => Peak is { } peak ? this[peak.Weekday, peak.Hour] : 0;

    /// <summary>Weekdays are 1 (Monday) to 7, hours 0 to 23.</summary>
    public double this[int weekday, int hour] => _cells[weekday, hour];

    /// <summary>From 0, nothing, to 6, about the most.</summary>
    public int StepOf(int weekday, int hour) => this[weekday, hour] is > 0 and var count ? Math.Clamp((int)Math.Ceiling(Steps * count / Most), 1, Steps) : 0;

    /// <summary>Asks by weekday and hour over the period shown.</summary>
    public static HeatGrid Of(Visit visit, string kpi, OpenWeek? open)
    {
        var grid = new HeatGrid(open);
        foreach (var row in visit.Run(visit.State.Ask(kpi) with { By = ["weekday", "hour"], Compare = Compare.None }).Rows)
        {
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            if (row.Value is not { } count || !int.TryParse(row.Slice["weekday"], culture, out var weekday) || !int.TryParse(row.Slice["hour"], culture, out var hour)) continue;
            grid._cells[weekday, hour] = count;
            if (count > grid.Most) grid.Peak = (weekday, hour);
        }

        return grid;
    }
}
