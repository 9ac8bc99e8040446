using System.Text;

namespace Deskmeter.Records;

/// <summary>What an event of one type says beside what all events say.</summary>
internal sealed class EventShape
{
    private static readonly string[] Common = ["type", "id", "at", "version", "sequence", "by"];

    private EventShape(string type, string[] required, string[] optional)
    {
        Type = type;
        Utf8 = Encoding.UTF8.GetBytes(type);
        Required = Names.Set(["at", .. required]);
        Allowed = Names.Set([.. Common, .. required, .. optional]);
    }

    /// <summary>Every name that any event may have.</summary>
    public static FieldNames Names { get; } = new(
        "type", "id", "at", "version", "sequence", "by", "is_public", "is_acknowledgement", "channel", "stage", "name", "via",
        "is_confirmed", "agent", "team", "tier", "is_triage", "priority", "tags", "calendar", "metric", "minutes", "clock", "into",
        "reason", "seconds", "kind", "scale", "score", "comment", "cells");

    public static EventShape[] All { get; } =
    [
        new("message", [], ["is_public", "is_acknowledgement", "channel"]),
        new("status", ["stage"], ["name", "via", "is_confirmed"]),
        new("assign", [], ["agent", "team", "tier", "is_triage"]),
        new("priority", [], ["priority"]),
        new("tags", ["tags"], []),
        new("calendar", [], ["calendar"]),
        new("sla", ["metric"], ["minutes", "clock"]),
        new("merge", ["into"], []),
        new("remove", ["reason"], []),
        new("handover", [], []),
        new("work", ["seconds"], []),
        new("rating", ["kind", "scale", "score"], ["comment"]),
        new("state", ["cells"], []),
    ];

    public static IEnumerable<string> Types => All.Select(shape => shape.Type);

    /// <summary>The word in <c>type</c>.</summary>
    public string Type { get; }

    public byte[] Utf8 { get; }

    public ulong Required { get; }

    public ulong Allowed { get; }
}
