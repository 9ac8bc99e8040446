using Deskmeter.App.Board;
using Deskmeter.Metrics;

namespace Deskmeter.App.Metrics;

/// <summary>A range of values in words: a bin of a distribution.</summary>
public static class BinName
{
    /// <summary>Steps of one are the values of a scale, and are named by the value.</summary>
    /// <param name="visit">In whose language.</param>
    /// <param name="unit">Of the values.</param>
    /// <param name="least">The range begins here; null: it has no beginning.</param>
    /// <param name="below">It ends before this; null: it has no end.</param>
    public static string Of(Visit visit, MetricUnit unit, double? least, double? below)
    {
        return (least, below) switch
        {
            (null or 0, { } to) when unit == MetricUnit.Duration || least is null => visit.Language.Say("board.distribution.under", ("value", Write(to))),
            ({ } from, { } to) when to - from == 1 && unit != MetricUnit.Duration => Write(from),
            ({ } from, { } to) => visit.Language.Say("board.distribution.range", ("from", Write(from)), ("to", Write(to))),
            ({ } from, null) => visit.Language.Say("board.distribution.over", ("value", Write(from))),
            _ => "",
        };

        string Write(double value) => unit switch
        {
            MetricUnit.Duration => visit.Text.Text(value, unit),
            MetricUnit.Rate => visit.Text.Short(value, unit),
            _ => visit.Text.Number(value, value % 1 == 0 ? 0 : 1),
        };
    }
}
