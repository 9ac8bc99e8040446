using Deskmeter.Facts;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Expression;

/// <summary>What an expression's value is, finer than a column's type: seconds and money are not just numbers.</summary>
internal enum ValueKind
{
    Number,
    Count,
    Rate,

    /// <summary>Seconds.</summary>
    Duration,
    Money,
    Condition,
    Text,
    List,
    Date,
    Instant,
}

/// <summary>How kinds go together.</summary>
internal static class ValueKinds
{
    public static bool IsNumeric(this ValueKind kind) => kind <= ValueKind.Money;

    /// <summary>A number without a unit of its own.</summary>
    public static bool IsPlain(this ValueKind kind) => kind <= ValueKind.Rate;

    public static Sentence Shown(this ValueKind kind) => kind switch
    {
        ValueKind.Duration => (Sentence)$"a duration",
        ValueKind.Money => $"an amount of money",
        ValueKind.Condition => $"a condition",
        ValueKind.Text => $"a text",
        ValueKind.List => $"a list",
        ValueKind.Date => $"a date",
        ValueKind.Instant => $"an instant",
        _ => $"a number",
    };

    /// <summary>As it stands at the beginning of a sentence.</summary>
    public static Sentence Opening(this ValueKind kind) => kind switch
    {
        ValueKind.Duration => (Sentence)$"A duration",
        ValueKind.Money => $"An amount of money",
        ValueKind.Condition => $"A condition",
        ValueKind.Text => $"A text",
        ValueKind.List => $"A list",
        ValueKind.Date => $"A date",
        ValueKind.Instant => $"An instant",
        _ => $"A number",
    };

    /// <summary>The kind of a column, by its type and, for seconds, its name.</summary>
    public static ValueKind Of(FactColumn column) => column.Kind switch
    {
        ColumnKind.Boolean => ValueKind.Condition,
        ColumnKind.Decimal => ValueKind.Money,
        ColumnKind.Text => ValueKind.Text,
        ColumnKind.TextList => ValueKind.List,
        ColumnKind.Date => ValueKind.Date,
        ColumnKind.Timestamp => ValueKind.Instant,
        _ => column.Name == "seconds" || column.Name.EndsWith("_seconds", StringComparison.Ordinal) ? ValueKind.Duration : ValueKind.Number,
    };

    public static ValueKind Of(MetricUnit unit) => unit switch
    {
        MetricUnit.Count => ValueKind.Count,
        MetricUnit.Duration => ValueKind.Duration,
        MetricUnit.Money => ValueKind.Money,
        MetricUnit.Rate => ValueKind.Rate,
        _ => ValueKind.Number,
    };

    /// <summary>A value of this kind can be shown in this unit.</summary>
    public static bool Fits(this ValueKind kind, MetricUnit unit) => unit switch
    {
        MetricUnit.Duration => kind == ValueKind.Duration,
        MetricUnit.Money => kind == ValueKind.Money,
        MetricUnit.Count => kind is ValueKind.Count or ValueKind.Number,
        MetricUnit.Rate => kind is ValueKind.Rate or ValueKind.Number,
        _ => kind.IsPlain(),
    };

    /// <summary>The kind of an arithmetic result.</summary>
    /// <exception cref="ExpressionException">The kinds do not go together.</exception>
    public static ValueKind Arithmetic(BinaryNode node, ValueKind left, ValueKind right)
    {
        if (!left.IsNumeric() || !right.IsNumeric())
            throw new ExpressionException(node.Position, $"{(left.IsNumeric() ? right : left).Opening()} cannot be calculated with.");
        return node.Operator switch
        {
            BinaryOperator.Add or BinaryOperator.Subtract => Added(node, left, right),
            BinaryOperator.Multiply => Multiplied(node, left, right),
            _ => left == right || right.IsPlain() ? left.IsPlain() || left == right ? ValueKind.Number : left : throw Mixed(node, left, right),
        };
    }

    private static ValueKind Added(BinaryNode node, ValueKind left, ValueKind right)
    {
        if (left == right) return left;
        if (left.IsPlain() && right.IsPlain()) return left == ValueKind.Rate || right == ValueKind.Rate ? ValueKind.Rate : ValueKind.Number;
        throw Mixed(node, left, right);
    }

    private static ValueKind Multiplied(BinaryNode node, ValueKind left, ValueKind right)
    {
        if (left.IsPlain() && right.IsPlain()) return ValueKind.Number;
        if (left.IsPlain()) return right;
        return right.IsPlain() ? left : throw Mixed(node, left, right);
    }

    private static ExpressionException Mixed(BinaryNode node, ValueKind left, ValueKind right) => new(node.Position,
        $"{left.Opening()} and {right.Shown()} do not go together here.");
}
