using System.Globalization;
using Deskmeter.Metrics.Expression;

namespace Deskmeter.Core.Tests.Metrics.Expression;

/// <summary>A tree as text with every bracket, so that trees can be compared.</summary>
internal static class Shown
{
    private static readonly string[] Operators = ["+", "-", "*", "/", "=", "<>", "<", "<=", ">", ">=", "and", "or"];

    public static string Of(Node node) => node switch
    {
        NumberNode number => number.Value.ToString(CultureInfo.InvariantCulture) + (number.IsDuration ? "s" : ""),
        TextNode text => $"'{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
        BooleanNode boolean => boolean.Value ? "true" : "false",
        ColumnNode column => column.Name,
        ParameterNode parameter => $"${parameter.Name}",
        MetricNode metric => metric.Id,
        AgeNode age => $"age({age.Column})",
        BinaryNode binary => $"({Of(binary.Left)} {Operators[(int)binary.Operator]} {Of(binary.Right)})",
        NotNode not => $"(not {Of(not.Operand)})",
        IsNullNode isNull => $"({Of(isNull.Operand)} is {(isNull.IsNegated ? "not " : "")}null)",
        InNode among => $"({Of(among.Operand)} in ({string.Join(", ", among.Values.Select(Of))}))",
        AggregateNode aggregate => Aggregate(aggregate),
        FunctionNode function => $"{function.Name}({string.Join(", ", function.Arguments.Select(argument => argument is TextNode slice ? slice.Value : Of(argument)))})",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, null),
    };

    private static string Aggregate(AggregateNode node)
    {
        var name = node.Function == AggregateFunction.CountDistinct ? "count" : node.Function.ToString().ToLowerInvariant();
        var argument = node.Argument is null ? "" : Of(node.Argument);
        if (node.Function == AggregateFunction.CountDistinct) argument = $"distinct {argument}";
        if (node.Fraction is { } fraction) argument += $", {fraction.ToString(CultureInfo.InvariantCulture)}";
        if (node.Where is { } where) argument = $"{argument} where {Of(where)}".TrimStart();
        return $"{name}({argument})";
    }
}
