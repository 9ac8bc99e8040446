using System.Text.Json.Serialization;
using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>Something that happened to a ticket at an instant, kept as the source said it.</summary>
/// <param name="Id">Unique within the ticket; the same event seen twice has the same id.</param>
/// <param name="At">When it happened (UTC).</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MessageSent), "message")]
[JsonDerivedType(typeof(StatusChanged), "status")]
[JsonDerivedType(typeof(Assigned), "assign")]
[JsonDerivedType(typeof(PriorityChanged), "priority")]
[JsonDerivedType(typeof(TagsChanged), "tags")]
[JsonDerivedType(typeof(CalendarChanged), "calendar")]
[JsonDerivedType(typeof(SlaApplied), "sla")]
[JsonDerivedType(typeof(Merged), "merge")]
[JsonDerivedType(typeof(Removed), "remove")]
[JsonDerivedType(typeof(HandedOver), "handover")]
[JsonDerivedType(typeof(WorkLogged), "work")]
[JsonDerivedType(typeof(Rated), "rating")]
[JsonDerivedType(typeof(StateObserved), "state")]
public abstract record TicketEvent(string Id, Instant At)
{
    /// <summary>For one id the higher version wins, then the larger content hash.</summary>
    public long Version { get; init; }

    /// <summary>Orders events of one instant: the source's own counter, or the place in its list.</summary>
    public long Sequence { get; init; }

    /// <summary>Who did it; null when the source does not say.</summary>
    public Actor? By { get; init; }
}

/// <summary>A message on the ticket, written by whoever the event is by. Its text is never kept.</summary>
public sealed record MessageSent(string Id, Instant At) : TicketEvent(Id, At)
{
    /// <summary>The customer can see it; an internal note is false.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>An automatic greeting or acknowledgement: it is no reply.</summary>
    public bool IsAcknowledgement { get; init; }

    /// <summary>The channel of this message, when it is not the ticket's.</summary>
    public string? Channel { get; init; }
}

/// <summary>How a resolve came about.</summary>
public enum ResolveVia
{
    Manual,
    Bulk,
    Automation,
}

/// <summary>The status became <paramref name="Stage"/>.</summary>
/// <param name="Stage">The standard stage.</param>
public sealed record StatusChanged(string Id, Instant At, Stage Stage) : TicketEvent(Id, At)
{
    /// <summary>The source's own word for the status.</summary>
    public string? Name { get; init; }

    /// <summary>How it was set; null: taken from the actor's class.</summary>
    public ResolveVia? Via { get; init; }

    /// <summary>The customer confirmed that it is solved (of an automated resolve).</summary>
    public bool IsConfirmed { get; init; }
}

/// <summary>The ticket was given to an agent and a team (either may be null; both null: given back).</summary>
/// <param name="Agent">The agent it is with now.</param>
/// <param name="Team">The team it is with now.</param>
public sealed record Assigned(string Id, Instant At, string? Agent, string? Team) : TicketEvent(Id, At)
{
    /// <summary>The support tier it went to; a move to a higher one is an escalation.</summary>
    public int? Tier { get; init; }

    /// <summary>A move out of, or within, triage: not a transfer.</summary>
    public bool IsTriage { get; init; }
}

/// <summary>The priority became <paramref name="Priority"/>, in the source's own word.</summary>
/// <param name="Priority">The priority; null: it has none.</param>
public sealed record PriorityChanged(string Id, Instant At, string? Priority) : TicketEvent(Id, At);

/// <summary>The tags are now exactly these.</summary>
/// <param name="Tags">All tags of the ticket.</param>
public sealed record TagsChanged(string Id, Instant At, IReadOnlyList<string> Tags) : TicketEvent(Id, At);

/// <summary>From now on the ticket runs on the calendar of this name (null: on the workspace's).</summary>
/// <param name="Calendar">The name of a calendar.</param>
public sealed record CalendarChanged(string Id, Instant At, string? Calendar) : TicketEvent(Id, At);

/// <summary>An SLA target was applied, changed, or taken away (<paramref name="Minutes"/> null).</summary>
/// <param name="Metric">What it measures.</param>
/// <param name="Minutes">The target in minutes of its clock.</param>
public sealed record SlaApplied(string Id, Instant At, SlaMetric Metric, decimal? Minutes) : TicketEvent(Id, At)
{
    /// <summary>The clock that the target runs on.</summary>
    public SlaClock Clock { get; init; }
}

/// <summary>The ticket was merged into another of the same source; its messages and times move there.</summary>
/// <param name="Into">The id of the ticket that goes on.</param>
public sealed record Merged(string Id, Instant At, string Into) : TicketEvent(Id, At);

/// <summary>Why a ticket is in no figure.</summary>
public enum RemovalReason
{
    Deleted,
    Spam,
    Test,

    /// <summary>It was removed and is back: it counts again.</summary>
    Restored,
}

/// <summary>The ticket was deleted, marked as spam or as a test, or restored.</summary>
/// <param name="Reason">Why it counts no more, or that it counts again.</param>
public sealed record Removed(string Id, Instant At, RemovalReason Reason) : TicketEvent(Id, At);

/// <summary>A bot handed the conversation over to people.</summary>
public sealed record HandedOver(string Id, Instant At) : TicketEvent(Id, At);

/// <summary>Agent effort that was logged or measured, in seconds.</summary>
/// <param name="Seconds">How long somebody worked.</param>
public sealed record WorkLogged(string Id, Instant At, long Seconds) : TicketEvent(Id, At);

/// <summary>A rating that came with the ticket: an answer to a survey of it. It moves no clock of the ticket.</summary>
/// <param name="Kind">What was asked: <c>csat</c>, <c>nps</c>, <c>ces</c>, or a word of one's own.</param>
/// <param name="Scale">The scale as it was asked, lowest to highest, such as <c>1-5</c>, or <c>0-1</c> for bad and good.</param>
/// <param name="Score">On that scale.</param>
public sealed record Rated(string Id, Instant At, string Kind, string Scale, decimal Score) : TicketEvent(Id, At)
{
    /// <summary>What the customer wrote. It is in no figure.</summary>
    public string? Comment { get; init; }
}

/// <summary>
/// The state of the ticket after an update, of a source that shows states instead of changes. Its id is the hash of its cells.
/// What changed between two states is derived when facts are built, never stored. States of one instant and sequence are one
/// observation, told in parts.
/// </summary>
/// <param name="Cells">
/// Any of <c>status</c> (a stage's word), <c>status_name</c>, <c>agent</c>, <c>team</c>, <c>priority</c>.
/// A missing cell is unknown and keeps what was before; null says that there is none.
/// </param>
public sealed record StateObserved(string Id, Instant At, IReadOnlyDictionary<string, string?> Cells) : TicketEvent(Id, At);
