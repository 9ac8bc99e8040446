using Deskmeter.Facts;
using Deskmeter.Metrics.Expression;
using Deskmeter.Metrics.Sql;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Metrics.Explanation;

/// <summary>
/// Writes the statements that say what became of each row of a fact in one figure: the same range, filters, conditions and aggregates as
/// the figure's own statement, but row by row.
/// </summary>
/// <param name="metric">A KPI with a measure.</param>
/// <param name="asked">The KPI in whose name it is asked, for errors and for what is worse.</param>
internal sealed class CountingSql(
    Metric metric, Metric asked, FactTable fact, MetricQuery query, PlanContext context, IReadOnlyDictionary<string, double> settings)
{
    private readonly SqlParameters _parameters = new();
    private readonly Bucket _range = context.Timeline.Of(query.From, query.To, Grain.Total).Buckets[0];

    /// <summary>The aggregates of the measure.</summary>
    public IReadOnlyList<AggregateNode> Aggregates { get; } = [.. metric.Measure!.Walk().OfType<AggregateNode>()];

    /// <summary>The count of all counted rows in every row, then the page; one row without a unit where the page is empty.</summary>
    public SqlStatement Page(RowWindow window)
    {
        var terms = Terms();
        List<string> columns = [.. Columns(Value(terms)), .. terms.Select((term, place) => $"{term} as {InTerm(place)}")];
        var rows = $"select {string.Join(", ", columns)} from {SqlText.Name(fact.Name)} where {SqlText.And([.. Placed(), .. Counted(terms)])}";
        // Of a rate, the rows that pull it to the bad side come first.
        var worst = window.Order == RowOrder.Worst ? $"value {(asked.Better == Better.Higher ? "asc" : "desc")} nulls last, " : "";
        var by = $"{worst}happened desc nulls last, unit, ticket";
        var page = $"select * from found order by {by} limit {SqlText.Number(window.Take)} offset {SqlText.Number(window.Skip)}";
        return new SqlStatement($"with found as (select * from ({rows}){Within(window)}), page as ({page}) "
            + $"select (select count(*) from found), page.* from (select 1) left join page on true order by {by}", _parameters.Values);
    }

    private string Within(RowWindow window)
    {
        var bounds = new List<string>();
        if (window.Least is { } least) bounds.Add($"value >= {_parameters.Add(least)}");
        if (window.Below is { } below) bounds.Add($"value < {_parameters.Add(below)}");
        return bounds.Count == 0 ? "" : $" where {SqlText.And(bounds)}";
    }

    /// <summary>How many rows each aggregate takes.</summary>
    public SqlStatement TermCounts()
    {
        var terms = Terms();
        var counts = terms.Select(term => $"cast(count_if({term}) as bigint)");
        return new SqlStatement(
            $"select {string.Join(", ", counts)} from {SqlText.Name(fact.Name)} where {SqlText.And([.. Placed(), .. Counted(terms)])}", _parameters.Values);
    }

    /// <summary>
    /// The rows of the range and the filters that are not counted: the place of the reason in <paramref name="reasons"/>, the detail, how many
    /// there are, and an example.
    /// </summary>
    public SqlStatement LeftOut(IReadOnlyList<RowReason> reasons, int examples)
    {
        var holds = reasons.Select((reason, place) => $"when {reason.Holds} then {SqlText.Number(place)}");
        var details = reasons.Select(reason => $"when {reason.Holds} then {reason.Detail}");
        var rows = $"select {string.Join(", ", Columns(null))}, case {string.Join(' ', holds)} end as reason, case {string.Join(' ', details)} end as detail "
            + $"from {SqlText.Name(fact.Name)} where {SqlText.And(Placed())}";
        return Grouped(rows, examples);
    }

    /// <summary>
    /// Rows that meet the conditions and began in the range, but have no date to count by: the reply that was never given. Null where every
    /// row has the date.
    /// </summary>
    public SqlStatement? NotDated(int examples)
    {
        if (metric.DatedBy is not Dating.At at || FirstAnchor == at.Anchor) return null;
        var began = AnchorSql.Of(FirstAnchor, fact, context, _range.Start, _range.End);
        List<string> conditions =
        [
            $"{SqlText.Name($"{at.Anchor}_at")} is null", Within(began), $"{began.At} < {SqlText.Timestamp(_range.Until)}",
            .. Filters(Anchor), .. Conjuncts().Select(conjunct => Expressions.Write(conjunct)),
        ];
        var rows = $"select {string.Join(", ", Columns(null, FirstAnchor))}, 0 as reason, cast(null as varchar) as detail "
            + $"from {SqlText.Name(fact.Name)} where {SqlText.And(conditions)}";
        return Grouped(rows, examples);
    }

    /// <summary>Why rows are left out, in the order in which it is looked at.</summary>
    public IReadOnlyList<RowReason> Reasons()
    {
        var reasons = new List<RowReason>();
        if (Limit() is { } limit) reasons.Add(RowReason.Of(LeftOutReason.AfterAsOf, $"not ({limit})"));
        reasons.AddRange(Conjuncts().Select(conjunct => RowReason.OfCondition(fact, conjunct, settings, metric, Expressions)));
        if (Matured() is { } matured) reasons.Add(RowReason.Of(LeftOutReason.Pending, $"not ({matured})"));
        if (Aggregates.Count > 0) reasons.Add(RowReason.OfNoValue(fact, Aggregates[^1], settings, metric, Expressions, $"not {AnyOf(Terms())}"));
        return reasons;
    }

    /// <summary>The parts of the condition that all have to hold.</summary>
    private IEnumerable<Node> Conjuncts()
    {
        return metric.Where is { } where ? Split(where) : [];

        static IEnumerable<Node> Split(Node node) =>
            node is BinaryNode { Operator: BinaryOperator.And } both ? Split(both.Left).Concat(Split(both.Right)) : [node];
    }

    /// <summary>The rows of the statement once for each reason and detail, with a few examples each.</summary>
    private SqlStatement Grouped(string rows, int examples) => new(
        $"with placed as ({rows}), numbered as (select *, count(*) over (partition by reason, detail) as rows_alike, "
        + "row_number() over (partition by reason, detail order by happened desc nulls last, unit, ticket) as place from placed where reason is not null) "
        + $"select rows_alike, * exclude (rows_alike, place) from numbered where place <= {SqlText.Number(examples)} order by reason, rows_alike desc, detail, place",
        _parameters.Values);

    /// <summary>What a row must be to be asked about at all.</summary>
    private IEnumerable<string> Placed()
    {
        switch (metric.DatedBy)
        {
            case Dating.Between between:
                if (!_range.IsKnown) yield return "false";
                var (entered, left) = (AnchorOf(between.From), AnchorOf(between.Until));
                yield return $"{entered.At} < {SqlText.Timestamp(_range.Until)}";
                yield return $"({left.At} is null or {left.At} >= {SqlText.Timestamp(_range.Until)})";
                break;
            case Dating.Now:
                yield return $"{SqlText.Name($"{FirstAnchor}_at")} < {SqlText.Timestamp(context.Timeline.Limit)}";
                break;
            default:
                yield return Within(Anchor!);
                break;
        }

        foreach (var filter in Filters(Anchor)) yield return filter;
    }

    private string Within(AnchorSql anchor) => anchor.IsStored
        ? $"{anchor.On} >= {SqlText.Date(_range.From)} and {anchor.On} < {SqlText.Date(_range.To)}"
        : $"{anchor.At} >= {SqlText.Timestamp(_range.Start)} and {anchor.At} < {SqlText.Timestamp(_range.End)}";

    private IEnumerable<string> Counted(List<string> terms)
    {
        if (Limit() is { } limit) yield return limit;
        foreach (var conjunct in Conjuncts()) yield return Expressions.Write(conjunct);
        if (Matured() is { } matured) yield return matured;
        if (terms.Count > 0) yield return AnyOf(terms);
    }

    private string? Limit() => metric.DatedBy is Dating.At && !_range.IsWhole ? $"{Anchor!.At} < {SqlText.Timestamp(_range.Until)}" : null;

    /// <summary>Rows that are younger are pending: they are not in the figure yet.</summary>
    private string? Matured()
    {
        double? age = (Anchor is null ? null : metric.MaturesAfter) switch
        {
            ParameterNode setting => settings[setting.Name],
            NumberNode number => number.Value,
            _ => null,
        };
        return age is { } seconds ? $"{Anchor!.At} <= {SqlText.Timestamp(context.Timeline.Limit - Duration.FromSeconds(1 + seconds))}" : null;
    }

    /// <summary>For each aggregate: it takes the row.</summary>
    private List<string> Terms() => [.. Aggregates.Select(aggregate =>
    {
        var own = aggregate.Where is null ? null : $"coalesce({Expressions.Write(aggregate.Where)}, false)";
        var known = aggregate.Argument is null ? null : $"(({Expressions.Write(aggregate.Argument)}) is not null)";
        return MeasureSql.Both(own, known) ?? "true";
    })];

    private static string AnyOf(IReadOnlyList<string> terms) => terms.Contains("true") ? "true" : $"({string.Join(" or ", terms.Distinct())})";

    /// <summary>Of several aggregates the first is the numerator: a row of a rate is in it or not.</summary>
    private string? Value(List<string> terms) => Aggregates switch
    {
        [] => null,
        [{ Function: AggregateFunction.Count or AggregateFunction.CountDistinct }, _, ..] when metric.Unit == MetricUnit.Rate => terms[0],
        [{ Function: not (AggregateFunction.Count or AggregateFunction.CountDistinct), Argument: { } argument }, ..] => Expressions.Write(argument),
        _ => null,
    };

    private IEnumerable<string> Columns(string? value, string? anchor = null)
    {
        yield return $"{SqlText.Name(FigureRowReader.UnitColumn(fact))} as unit";
        yield return fact.Unit == FactUnit.Conversation ? Column("ticket_id", "ticket") : "cast(null as varchar) as ticket";
        yield return $"{SqlText.Name($"{anchor ?? DateAnchor}_at")} as happened";
        yield return $"{value ?? "cast(null as bigint)"} as value";
        yield return Column("channel", "channel");
        yield return Column("priority", "priority");
        yield return Column($"{metric.Attribution}_id", "agent");
        yield return Column($"{metric.Attribution}_team", "team");
    }

    private string Column(string name, string alias) =>
        $"{(fact.Find(name) is null ? "cast(null as varchar)" : SqlText.Name(name))} as {SqlText.Name(alias)}";

    private static string InTerm(int place) => SqlText.Name($"in {SqlText.Number(place)}");

    private string DateAnchor => metric.DatedBy switch
    {
        Dating.At at => at.Anchor,
        Dating.Between between => between.From,
        _ => FirstAnchor,
    };

    /// <summary>A row begins at its fact's first anchor.</summary>
    private string FirstAnchor => fact.Columns.First(column => column.Role == ColumnRole.Anchor).Of!;

    private AnchorSql? Anchor => metric.DatedBy is Dating.At at ? AnchorOf(at.Anchor) : null;

    private AnchorSql AnchorOf(string anchor) => AnchorSql.Of(anchor, fact, context, _range.Start, _range.End);

    private IEnumerable<string> Filters(AnchorSql? anchor) => query.Where.Select(filter =>
        FilterSql.Write(filter, FactSlices.Find(metric, fact, filter.Slice, asked.Id, "where"), anchor, _parameters));

    private ExpressionSql Expressions => new(fact, MetricPlan.ClockOf(metric, query.Clock) ?? Clock.Calendar, settings, _parameters, Period());

    private PeriodSql Period()
    {
        var end = metric.DatedBy is Dating.Between ? _range.AgeEnd : context.Timeline.Limit - Duration.FromSeconds(1);
        return new PeriodSql(() => SqlText.Date(_range.From), () => SqlText.Date(_range.To), () => SqlText.Number(end.ToUnixTimeSeconds()));
    }
}
