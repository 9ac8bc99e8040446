using System.Text.Json;
using Deskmeter.Helpdesk;

namespace Deskmeter.Records;

/// <summary>Writes one event of a ticket's document, by the rules of <see cref="TicketWriter"/>.</summary>
internal static class EventWriter
{
    public static void Write(Utf8JsonWriter json, TicketEvent item)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, TypeOf(item));
        json.WriteString("id"u8, item.Id);
        json.Instant("at"u8, item.At);
        json.Number("version"u8, item.Version);
        json.Number("sequence"u8, item.Sequence);
        json.Actor("by"u8, item.By);
        WriteOwn(json, item);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> TypeOf(TicketEvent item) => item switch
    {
        MessageSent => "message"u8,
        StatusChanged => "status"u8,
        Assigned => "assign"u8,
        PriorityChanged => "priority"u8,
        TagsChanged => "tags"u8,
        CalendarChanged => "calendar"u8,
        SlaApplied => "sla"u8,
        Merged => "merge"u8,
        Removed => "remove"u8,
        HandedOver => "handover"u8,
        WorkLogged => "work"u8,
        Rated => "rating"u8,
        StateObserved => "state"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(item), item.GetType().Name, "The event has no word in documents."),
    };

    private static void WriteOwn(Utf8JsonWriter json, TicketEvent item)
    {
        switch (item)
        {
            case MessageSent message: Write(json, message); break;
            case StatusChanged status: Write(json, status); break;
            case Assigned assigned: Write(json, assigned); break;
            case PriorityChanged priority: json.Text("priority"u8, priority.Priority); break;
            case TagsChanged tags: json.Texts("tags"u8, tags.Tags); break;
            case CalendarChanged calendar: json.Text("calendar"u8, calendar.Calendar); break;
            case SlaApplied sla: Write(json, sla); break;
            case Merged merged: json.WriteString("into"u8, merged.Into); break;
            case Removed removed: json.Word("reason"u8, removed.Reason); break;
            case WorkLogged work: json.WriteNumber("seconds"u8, work.Seconds); break;
            case Rated rated: Write(json, rated); break;
            case StateObserved state: json.Cells("cells"u8, state.Cells); break;
        }
    }

    private static void Write(Utf8JsonWriter json, MessageSent message)
    {
        if (!message.IsPublic) json.WriteBoolean("is_public"u8, false);
        json.Flag("is_acknowledgement"u8, message.IsAcknowledgement);
        json.Text("channel"u8, message.Channel);
    }

    private static void Write(Utf8JsonWriter json, StatusChanged status)
    {
        json.Word("stage"u8, status.Stage);
        json.Text("name"u8, status.Name);
        if (status.Via is { } via) json.Word("via"u8, via);
        json.Flag("is_confirmed"u8, status.IsConfirmed);
    }

    private static void Write(Utf8JsonWriter json, Assigned assigned)
    {
        json.Text("agent"u8, assigned.Agent);
        json.Text("team"u8, assigned.Team);
        if (assigned.Tier is { } tier) json.WriteNumber("tier"u8, tier);
        json.Flag("is_triage"u8, assigned.IsTriage);
    }

    private static void Write(Utf8JsonWriter json, Rated rated)
    {
        json.WriteString("kind"u8, rated.Kind);
        json.WriteString("scale"u8, rated.Scale);
        json.WriteNumber("score"u8, rated.Score);
        json.Text("comment"u8, rated.Comment);
    }

    private static void Write(Utf8JsonWriter json, SlaApplied sla)
    {
        json.Word("metric"u8, sla.Metric);
        if (sla.Minutes is { } minutes) json.WriteNumber("minutes"u8, minutes);
        if (sla.Clock != default) json.Word("clock"u8, sla.Clock);
    }
}
