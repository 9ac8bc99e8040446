using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.App.Board;

/// <summary>In what one side of a fraction is told: seconds of seconds are a rate, but each side is a duration.</summary>
public static class PartUnit
{
    /// <summary>The unit of a side; null: a plain number.</summary>
    public static MetricUnit? Of(Node side, MetricCatalogue catalogue) => side switch
    {
        MetricNode part when catalogue.Get(part.Id).Unit is var unit and (MetricUnit.Duration or MetricUnit.Money) => unit,
        FunctionNode { Name: "allocated" or "total", Arguments: [var first, ..] } => Of(first, catalogue),
        AggregateNode { Function: AggregateFunction.Sum, Argument: ColumnNode { Name: var column } } when column.EndsWith("_seconds", StringComparison.Ordinal) => MetricUnit.Duration,
        _ => null,
    };
}
