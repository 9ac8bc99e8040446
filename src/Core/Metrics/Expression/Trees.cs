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
    internal static bool IsAdditive(this Node node, Func<string, bool> isPartAdditive) =>
        node.IsLinear(function => function is AggregateFunction.Count or AggregateFunction.Sum, isPartAdditive);

    /// <summary>A count or a sum: of a part of the rows it is smaller, even where one thing counted may be in several parts.</summary>
    internal static bool IsAmount(this Node node, Func<string, bool> isPartAmount) =>
        node.IsLinear(function => function is AggregateFunction.Count or AggregateFunction.CountDistinct or AggregateFunction.Sum, isPartAmount);

    /// <summary>Made of such aggregates and parts by adding, subtracting and multiplying with numbers.</summary>
    private static bool IsLinear(this Node node, Func<AggregateFunction, bool> isSuch, Func<string, bool> isPartSuch) => node switch
    {
        AggregateNode aggregate => isSuch(aggregate.Function),
        MetricNode part => isPartSuch(part.Id),
        FunctionNode { Name: "previous" or "at_start", Arguments: [MetricNode part] } => isPartSuch(part.Id),
        BinaryNode { Operator: BinaryOperator.Add or BinaryOperator.Subtract } binary => binary.Left.IsLinear(isSuch, isPartSuch) && binary.Right.IsLinear(isSuch, isPartSuch),
        BinaryNode { Operator: BinaryOperator.Multiply, Left: NumberNode } binary => binary.Right.IsLinear(isSuch, isPartSuch),
        BinaryNode { Operator: BinaryOperator.Multiply or BinaryOperator.Divide, Right: NumberNode } binary => binary.Left.IsLinear(isSuch, isPartSuch),
        _ => false,
    };
}
