using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors.Files;

/// <summary>The values that each type of event has, beside what every event has.</summary>
internal static class EventFields
{
    /// <summary>By type: the required values first, then the optional ones.</summary>
    public static readonly IReadOnlyDictionary<string, (string[] Required, string[] Optional)> ByType =
        new Dictionary<string, (string[], string[])>
        {
            ["message"] = ([], ["public", "acknowledgement", "channel"]),
            ["status"] = (["status"], ["name", "via", "confirmed"]),
            ["assign"] = ([], ["agent", "team", "tier", "triage"]),
            ["priority"] = (["priority"], []),
            ["tags"] = (["tags"], []),
            ["calendar"] = (["calendar"], []),
            ["sla"] = (["metric", "minutes"], ["clock"]),
            ["merge"] = (["into"], []),
            ["remove"] = (["reason"], []),
            ["handover"] = ([], []),
            ["work"] = (["seconds"], []),
            ["rating"] = (["kind", "scale", "score"], ["comment"]),
            ["state"] = ([], ["status", "name", "agent", "team", "priority"]),
        };

    /// <summary>The words that a value can have; null: any text.</summary>
    public static IReadOnlyList<string>? WordsOf(string field) => field switch
    {
        "status" => [.. Enum.GetValues<Stage>().Select(stage => stage.Word())],
        "class" => Words<ActorClass>(),
        "metric" => Words<SlaMetric>(),
        "clock" => Words<SlaClock>(),
        "reason" => Words<RemovalReason>(),
        "via" => Words<ResolveVia>(),
        "public" or "acknowledgement" or "confirmed" or "triage" or "met" or "returning" or "has_messages"
            or "fcr_by_agent" or "fcr_by_customer" or "fcr_by_source" => ["true", "false"],
        _ => null,
    };

    private static string[] Words<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
