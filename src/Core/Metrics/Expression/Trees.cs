namespace Deskmeter.Metrics.Expression;

/// <summary>Walks over expressions.</summary>
public static class Trees
{
    /// <summary>A node and all below it.</summary>
    public static IEnumerable<Node> Walk(this Node node) => node.Children().SelectMany(Walk).Prepend(node);

    /// <summary>The nodes right below a node.</summary>
    public static IEnumerable<Node> Children(this Node node) => node switch
    {
        BinaryNode binary => [binary.Left, binary.Right],
        NotNode not => [not.Operand],
        IsNullNode isNull => [isNull.Operand],
        InNode among => among.Values.Prepend(among.Operand),
        AggregateNode aggregate => new[] { aggregate.Argument, aggregate.Where }.OfType<Node>(),
        FunctionNode function => function.Arguments,
        _ => [],
    };

    /// <summary>Values over the members of a slice add up to the value over all.</summary>
    internal static bool IsAdditive(this Node node, Func<string, bool> isPartAdditive) => node switch
    {
        AggregateNode aggregate => aggregate.Function is AggregateFunction.Count or AggregateFunction.Sum,
        MetricNode part => isPartAdditive(part.Id),
        FunctionNode { Name: "previous" or "at_start", Arguments: [MetricNode part] } => isPartAdditive(part.Id),
        BinaryNode { Operator: BinaryOperator.Add or BinaryOperator.Subtract } binary =>
            binary.Left.IsAdditive(isPartAdditive) && binary.Right.IsAdditive(isPartAdditive),
        BinaryNode { Operator: BinaryOperator.Multiply, Left: NumberNode } binary => binary.Right.IsAdditive(isPartAdditive),
        BinaryNode { Operator: BinaryOperator.Multiply or BinaryOperator.Divide, Right: NumberNode } binary => binary.Left.IsAdditive(isPartAdditive),
        _ => false,
    };
}
