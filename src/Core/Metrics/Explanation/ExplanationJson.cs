using System.Text.Json;
using Deskmeter.Store;

namespace Deskmeter.Metrics.Explanation;

/// <summary>An explanation as JSON, the contract for scripts: every field is there, in one order; what is absent is null.</summary>
public static class ExplanationJson
{
    /// <summary>The whole explanation: <c>query</c>, <c>as_of</c>, and the figure with its parts.</summary>
    public static void Write(Utf8JsonWriter to, FigureExplanation told)
    {
        to.WriteStartObject();
        to.WritePropertyName("query");
        MetricJson.Write(to, told.Answer.Query);
        to.WriteString("as_of", MetricJson.Text(told.Answer.AsOf));
        WriteFields(to, told);
        to.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter to, FigureExplanation told)
    {
        to.WriteString("kpi", told.Metric.Id);
        to.WriteString("role", told.Role);
        to.WriteString("fact", told.Metric.Fact);
        to.WriteString("formula", told.Metric.MeasureText);
        to.WriteString("where", told.Metric.WhereText);
        to.WriteStartArray("figures");
        foreach (var (row, calculation) in told.Answer.Rows.Zip(told.Calculations))
        {
            to.WriteStartObject();
            to.WriteString("calculation", calculation);
            to.WritePropertyName("row");
            MetricJson.Write(to, row);
            to.WriteEndObject();
        }

        to.WriteEndArray();
        to.WriteBoolean("withheld", told.IsWithheld);
        WriteCounted(to, told.Counted);
        WriteAll(to, "left_out", told.LeftOut, WriteFields);
        WriteAll(to, "parts", told.Parts, WriteFields);
        WriteAll(to, "statements", told.Statements, WriteFields);
    }

    private static void WriteCounted(Utf8JsonWriter to, CountedRows? counted)
    {
        if (counted is null)
        {
            to.WriteNull("counted");
            return;
        }

        to.WriteStartObject("counted");
        to.WriteNumber("total", counted.Total);
        WriteAll(to, "terms", counted.Terms, (json, term) =>
        {
            json.WriteString("text", term.Text);
            json.WriteNumber("rows", term.Rows);
        });
        to.WriteNumber("skip", counted.Skip);
        WriteAll(to, "rows", counted.Rows, WriteFields);
        to.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter to, LeftOutRows rows)
    {
        to.WriteString("reason", MetricQueryText.Word(rows.Reason));
        to.WriteString("condition", rows.Condition);
        to.WriteString("detail", rows.Detail);
        to.WriteNumber("count", rows.Count);
        WriteAll(to, "examples", rows.Examples, WriteFields);
    }

    private static void WriteFields(Utf8JsonWriter to, FigureRow row)
    {
        to.WriteString("kind", row.Kind);
        to.WriteString("source", row.Source);
        to.WriteString("id", row.Id);
        to.WriteString("at", row.At is { } at ? MetricJson.Text(at) : null);
        if (row.Value is { } value) to.WriteNumber("value", value);
        else to.WriteNull("value");
        to.WriteString("channel", row.Channel);
        to.WriteString("priority", row.Priority);
        to.WriteString("agent", row.Agent);
        to.WriteString("team", row.Team);
        to.WriteStartArray("terms");
        foreach (var term in row.Terms) to.WriteNumberValue(term);
        to.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter to, SqlStatement statement)
    {
        to.WriteString("text", statement.Text);
        to.WriteStartArray("parameters");
        foreach (var value in statement.Parameters) to.WriteStringValue(value?.ToString());
        to.WriteEndArray();
    }

    private static void WriteAll<T>(Utf8JsonWriter to, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        to.WriteStartArray(name);
        foreach (var item in items)
        {
            to.WriteStartObject();
            write(to, item);
            to.WriteEndObject();
        }

        to.WriteEndArray();
    }
}
