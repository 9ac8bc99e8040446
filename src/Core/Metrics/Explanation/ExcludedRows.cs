using Deskmeter.Facts;
using Deskmeter.Metrics.Sql;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Explanation;

/// <summary>Records that are in no figure, or without their money: those of the range that a fact would have been made of.</summary>
internal sealed class ExcludedRows(FactSchema schema, PlanContext context, MetricQuery query)
{
    private static readonly Metric Nothing = new() { Id = "excluded", Family = "", Unit = MetricUnit.Count };

    /// <summary>
    /// The statements for the records that a fact is made of. None where a filter asks for what a left-out record does not have: it
    /// cannot be told then.
    /// </summary>
    public IEnumerable<(FactTable Fact, SqlStatement Statement)> Statements(FactTable counted, int examples)
    {
        var kinds = FactOrigins.Of(counted);
        if (kinds.Contains("ticket") && Statement(schema.Excluded, "created", [], examples) is { } tickets) yield return (schema.Excluded, tickets);
        List<string> others = [.. kinds.Where(kind => kind != "ticket")];
        if (others.Count > 0 && Statement(schema.ExcludedRecord, "excluded", others, examples) is { } records) yield return (schema.ExcludedRecord, records);
    }

    private SqlStatement? Statement(FactTable fact, string anchor, List<string> kinds, int examples)
    {
        var parameters = new SqlParameters();
        var known = FactSlices.Of(Nothing, fact).ToDictionary(slice => slice.Word);
        if (query.Where.Any(filter => !known.ContainsKey(filter.Slice))) return null;
        var range = context.Timeline.Of(query.From, query.To, Grain.Total).Buckets[0];
        var at = AnchorSql.Of(anchor, fact, context, range.Start, range.End).At;
        List<string> conditions =
        [
            $"{at} >= {SqlText.Timestamp(range.Start)} and {at} < {SqlText.Timestamp(range.Until)}",
            .. query.Where.Select(filter => FilterSql.Write(filter, known[filter.Slice], null, parameters)),
        ];
        if (kinds.Count > 0) conditions.Add($"{SqlText.Name("kind")} in ({string.Join(", ", kinds.Select(parameters.Add))})");
        var ticket = fact.Find("ticket_id") is null ? "cast(null as varchar)" : SqlText.Name("ticket_id");
        var rows = $"select {SqlText.Name(FigureRowReader.UnitColumn(fact))} as unit, {ticket} as ticket, {at} as happened, {SqlText.Name("reason")} as detail "
            + $"from {SqlText.Name(fact.Name)} where {SqlText.And(conditions)}";
        return new SqlStatement(
            $"with placed as ({rows}), numbered as (select *, count(*) over (partition by detail) as rows_alike, "
            + "row_number() over (partition by detail order by happened desc nulls last, unit, ticket) as place from placed) "
            + "select rows_alike, unit, ticket, happened, null, null, null, null, null, 0, detail "
            + $"from numbered where place <= {SqlText.Number(examples)} order by rows_alike desc, detail, place",
            parameters.Values);
    }
}
