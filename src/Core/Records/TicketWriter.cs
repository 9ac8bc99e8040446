using System.Text.Encodings.Web;
using System.Text.Json;
using Deskmeter.Helpdesk;

namespace Deskmeter.Records;

/// <summary>
/// Writes a ticket's document. Nothing is written that says only the default (null, false, 0, an empty list), and names within a
/// set are in order, so the same content is always the same bytes.
/// </summary>
internal static class TicketWriter
{
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static void Write(Utf8JsonWriter json, Ticket ticket)
    {
        json.WriteStartObject();
        json.WriteString("source"u8, ticket.Source);
        json.WriteString("id"u8, ticket.Id);
        if (ticket.Profile is { } profile)
        {
            json.WritePropertyName("profile"u8);
            Write(json, profile);
        }

        if (ticket.Events.Count > 0)
        {
            json.WriteStartArray("events"u8);
            foreach (var item in ticket.Events) EventWriter.Write(json, item);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, TicketProfile profile)
    {
        json.WriteStartObject();
        json.Number("version"u8, profile.Version);
        if (!profile.HasMessages) json.WriteBoolean("has_messages"u8, false);
        json.Instant("created_at"u8, profile.CreatedAt);
        json.Actor("opened_by"u8, profile.OpenedBy);
        json.Text("customer"u8, profile.Customer);
        json.Text("subject"u8, profile.Subject);
        json.Text("channel"u8, profile.Channel);
        json.Text("brand"u8, profile.Brand);
        json.Text("kind"u8, profile.Kind);
        json.Text("priority"u8, profile.Priority);
        json.Text("language"u8, profile.Language);
        json.Text("country"u8, profile.Country);
        json.Text("location"u8, profile.Location);
        json.Text("product"u8, profile.Product);
        json.Text("topic"u8, profile.Topic);
        json.Text("segment"u8, profile.Segment);
        json.Statement("is_returning"u8, profile.IsReturning);
        json.Statement("fcr_by_agent"u8, profile.FcrByAgent);
        json.Statement("fcr_by_customer"u8, profile.FcrByCustomer);
        json.Statement("fcr_by_source"u8, profile.FcrBySource);
        if (profile.Tags.Count > 0) json.Texts("tags"u8, profile.Tags);
        if (profile.Fields.Count > 0) json.Cells("fields"u8, profile.Fields);
        if (profile.Slices.Count > 0) json.Cells("slices"u8, profile.Slices);
        Stated(json, "resolved"u8, profile.Resolved);
        Stated(json, "closed"u8, profile.Closed);
        if (profile.StatedSla.Count > 0) StatedSlas(json, profile.StatedSla);
        json.WriteEndObject();
    }

    private static void Stated(Utf8JsonWriter json, ReadOnlySpan<byte> name, StatedInstant? stated)
    {
        if (stated is null) return;
        json.WriteStartObject(name);
        json.Instant("at"u8, stated.At);
        json.Actor("by"u8, stated.By);
        json.WriteEndObject();
    }

    private static void StatedSlas(Utf8JsonWriter json, IReadOnlyList<StatedSla> stated)
    {
        json.WriteStartArray("stated_sla"u8);
        foreach (var sla in stated)
        {
            json.WriteStartObject();
            json.Word("metric"u8, sla.Metric);
            json.WriteBoolean("is_met"u8, sla.IsMet);
            if (sla.Minutes is { } minutes) json.WriteNumber("minutes"u8, minutes);
            if (sla.Clock != default) json.Word("clock"u8, sla.Clock);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
