using Deskmeter.Facts;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Expression;

/// <summary>
/// Checks a measure or condition against a fact's columns and settles what each word is: a column, or, where it is compared with a
/// column of text, a text.
/// </summary>
internal sealed class FactCheck(FactTable fact, IReadOnlyList<MetricParameter> parameters, Dating dating)
{
    /// <summary>The measure with its words settled, and the kind of its value.</summary>
    /// <exception cref="ExpressionException">It does not fit the fact.</exception>
    public (Node Node, ValueKind Kind) Measure(Node node)
    {
        switch (node)
        {
            case AggregateNode aggregate:
                return Aggregate(aggregate);
            case BinaryNode { Operator: <= BinaryOperator.Divide } binary:
                var left = Measure(binary.Left);
                var right = Measure(binary.Right);
                return (binary with { Left = left.Node, Right = right.Node }, ValueKinds.Arithmetic(binary, left.Kind, right.Kind));
            case NumberNode or ParameterNode:
                return Value(node);
            case ColumnNode column:
                throw new ExpressionException(column.Position, $"'{column.Name}' stands outside an aggregate: a measure adds rows up, as in median({column.Name}).");
            default:
                throw new ExpressionException(node.Position, $"A measure is made of aggregates and arithmetic on them.");
        }
    }

    /// <summary>The condition with its words settled.</summary>
    /// <exception cref="ExpressionException">It does not fit the fact.</exception>
    public Node Condition(Node node, string where = "'where'")
    {
        var (settled, kind) = Value(node);
        return kind == ValueKind.Condition ? settled
            : throw new ExpressionException(node.Position, $"{where} takes a condition; this is {kind.Shown()}.");
    }

    private (Node Node, ValueKind Kind) Aggregate(AggregateNode node)
    {
        var where = node.Where is null ? null : Condition(node.Where);
        if (node.Argument is null) return (node with { Where = where }, ValueKind.Count);
        if (node.Function == AggregateFunction.Share)
            return (node with { Argument = Condition(node.Argument, "share()"), Where = where }, ValueKind.Rate);
        var (argument, kind) = Value(node.Argument);
        var isCount = node.Function == AggregateFunction.CountDistinct;
        if (isCount && kind is ValueKind.Condition or ValueKind.List || !isCount && !kind.IsNumeric())
            throw new ExpressionException(node.Argument.Position, $"{NameOf(node.Function)} takes {(isCount ? (Sentence)$"a column" : $"a number")}; this is {kind.Shown()}.");
        var result = node.Function switch
        {
            AggregateFunction.CountDistinct => ValueKind.Count,
            AggregateFunction.Nps when kind.IsPlain() => ValueKind.Number,
            AggregateFunction.Nps => throw new ExpressionException(node.Argument.Position, $"nps() takes a score; this is {kind.Shown()}."),
            _ => kind,
        };
        return (node with { Argument = argument, Where = where }, result);
    }

    private static string NameOf(AggregateFunction function) =>
        function == AggregateFunction.CountDistinct ? "count(distinct ..)" : $"{function.ToString().ToLowerInvariant()}()";

    private (Node Node, ValueKind Kind) Value(Node node)
    {
        switch (node)
        {
            case NumberNode number:
                return (node, number.IsDuration ? ValueKind.Duration : ValueKind.Number);
            case ParameterNode parameter:
                return (node, Find(parameter).IsDuration ? ValueKind.Duration : ValueKind.Number);
            case BooleanNode:
                return (node, ValueKind.Condition);
            case TextNode:
                return (node, ValueKind.Text);
            case ColumnNode { Name: "period_start" or "period_end" } when dating is Dating.Now:
                throw new ExpressionException(node.Position, $"A KPI that is dated by now has no period.");
            case ColumnNode column:
                return (node, KindOf(column) ?? throw Unknown(column));
            case AgeNode age:
                return (node, Age(age));
            case NotNode not:
                return (not with { Operand = Condition(not.Operand, "'not'") }, ValueKind.Condition);
            case IsNullNode isNull:
                return (isNull with { Operand = Value(isNull.Operand).Node }, ValueKind.Condition);
            case InNode among:
                return (Among(among), ValueKind.Condition);
            case BinaryNode binary:
                return Binary(binary);
            case AggregateNode aggregate:
                throw new ExpressionException(aggregate.Position, $"An aggregate cannot stand inside an aggregate or a condition: what needs one is a column of its own.");
            default:
                throw new ExpressionException(node.Position, $"This belongs in a formula.");
        }
    }

    private (Node Node, ValueKind Kind) Binary(BinaryNode node)
    {
        if (node.Operator is BinaryOperator.And or BinaryOperator.Or)
        {
            var word = $"'{node.Operator.ToString().ToLowerInvariant()}'";
            return (node with { Left = Condition(node.Left, word), Right = Condition(node.Right, word) }, ValueKind.Condition);
        }

        if (node.Operator > BinaryOperator.Divide) return (Compared(node), ValueKind.Condition);
        var left = Value(node.Left);
        var right = Value(node.Right);
        return (node with { Left = left.Node, Right = right.Node }, ValueKinds.Arithmetic(node, left.Kind, right.Kind));
    }

    private BinaryNode Compared(BinaryNode node)
    {
        var left = Settled(node.Left, node.Right);
        var right = Settled(node.Right, node.Left);
        var (leftKind, rightKind) = (Value(left).Kind, Value(right).Kind);
        if (leftKind == ValueKind.Text && left is ColumnNode first && right is ColumnNode second && !AreSamePeople(first, second))
            throw new ExpressionException(second.Position, $"'{second.Name}' is a column too: write it in quotes to mean the text, '{second.Name}'.", $"'{second.Name}'");
        Comparable(node.Position, left, leftKind, right, rightKind);
        if (node.Operator > BinaryOperator.NotEqual && leftKind is ValueKind.Text or ValueKind.Condition)
            throw new ExpressionException(node.Position, $"{leftKind.Opening()} is compared by = or <> only.");
        return node with { Left = Value(left).Node, Right = Value(right).Node };
    }

    private InNode Among(InNode node)
    {
        var (operand, kind) = Value(node.Operand);
        var values = new List<Node>();
        foreach (var value in node.Values)
        {
            var settled = Settled(value, node.Operand);
            if (settled is not (TextNode or NumberNode or ParameterNode))
                throw new ExpressionException(settled.Position, settled is ColumnNode { Name: var name } ? (Sentence)$"'{name}' is a column; a list after 'in' holds texts and numbers. Write it in quotes to mean the text." : $"A list after 'in' holds texts and numbers.");
            Comparable(settled.Position, operand, kind, settled, Value(settled).Kind);
            values.Add(settled);
        }

        return new InNode(node.Position, operand, values);
    }

    /// <summary>
    /// A word that is no column is a text where it is compared with a column of text, and must be one of the words that the column has.
    /// </summary>
    private Node Settled(Node node, Node other)
    {
        if (other is not ColumnNode column || KindOf(column) != ValueKind.Text) return node;
        var settled = node is ColumnNode word && KindOf(word) is null ? new TextNode(word.Position, word.Name) : node;
        if (settled is not TextNode text || fact.Find(column.Name)?.Words is not { } words) return settled;
        var known = Enum.GetNames(words).Select(FactTable.NameOf).ToList();
        return known.Contains(text.Value) ? settled
            : throw ExpressionException.Unknown(text.Position, $"value of {column.Name}", text.Value, known);
    }

    /// <summary>Two columns of text are compared only where both name agents or both name teams; elsewhere a text was meant.</summary>
    private bool AreSamePeople(ColumnNode left, ColumnNode right) =>
        fact.Find(left.Name)?.Role is ColumnRole.ActorId or ColumnRole.ActorTeam && fact.Find(left.Name)?.Role == fact.Find(right.Name)?.Role;

    private static void Comparable(int position, Node left, ValueKind leftKind, Node right, ValueKind rightKind)
    {
        if (leftKind == rightKind && leftKind != ValueKind.List) return;
        if (leftKind.IsPlain() && rightKind.IsPlain()) return;
        // 0 is nothing in every unit; money is compared with plain amounts of the workspace's currency.
        if (leftKind.IsNumeric() && rightKind.IsNumeric() && (IsZero(left) || IsZero(right))) return;
        if (leftKind == ValueKind.Money && right is NumberNode { IsDuration: false }) return;
        if (rightKind == ValueKind.Money && left is NumberNode { IsDuration: false }) return;
        var isDuration = leftKind == ValueKind.Duration || rightKind == ValueKind.Duration;
        Sentence hint = isDuration && leftKind.IsNumeric() && rightKind.IsNumeric() ? (Sentence)$" Give the number a unit: {Quantity.KnownUnits}." : $"";
        throw new ExpressionException(position, $"{leftKind.Opening()} cannot be compared with {rightKind.Shown()}.{hint}");
    }

    private static bool IsZero(Node node) => node is NumberNode { Value: 0 };

    private ValueKind Age(AgeNode node)
    {
        var column = fact.Find(node.Column) ?? throw Unknown(new ColumnNode(node.Position, node.Column));
        if (dating is Dating.At) throw new ExpressionException(node.Position, $"age() needs a KPI that is dated by now or by {{from, until}}.");
        return column.Kind == ColumnKind.Timestamp ? ValueKind.Duration
            : throw new ExpressionException(node.Position, $"age() takes an instant, such as created_at; '{node.Column}' is none.");
    }

    private ValueKind? KindOf(ColumnNode node) => node.Name is "period_start" or "period_end" ? ValueKind.Date
        : fact.Find(node.Name) is { } column ? ValueKinds.Of(column)
        : null;

    private MetricParameter Find(ParameterNode node) => parameters.FirstOrDefault(parameter => parameter.Name == node.Name)
        ?? throw ExpressionException.Unknown(node.Position, $"parameter", $"${node.Name}", parameters.Select(parameter => $"${parameter.Name}"));

    private ExpressionException Unknown(ColumnNode node)
    {
        var known = fact.Columns.Select(column => column.Name).Append("period_start").Append("period_end");
        return ExpressionException.Unknown(node.Position, $"column", node.Name, known, $" in the fact {fact.Name}");
    }
}
