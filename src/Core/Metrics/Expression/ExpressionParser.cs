namespace Deskmeter.Metrics.Expression;

/// <summary>
/// Reads the text of a measure, a condition or a formula into its tree, by recursive descent. Which words are columns, and whether
/// types agree, is checked afterwards (<see cref="FactCheck"/>, <see cref="FormulaCheck"/>).
/// </summary>
public sealed class ExpressionParser
{
    // Both keep a hostile text from exhausting the stack.
    private const int MaxLength = 4000;
    private const int MaxDepth = 64;

    private static readonly string[] Keywords = ["and", "or", "not", "is", "null", "in", "where", "distinct", "true", "false"];

    private static readonly string[] Aggregates = ["count", "sum", "mean", "min", "max", "median", "percentile", "share", "nps"];

    private readonly List<Token> _tokens;
    private readonly bool _isFormula;
    private int _at;
    private int _depth;

    private ExpressionParser(string text, bool isFormula)
    {
        if (text.Length > MaxLength) throw new ExpressionException(MaxLength, $"An expression has at most {MaxLength} characters.");
        _tokens = Lexer.Read(text);
        _isFormula = isFormula;
    }

    /// <summary>A measure: aggregates over a fact, and arithmetic on them.</summary>
    /// <exception cref="ExpressionException">The text is wrong; says where, and what was expected.</exception>
    public static Node Measure(string text) => new ExpressionParser(text, isFormula: false).Whole(parser => parser.Sum());

    /// <summary>A condition over a fact's columns.</summary>
    /// <exception cref="ExpressionException">The text is wrong; says where, and what was expected.</exception>
    public static Node Condition(string text) => new ExpressionParser(text, isFormula: false).Whole(parser => parser.Or());

    /// <summary>A formula over other KPIs.</summary>
    /// <exception cref="ExpressionException">The text is wrong; says where, and what was expected.</exception>
    public static Node Formula(string text) => new ExpressionParser(text, isFormula: true).Whole(parser => parser.Sum());

    private Token Current => _tokens[_at];

    private Token Take() => _tokens[_at++];

    private bool IsAt(string text) => Current.Kind is TokenKind.Symbol or TokenKind.Word && Current.Text == text;

    private bool TryTake(string text)
    {
        if (!IsAt(text)) return false;
        _at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!TryTake(text)) throw Unexpected($"'{text}'");
    }

    private ExpressionException Unexpected(Sentence expected)
    {
        var isOtherWord = Current.Kind == TokenKind.Word && !Keywords.Contains(Current.Text);
        var near = isOtherWord ? Keywords.FirstOrDefault(word => word.Equals(Current.Text, StringComparison.OrdinalIgnoreCase)) : null;
        var hint = Nearest.Hint(near);
        return new ExpressionException(Current.Position, $"{expected} is expected, {Current.Shown} was found.{hint}", near);
    }

    private Node Whole(Func<ExpressionParser, Node> read)
    {
        var node = read(this);
        return Current.Kind == TokenKind.End ? node : throw Unexpected($"An operator or the end");
    }

    private Node Or()
    {
        var left = And();
        while (IsAt("or")) left = new BinaryNode(Take().Position, BinaryOperator.Or, left, And());
        return left;
    }

    private Node And()
    {
        var left = Not();
        while (IsAt("and")) left = new BinaryNode(Take().Position, BinaryOperator.And, left, Not());
        return left;
    }

    private Node Not() => IsAt("not") ? new NotNode(Take().Position, Nested(Not)) : Comparison();

    private Node Nested(Func<Node> read)
    {
        if (++_depth > MaxDepth) throw new ExpressionException(Current.Position, $"An expression is nested at most {MaxDepth} deep.");
        var node = read();
        _depth--;
        return node;
    }

    private Node Comparison()
    {
        var left = Sum();
        var token = Current;
        if (ComparisonOf(token) is { } comparison)
        {
            _at++;
            return new BinaryNode(token.Position, comparison, left, Sum());
        }

        if (TryTake("is"))
        {
            var isNegated = TryTake("not");
            Expect("null");
            return new IsNullNode(token.Position, left, isNegated);
        }

        if (TryTake("in")) return new InNode(token.Position, left, Values());
        if (!TryTake("not")) return left;
        Expect("in");
        return new NotNode(token.Position, new InNode(token.Position, left, Values()));
    }

    private static BinaryOperator? ComparisonOf(Token token) => token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "=" => BinaryOperator.Equal,
        "<>" or "!=" => BinaryOperator.NotEqual,
        "<" => BinaryOperator.Less,
        "<=" => BinaryOperator.LessOrEqual,
        ">" => BinaryOperator.Greater,
        ">=" => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    private List<Node> Values()
    {
        Expect("(");
        var values = new List<Node>();
        do values.Add(Unary());
        while (TryTake(","));
        Expect(")");
        return values;
    }

    private Node Sum()
    {
        var left = Product();
        while (IsAt("+") || IsAt("-"))
        {
            var token = Take();
            left = new BinaryNode(token.Position, token.Text == "+" ? BinaryOperator.Add : BinaryOperator.Subtract, left, Product());
        }

        return left;
    }

    private Node Product()
    {
        var left = Unary();
        while (IsAt("*") || IsAt("/"))
        {
            var token = Take();
            left = new BinaryNode(token.Position, token.Text == "*" ? BinaryOperator.Multiply : BinaryOperator.Divide, left, Unary());
        }

        return left;
    }

    private Node Unary()
    {
        if (!IsAt("-")) return Primary();
        var position = Take().Position;
        return Nested(Unary) switch
        {
            NumberNode number => number with { Position = position, Value = -number.Value },
            var operand => new BinaryNode(position, BinaryOperator.Multiply, new NumberNode(position, -1), operand),
        };
    }

    private Node Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.Duration:
                _at++;
                return new NumberNode(token.Position, token.Number, token.Kind == TokenKind.Duration);
            case TokenKind.Parameter:
                _at++;
                return new ParameterNode(token.Position, token.Text);
            case TokenKind.Quoted when !_isFormula:
                _at++;
                return new TextNode(token.Position, token.Text);
            case TokenKind.Word when !Keywords.Contains(token.Text) || token.Text is "true" or "false":
                _at++;
                return IsAt("(") ? Call(token) : Word(token);
        }

        if (!IsAt("(")) throw Unexpected(_isFormula ? (Sentence)$"A KPI, a number, a function or '('" : $"A column, a number, an aggregate or '('");
        _at++;
        var inner = Nested(_isFormula ? Sum : Or);
        Expect(")");
        return inner;
    }

    private Node Word(Token token) => token.Text switch
    {
        _ when _isFormula => new MetricNode(token.Position, token.Text),
        "true" or "false" => new BooleanNode(token.Position, token.Text == "true"),
        _ => new ColumnNode(token.Position, token.Text),
    };

    private Node Call(Token name)
    {
        Expect("(");
        var node = Nested(() => _isFormula ? Function(name) : name.Text == "age" ? Age(name) : Aggregate(name));
        Expect(")");
        return node;
    }

    private AgeNode Age(Token name) => Current.Kind == TokenKind.Word
        ? new AgeNode(name.Position, Take().Text)
        : throw Unexpected($"The column of an instant");

    private AggregateNode Aggregate(Token name)
    {
        if (FunctionOf(name.Text) is not { } function)
            throw ExpressionException.Unknown(name.Position, $"aggregate", name.Text, Aggregates.Append("age"));
        Node? argument = null;
        if (function == AggregateFunction.Count)
        {
            if (TryTake("distinct")) (function, argument) = (AggregateFunction.CountDistinct, Sum());
            else if (!IsAt("where") && !IsAt(")"))
                throw Unexpected($"'distinct' and a column, 'where' or ')'");
        }
        else
        {
            argument = function == AggregateFunction.Share ? Or() : Sum();
        }

        double? fraction = function == AggregateFunction.Percentile ? Fraction() : null;
        var where = TryTake("where") ? Or() : null;
        return new AggregateNode(name.Position, function, argument, where, fraction);
    }

    private static AggregateFunction? FunctionOf(string name) => name switch
    {
        "count" => AggregateFunction.Count,
        "sum" => AggregateFunction.Sum,
        "mean" => AggregateFunction.Mean,
        "min" => AggregateFunction.Min,
        "max" => AggregateFunction.Max,
        "median" => AggregateFunction.Median,
        "percentile" => AggregateFunction.Percentile,
        "share" => AggregateFunction.Share,
        "nps" => AggregateFunction.Nps,
        _ => null,
    };

    private double Fraction()
    {
        Expect(",");
        if (Current is { Kind: TokenKind.Number, Number: > 0 and < 1 }) return Take().Number;
        throw Unexpected($"A fraction between 0 and 1, such as 0.9,");
    }

    private FunctionNode Function(Token name)
    {
        if (!FormulaFunctions.All.TryGetValue(name.Text, out var parameters))
            throw ExpressionException.Unknown(name.Position, $"function", name.Text, FormulaFunctions.All.Keys);
        var arguments = new List<Node>();
        foreach (var parameter in parameters)
        {
            if (arguments.Count > 0 && !TryTake(",")) throw Unexpected($"',' of {FormulaFunctions.Usage(name.Text)}");
            arguments.Add(Argument(parameter, name.Text));
        }

        if (!IsAt(")")) throw Unexpected($"')' of {FormulaFunctions.Usage(name.Text)}");
        return new FunctionNode(name.Position, name.Text, arguments);
    }

    private Node Argument(FormulaArgument kind, string function)
    {
        var token = Current;
        switch (kind)
        {
            case FormulaArgument.Formula:
                return Sum();
            case FormulaArgument.Kpi when token.Kind == TokenKind.Word:
                _at++;
                return new MetricNode(token.Position, token.Text);
            case FormulaArgument.Slice when token.Kind == TokenKind.Word:
                _at++;
                return new TextNode(token.Position, token.Text);
            case FormulaArgument.Span when token is { Kind: TokenKind.Number, Number: >= 1 } && token.Number % 1 == 0:
                _at++;
                return new NumberNode(token.Position, token.Number);
        }

        Sentence expected = kind switch
        {
            FormulaArgument.Kpi => (Sentence)$"A KPI",
            FormulaArgument.Slice => $"A slice",
            _ => $"A whole number from 1",
        };
        throw Unexpected($"{expected} in {FormulaFunctions.Usage(function)}");
    }
}
