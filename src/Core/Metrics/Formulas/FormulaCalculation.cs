using System.Globalization;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.Metrics.Formulas;

/// <summary>Writes out how a formula was worked out: the formula with the value of each of its parts.</summary>
internal sealed class FormulaCalculation(FormulaEvaluator evaluator, Metric metric, Frame frame, IReadOnlyDictionary<string, double> settings)
{
    private readonly Dictionary<Node, Series> _parts = new(ReferenceEqualityComparer.Instance);

    /// <summary>Asks for the parts: once to learn what is needed, and again when it has been read.</summary>
    public void Evaluate()
    {
        foreach (var part in Parts(metric.Formula!)) _parts[part] = evaluator.Evaluate(metric with { Formula = part }, frame, metric.Id);
    }

    /// <summary>The calculation of one member over the whole range, such as <c>tickets_created 120 / orders_paid 2400</c>.</summary>
    public string Text(Member member) => ExpressionText.Write(metric.Formula!, node => node switch
    {
        _ when _parts.TryGetValue(node, out var part) => $"{ExpressionText.Write(node)} {Number(part.At(0, member).Value)}",
        ParameterNode setting => Number(settings[setting.Name]),
        _ => null,
    });

    /// <summary>KPIs and functions; what is held between bounds shows its own parts.</summary>
    private static IEnumerable<Node> Parts(Node node) =>
        node is MetricNode or FunctionNode { Name: not "clamp" } ? [node] : node.Children().SelectMany(Parts);

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "unknown";
}
