using Deskmeter.Facts;
using Deskmeter.Metrics.Expression;
using Deskmeter.Metrics.Sql;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Explanation;

/// <summary>One reason for which a statement leaves rows out.</summary>
/// <param name="Reason">What kind of reason.</param>
/// <param name="Condition">The condition that does not hold, as text; null where there is none.</param>
/// <param name="Holds">The SQL that is true for the rows.</param>
/// <param name="Detail">The SQL of a text that tells rows of one reason apart.</param>
/// <param name="Words">What such a text means.</param>
internal sealed record RowReason(LeftOutReason Reason, string? Condition, string Holds, string Detail, Func<string?, string?> Words)
{
    private const string NoDetail = "cast(null as varchar)";

    /// <summary>A reason that says all.</summary>
    public static RowReason Of(LeftOutReason reason, string holds) => new(reason, null, holds, NoDetail, _ => null);

    /// <summary>A condition does not hold: the value of the word that it is about, where it has few.</summary>
    public static RowReason OfCondition(
        FactTable fact, Node condition, IReadOnlyDictionary<string, double> settings, Metric metric, ExpressionSql expressions)
    {
        var text = Text(condition, settings, metric);
        var holds = $"not coalesce({expressions.Write(condition)}, false)";
        var column = condition.Walk().OfType<ColumnNode>().FirstOrDefault(node => fact.Find(node.Name) is not null);
        if (column is null) return new RowReason(LeftOutReason.Condition, text, holds, NoDetail, _ => $"not so: {text}");
        var sql = expressions.Write(column);
        var name = NameIn(sql);
        var detail = HasFewValues(fact.Find(column.Name)!, condition) ? $"cast({sql} as varchar)" : $"case when {sql} is not null then '' end";
        return new RowReason(LeftOutReason.Condition, text, holds, detail, value => value switch
        {
            null => $"{name} is unknown",
            "" => $"not so: {text}",
            _ => fact.Find(column.Name)!.Kind == ColumnKind.Boolean ? $"{name} is {value}" : $"{name} is '{value}'",
        });
    }

    /// <summary>No aggregate takes the row: the first of the words that it needs and does not have.</summary>
    public static RowReason OfNoValue(
        FactTable fact, AggregateNode aggregate, IReadOnlyDictionary<string, double> settings, Metric metric, ExpressionSql expressions, string holds)
    {
        var own = aggregate.Where is { } where ? Text(where, settings, metric) : null;
        var columns = (aggregate.Argument?.Walk() ?? []).Select(node => node switch
        {
            ColumnNode column when fact.Find(column.Name) is not null => expressions.Write(column),
            AgeNode age => SqlText.Name(age.Column),
            _ => null,
        }).OfType<string>().Distinct().ToList();
        List<string> cases = [.. columns.Select(sql => $"when {sql} is null then '{NameIn(sql).Replace("'", "''", StringComparison.Ordinal)}'")];
        if (own is not null) cases.Insert(0, $"when not coalesce({expressions.Write(aggregate.Where!)}, false) then ''");
        var detail = cases.Count == 0 ? NoDetail : $"case {string.Join(' ', cases)} end";
        return new RowReason(LeftOutReason.NoValue, null, holds, detail, value => value switch
        {
            null => null,
            "" => $"not so: {own}",
            _ => $"{value} is unknown",
        });
    }

    /// <summary>The text of a condition with the values of its settings.</summary>
    private static string Text(Node node, IReadOnlyDictionary<string, double> settings, Metric metric) => ExpressionText.Write(node, part =>
        part is ParameterNode { Name: var name } ? new Quantity(settings[name], metric.Parameters.First(setting => setting.Name == name).IsDuration).ToString() : null);

    private static string NameIn(string sql) => sql.Trim('"');

    /// <summary>A column that is compared with words has few of them, and its value says more than that the condition does not hold.</summary>
    private static bool HasFewValues(FactColumn column, Node condition) =>
        column.Kind == ColumnKind.Boolean || (column.Kind == ColumnKind.Text && (column.Words is not null || condition.Walk().OfType<TextNode>().Any()));
}
