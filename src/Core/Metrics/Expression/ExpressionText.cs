namespace Deskmeter.Metrics.Expression;

/// <summary>Writes expressions as they are written by people; what it writes reads back as the same expression.</summary>
public static class ExpressionText
{
    /// <summary>The text of an expression.</summary>
    /// <param name="node">A measure, condition or formula, or a part of one.</param>
    /// <param name="instead">What stands for a node, such as a setting's value or a part with its figure; null: the node itself.</param>
    public static string Write(Node node, Func<Node, string?>? instead = null) => new Writer(instead ?? (_ => null)).Text(node, 0);

    /// <summary>How strongly an operator binds; a weaker one within a stronger one stands in brackets.</summary>
    private static int StrengthOf(Node node) => node switch
    {
        BinaryNode { Operator: BinaryOperator.Or } => 1,
        BinaryNode { Operator: BinaryOperator.And } => 2,
        NotNode { Operand: InNode } => 4,
        NotNode => 3,
        IsNullNode or InNode => 4,
        BinaryNode { Operator: >= BinaryOperator.Equal } => 4,
        BinaryNode { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => 5,
        BinaryNode => 6,
        _ => 7,
    };

    /// <summary>How an operator is written, here and in SQL.</summary>
    internal static string Symbol(BinaryOperator which) => which switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.And => "and",
        BinaryOperator.Or => "or",
        _ => throw new ArgumentOutOfRangeException(nameof(which), which, null),
    };

    private sealed class Writer(Func<Node, string?> instead)
    {
        public string Text(Node node, int least)
        {
            if (instead(node) is { } other) return other;
            var text = Plain(node);
            return StrengthOf(node) < least ? $"({text})" : text;
        }

        private string Plain(Node node) => node switch
        {
            NumberNode number => new Quantity(number.Value, number.IsDuration).ToString(),
            TextNode text => $"'{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
            BooleanNode boolean => boolean.Value ? "true" : "false",
            ColumnNode column => column.Name,
            ParameterNode setting => $"${setting.Name}",
            AgeNode age => $"age({age.Column})",
            MetricNode metric => metric.Id,
            NotNode { Operand: InNode among } => $"{Text(among.Operand, 5)} not in {Values(among)}",
            NotNode not => $"not {Text(not.Operand, 3)}",
            IsNullNode isNull => $"{Text(isNull.Operand, 5)} is {(isNull.IsNegated ? "not " : "")}null",
            InNode among => $"{Text(among.Operand, 5)} in {Values(among)}",
            BinaryNode binary => $"{Text(binary.Left, Left(binary))} {Symbol(binary.Operator)} {Text(binary.Right, Right(binary))}",
            AggregateNode aggregate => Aggregate(aggregate),
            FunctionNode function => $"{function.Name}({string.Join(", ", function.Arguments.Select(Argument))})",
            _ => throw new InvalidOperationException($"{node.GetType().Name} has no text."),
        };

        /// <summary>Comparisons do not follow each other; the rest is read from the left.</summary>
        private static int Left(BinaryNode node) => StrengthOf(node) is 4 ? 5 : StrengthOf(node);

        private static int Right(BinaryNode node) => StrengthOf(node) + 1;

        private string Values(InNode node) => $"({string.Join(", ", node.Values.Select(value => Text(value, 7)))})";

        /// <summary>A slice within a formula stands without quotes.</summary>
        private string Argument(Node node) => node is TextNode slice ? slice.Value : Text(node, 0);

        private string Aggregate(AggregateNode node)
        {
            var name = node.Function == AggregateFunction.CountDistinct ? "count" : node.Function.ToString().ToLowerInvariant();
            var argument = node.Argument is { } inner ? Text(inner, node.Function == AggregateFunction.Share ? 0 : 5) : "";
            if (node.Function == AggregateFunction.CountDistinct) argument = $"distinct {argument}";
            if (node.Fraction is { } fraction) argument += $", {new Quantity(fraction, IsDuration: false)}";
            var where = node.Where is { } condition ? $"{(argument.Length > 0 ? " " : "")}where {Text(condition, 0)}" : "";
            return $"{name}({argument}{where})";
        }
    }
}
