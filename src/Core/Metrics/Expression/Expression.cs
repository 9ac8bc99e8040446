namespace Deskmeter.Metrics.Expression;

/// <summary>A node of a measure, condition or formula. Every node knows where it stands in its text, for error messages.</summary>
/// <param name="Position">Offset of its first character.</param>
public abstract record Node(int Position);

/// <summary>A number; a duration such as <c>7d</c> is its seconds.</summary>
public sealed record NumberNode(int Position, double Value, bool IsDuration = false) : Node(Position);

/// <summary>A word or quoted text compared with a column: <c>answered</c>, <c>'on hold'</c>.</summary>
public sealed record TextNode(int Position, string Value) : Node(Position);

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record BooleanNode(int Position, bool Value) : Node(Position);

/// <summary>
/// A column of the fact by its full name (<c>started_at</c>, not <c>started</c>), or <c>period_start</c> / <c>period_end</c>, the local
/// dates of the row's period. A duration names its calendar column; on the business clock its twin is meant.
/// </summary>
public sealed record ColumnNode(int Position, string Name) : Node(Position);

/// <summary>A typed setting: <c>$window</c>.</summary>
public sealed record ParameterNode(int Position, string Name) : Node(Position);

/// <summary>Seconds from an instant to the period's end or to <c>as_of</c>: <c>age(started_at)</c>.</summary>
public sealed record AgeNode(int Position, string Column) : Node(Position);

public enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
}

public sealed record BinaryNode(int Position, BinaryOperator Operator, Node Left, Node Right) : Node(Position);

public sealed record NotNode(int Position, Node Operand) : Node(Position);

/// <summary><c>x is null</c>, <c>x is not null</c>.</summary>
public sealed record IsNullNode(int Position, Node Operand, bool IsNegated) : Node(Position);

/// <summary><c>x in (a, b)</c>.</summary>
public sealed record InNode(int Position, Node Operand, IReadOnlyList<Node> Values) : Node(Position);

public enum AggregateFunction
{
    Count,
    CountDistinct,
    Sum,
    Mean,
    Min,
    Max,
    Median,
    Percentile,
    Share,
    Nps,
}

/// <summary>An aggregate over the fact's rows, with its own filter: <c>count(distinct customer where ..)</c>.</summary>
/// <param name="Argument">Null for <c>count()</c>.</param>
/// <param name="Fraction">Of <c>percentile(c, p)</c>.</param>
public sealed record AggregateNode(int Position, AggregateFunction Function, Node? Argument, Node? Where, double? Fraction = null) : Node(Position);

/// <summary>In a formula: another KPI.</summary>
public sealed record MetricNode(int Position, string Id) : Node(Position);

/// <summary>
/// In a formula: <c>total(k)</c>, <c>previous(k)</c>, <c>at_start(k)</c>, <c>baseline(k, weeks)</c>, <c>argmax(k, slice)</c>,
/// <c>spread(k, across, within)</c>, <c>zscore(k, months)</c>, <c>allocated(k, by, slice)</c>, <c>open_hours(slice)</c>, <c>days()</c>, and <c>clamp(x, low, high)</c>.
/// <c>k</c> is a <see cref="MetricNode"/>, of <c>argmax</c> any formula; a slice is a <see cref="TextNode"/>; weeks and months are
/// a <see cref="NumberNode"/>.
/// </summary>
public sealed record FunctionNode(int Position, string Name, IReadOnlyList<Node> Arguments) : Node(Position);
