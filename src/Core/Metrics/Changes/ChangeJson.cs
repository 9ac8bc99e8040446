using System.Text.Json;

namespace Deskmeter.Metrics.Changes;

/// <summary>Why a figure changed as JSON, the contract for scripts: every field is there, in one order, nothing is rounded; what is absent is null.</summary>
public static class ChangeJson
{
    public static void Write(Utf8JsonWriter to, FigureChange change)
    {
        to.WriteStartObject();
        to.WritePropertyName("query");
        MetricJson.Write(to, change.Query);
        to.WriteString("as_of", MetricJson.Text(change.AsOf));
        to.WritePropertyName("row");
        MetricJson.Write(to, change.Row);
        to.WriteString("by", change.By);
        to.WriteString("statistic", MetricQueryText.Word(change.Statistic));
        to.WriteString("status", MetricQueryText.Word(change.Status));
        Write(to, "before", change.Before);
        Write(to, "now", change.Now);
        Write(to, "change", change.Difference);
        Write(to, "rate", change.Total(ChangeKind.Rate));
        Write(to, "mix", change.Total(ChangeKind.Mix));
        to.WriteStartArray("parts");
        foreach (var part in change.Parts)
        {
            to.WriteStartObject();
            to.WriteString("member", part.Member);
            to.WriteString("kind", MetricQueryText.Word(part.Kind));
            Write(to, "effect", part.Effect);
            to.WriteEndObject();
        }

        to.WriteEndArray();
        to.WriteStartArray("members");
        foreach (var member in change.Members)
        {
            to.WriteStartObject();
            to.WriteString("member", member.Member);
            Write(to, "before", member.Before);
            Write(to, "now", member.Now);
            to.WriteEndObject();
        }

        to.WriteEndArray();
        to.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter to, string name, ChangeSide side)
    {
        to.WriteStartObject(name);
        Write(to, "weight", side.Weight);
        Write(to, "value", side.Value);
        to.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter to, string name, double? value)
    {
        if (value is { } known) to.WriteNumber(name, known);
        else to.WriteNull(name);
    }
}
