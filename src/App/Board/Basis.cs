using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.App.Board;

/// <summary>The two sides of a fraction in words: what part of what whole, or what was divided by how much of what.</summary>
/// <param name="language">The words.</param>
/// <param name="text">How numbers are written.</param>
/// <param name="catalogue">What the KPIs of a formula are.</param>
public sealed class Basis(Language language, FigureFormat text, MetricCatalogue catalogue)
{
    private const string Points = "points";

    /// <summary>
    /// 605 of 719, €9,930 over 904 tickets. Null where there are no sides, and where they say nothing: the sum behind a mean, and
    /// promoters less detractors.
    /// </summary>
    public string? Of(Metric metric, MetricRow row)
    {
        if (metric.Measure is AggregateNode { Function: AggregateFunction.Mean or AggregateFunction.Nps }) return null;
        if (row is not { Numerator: { } part, Denominator: { } whole }) return null;
        (string Place, string Text)[] sides = [("part", Side(metric, part, isWhole: false)), ("whole", Side(metric, whole, isWhole: true))];
        return Noun(metric) is { } noun ? language.Count($"board.over.{noun}", (long)Math.Ceiling(whole), sides)
            : language.Say(IsQuotient(metric) ? "board.over.plain" : "board.of", sides);
    }

    /// <summary>Its denominator counts something else than its numerator, or in another unit, and says more than how many rows there were.</summary>
    public static bool IsQuotient(Metric metric) => Sides(metric) is not null && (metric.Unit != MetricUnit.Rate || Noun(metric) is not (null or Points));

    /// <summary>How many stand behind a figure: of a quotient what it was divided by, else the rows; null where nobody knows.</summary>
    public static double? Amount(Metric metric, MetricRow row) => IsQuotient(metric) ? row.Denominator : row.N;

    /// <summary>How many stand behind a figure, as it is written; empty where nobody knows.</summary>
    public string Size(Metric metric, MetricRow row) =>
        Amount(metric, row) is not { } size ? "" : IsQuotient(metric) ? Side(metric, size, isWhole: true) : text.Count(size);

    private string Side(Metric metric, double value, bool isWhole)
    {
        var unit = Sides(metric) is { } sides ? PartUnit.Of(isWhole ? sides.Right : sides.Left, catalogue) : null;
        return unit == MetricUnit.Duration ? text.Work(value) : unit is { } known ? text.Text(value, known) : text.Number(value, value % 1 == 0 ? 0 : 1);
    }

    private static BinaryNode? Sides(Metric metric) => (metric.Formula ?? metric.Measure) is BinaryNode { Operator: BinaryOperator.Divide } sides ? sides : null;

    /// <summary>What the denominator counts, where that goes without its definition; of a share of the same things, "of" says it.</summary>
    private static string? Noun(Metric metric) => Sides(metric)?.Right is not { } whole ? null
        : metric.Unit == MetricUnit.Rate && metric.Measure is not null ? whole is AggregateNode { Argument: ColumnNode { Name: "weight" } } ? Points : null
        : Noun(whole) is { } noun && (metric.Unit != MetricUnit.Rate || noun != Noun(Sides(metric)!.Left)) ? noun : null;

    private static string? Noun(Node whole) => whole switch
    {
        MetricNode { Id: "tickets_created" or "tickets_resolved" } => "tickets",
        MetricNode { Id: "orders_paid" } => "orders",
        MetricNode { Id: "active_customers" or "customers_started" } => "customers",
        MetricNode { Id: "article_views" } => "views",
        MetricNode { Id: "contacts_started" } => "contacts",
        AggregateNode { Function: AggregateFunction.CountDistinct, Argument: ColumnNode { Name: "resolver_id" or "assignee_id" } } => "agents",
        FunctionNode { Name: "at_start", Arguments: [var stock] } => Noun(stock),
        BinaryNode { Operator: BinaryOperator.Add or BinaryOperator.Subtract, Left: var left, Right: var right } when Noun(left) == Noun(right) => Noun(left),
        BinaryNode { Operator: BinaryOperator.Divide, Left: MetricNode { Id: "scheduled_time" }, Right: NumberNode { Value: 3600 } } => "hours",
        BinaryNode { Operator: BinaryOperator.Divide, Right: NumberNode { Value: 365 } } days when Trees.Walk(days).OfType<FunctionNode>().Any(node => node.Name == "days") => "years",
        _ => null,
    };
}
