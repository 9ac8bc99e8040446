using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>A conversation with a bot, or a flow in a self-service portal.</summary>
[RecordKind("session", "sessions")]
public sealed record Session(string Source, string Id) : StatedRecord(Source, Id), IStatedSlices
{
    public SessionKind Kind { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When the customer reached the end of what the tool was for; null: not.</summary>
    public Instant? CompletedAt { get; init; }

    /// <summary>When it was given to people; null: it was not.</summary>
    public Instant? HandedOverAt { get; init; }

    /// <summary>When it ended in any way; null while it runs.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The ticket that people went on with.</summary>
    public string? Ticket { get; init; }

    public string? Customer { get; init; }

    /// <summary>Which bot or portal flow.</summary>
    public string? Tool { get; init; }

    public string? Channel { get; init; }

    public string? Brand { get; init; }

    public string? Language { get; init; }

    public string? Country { get; init; }

    public string? Product { get; init; }

    public string? Topic { get; init; }

    public string? Segment { get; init; }
}

/// <summary>What a session was held with.</summary>
public enum SessionKind
{
    Bot,
    Portal,
}
