using Deskmeter.Facts;
using Deskmeter.Metrics.Expression;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Sql;

/// <summary>Writes expressions over one fact's rows as SQL.</summary>
internal sealed class ExpressionSql(FactTable fact, Clock clock, IReadOnlyDictionary<string, double> settings, SqlParameters parameters, PeriodSql period)
{
    /// <summary>The text of an expression. Columns and settings are known: the catalogue checked them.</summary>
    public string Write(Node node) => node switch
    {
        NumberNode number => SqlText.Number(number.Value),
        ParameterNode setting => SqlText.Number(settings[setting.Name]),
        TextNode text => parameters.Add(text.Value),
        BooleanNode boolean => boolean.Value ? "true" : "false",
        ColumnNode column => Column(column.Name),
        AgeNode age => $"({period.AgeEnd()} - epoch_us({SqlText.Name(age.Column)}) // 1000000)",
        NotNode negated => $"(not {Write(negated.Operand)})",
        IsNullNode isNull => $"({Write(isNull.Operand)} is {(isNull.IsNegated ? "not " : "")}null)",
        InNode within => $"({Write(within.Operand)} in ({string.Join(", ", within.Values.Select(Write))}))",
        BinaryNode { Operator: BinaryOperator.Divide } divide =>
            $"(cast({Write(divide.Left)} as double) / nullif({Write(divide.Right)}, 0))",
        BinaryNode binary => $"({Write(binary.Left)} {ExpressionText.Symbol(binary.Operator)} {Write(binary.Right)})",
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no expression over rows."),
    };

    /// <summary>As a number whose percentiles interpolate: whole numbers do by themselves, money would be rounded to its scale.</summary>
    public string Quantity(Node node) => IsWhole(node) ? Write(node) : $"cast({Write(node)} as double)";

    /// <summary>Sums of it are whole numbers.</summary>
    public bool IsWhole(Node node) => node switch
    {
        AgeNode => true,
        ColumnNode column => fact.Find(column.Name)?.Kind is ColumnKind.BigInt or ColumnKind.Integer,
        _ => false,
    };

    /// <summary>It is a column of money.</summary>
    public bool IsMoney(Node node) => node is ColumnNode column && fact.Find(column.Name)?.Kind == ColumnKind.Decimal;

    private string Column(string name) => name switch
    {
        "period_start" => period.Start(),
        "period_end" => period.End(),
        _ => SqlText.Name(OnClock(name)),
    };

    private string OnClock(string name) =>
        clock == Clock.Business && fact.Find(name)?.Role == ColumnRole.Seconds ? $"{name[..^"seconds".Length]}business_seconds" : name;
}

/// <summary>What an expression says of the row's period.</summary>
/// <param name="Start">Its first local date.</param>
/// <param name="End">The local date after it.</param>
/// <param name="AgeEnd">The instant up to which ages run, in seconds since 1970.</param>
internal sealed record PeriodSql(Func<string> Start, Func<string> End, Func<string> AgeEnd)
{
    /// <summary>There is no such period, and the catalogue lets no expression ask for it.</summary>
    public static string None() => "null";
}
