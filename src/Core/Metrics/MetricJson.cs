using System.Text.Encodings.Web;
using System.Text.Json;

namespace Deskmeter.Metrics;

/// <summary>
/// An answer as JSON, the contract for scripts: every field of every row is there, in one order; what is absent is null. Durations are
/// seconds, rates fractions, nothing is rounded.
/// </summary>
public static class MetricJson
{
    /// <summary>How JSON is written: words of any language stay readable.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole answer: <c>query</c>, <c>as_of</c>, <c>rows</c> and <c>guards</c>.</summary>
    public static void Write(Utf8JsonWriter to, MetricResult result)
    {
        to.WriteStartObject();
        to.WritePropertyName("query");
        Write(to, result.Query);
        to.WriteString("as_of", Text(result.AsOf));
        to.WriteStartArray("rows");
        foreach (var row in result.Rows) Write(to, row);
        to.WriteEndArray();
        to.WriteStartArray("guards");
        foreach (var guard in result.Guards) Write(to, guard);
        to.WriteEndArray();
        to.WriteEndObject();
    }

    /// <summary>The question as it was understood, in the words that it can be asked with.</summary>
    public static void Write(Utf8JsonWriter to, MetricQuery query)
    {
        to.WriteStartObject();
        Write(to, "kpi", query.Kpis);
        to.WriteString("from", PeriodLabel.Date(query.From));
        to.WriteString("to", PeriodLabel.Date(query.To));
        to.WriteString("grain", MetricQueryText.Word(query.Grain));
        Write(to, "by", query.By);
        Write(to, "where", query.Where.Select(FilterText.Write));
        to.WriteString("zone", query.Zone);
        to.WriteString("clock", MetricQueryText.Word(query.Clock));
        to.WriteString("compare", MetricQueryText.Word(query.Compare));
        to.WriteBoolean("guards", query.Guards);
        to.WriteBoolean("histogram", query.Histogram);
        to.WriteStartObject("param");
        foreach (var (name, value) in query.Params) to.WriteString(name, value);
        to.WriteEndObject();
        to.WriteEndObject();
    }

    /// <summary>One row.</summary>
    public static void Write(Utf8JsonWriter to, MetricRow row)
    {
        to.WriteStartObject();
        to.WriteString("kpi", row.Kpi);
        to.WriteString("definition", row.Definition);
        to.WriteString("period", row.Period);
        to.WriteString("from", PeriodLabel.Date(row.From));
        to.WriteString("to", PeriodLabel.Date(row.To));
        to.WriteStartObject("slice");
        foreach (var (slice, member) in row.Slice) to.WriteString(slice, member);
        to.WriteEndObject();
        Write(to, "value", row.Value);
        to.WriteString("unit", MetricQueryText.Word(row.Unit));
        to.WriteString("clock", row.Clock is { } clock ? MetricQueryText.Word(clock) : null);
        Write(to, "n", row.N);
        Write(to, "numerator", row.Numerator);
        Write(to, "denominator", row.Denominator);
        Write(to, "mean", row.Mean);
        Write(to, "p90", row.P90);
        Write(to, "min", row.Min);
        Write(to, "max", row.Max);
        Write(to, "low", row.Low);
        Write(to, "high", row.High);
        Write(to, "pending", row.Pending);
        Write(to, "excluded", row.Excluded);
        to.WriteBoolean("provisional", row.Provisional);
        to.WriteString("status", MetricQueryText.Word(row.Status));
        Write(to, "target", row.Target);
        to.WriteString("target_state", row.TargetState == TargetState.None ? null : MetricQueryText.Word(row.TargetState));
        WriteComparison(to, row.Compare);
        WriteHistogram(to, row.Histogram);
        to.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter to, GuardAnswer guard)
    {
        to.WriteStartObject();
        to.WriteString("kpi", guard.Kpi);
        to.WriteString("guard", guard.Guard);
        to.WriteString("refused", guard.Refused);
        to.WriteStartArray("rows");
        foreach (var row in guard.Rows) Write(to, row);
        to.WriteEndArray();
        to.WriteEndObject();
    }

    private static void WriteHistogram(Utf8JsonWriter to, IReadOnlyList<HistogramBin>? histogram)
    {
        if (histogram is null)
        {
            to.WriteNull("histogram");
            return;
        }

        to.WriteStartArray("histogram");
        foreach (var bin in histogram)
        {
            to.WriteStartObject();
            Write(to, "from", bin.From);
            Write(to, "to", bin.To);
            to.WriteNumber("n", bin.N);
            to.WriteEndObject();
        }

        to.WriteEndArray();
    }

    /// <summary>An instant in UTC, <c>2016-03-01T09:00:00Z</c>.</summary>
    public static string Text(NodaTime.Instant instant) => NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);

    private static void WriteComparison(Utf8JsonWriter to, MetricComparison? compare)
    {
        if (compare is null)
        {
            to.WriteNull("compare");
            return;
        }

        to.WriteStartObject("compare");
        to.WriteString("from", PeriodLabel.Date(compare.From));
        to.WriteString("to", PeriodLabel.Date(compare.To));
        Write(to, "value", compare.Value);
        Write(to, "n", compare.N);
        Write(to, "change", compare.Change);
        if (compare.IsBetter is { } isBetter) to.WriteBoolean("is_better", isBetter);
        else to.WriteNull("is_better");
        to.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter to, string name, IEnumerable<string> texts)
    {
        to.WriteStartArray(name);
        foreach (var text in texts) to.WriteStringValue(text);
        to.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter to, string name, double? value)
    {
        if (value is { } known) to.WriteNumber(name, known);
        else to.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter to, string name, long? value)
    {
        if (value is { } known) to.WriteNumber(name, known);
        else to.WriteNull(name);
    }
}
