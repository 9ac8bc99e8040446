using System.Collections.ObjectModel;
using NodaTime;

namespace Deskmeter.Helpdesk;

/// <summary>
/// One ticket as its source told it: what is known of it now, and the events that were seen. A connector hands over pieces of
/// this shape; the records store keeps the union of all pieces (TicketMerge).
/// The JSON form of this tree is the canonical format, published as <c>docs/sources/ticket.schema.json</c>.
/// </summary>
/// <param name="Source">The name of the source, such as <c>servicenow</c>; an id is unique within it.</param>
/// <param name="Id">The source's own id of the ticket.</param>
[RecordKind("ticket", "tickets")]
public sealed record Ticket(string Source, string Id) : SourceRecord(Source, Id)
{
    /// <summary>Attributes without history; null in a piece that only brings events.</summary>
    public TicketProfile? Profile { get; init; }

    /// <summary>Everything that happened, in any order; read in the order (at, sequence, id).</summary>
    public IReadOnlyList<TicketEvent> Events { get; init; } = [];
}

/// <summary>
/// What a source says of a ticket without saying since when. Replaced as a whole: the higher version wins, then the larger
/// content hash, so the order of arrival does not matter.
/// </summary>
public sealed record TicketProfile
{
    /// <summary>Grows with every change at the source (a modification count, or the seconds of its last update).</summary>
    public long Version { get; init; }

    /// <summary>When the ticket was opened; without it the first event's instant counts.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>Who opened it; without it the author of the first message, else the customer.</summary>
    public Actor? OpenedBy { get; init; }

    /// <summary>The source's id of the customer. The same id in two sources is taken as the same customer.</summary>
    public string? Customer { get; init; }

    /// <summary>The subject line. It is in no figure.</summary>
    public string? Subject { get; init; }

    /// <summary>The channel of the first contact (email, chat, phone, …), in the source's own words.</summary>
    public string? Channel { get; init; }

    /// <summary>The brand or shop that was contacted.</summary>
    public string? Brand { get; init; }

    /// <summary>The kind of ticket (question, incident, task), in the source's own words.</summary>
    public string? Kind { get; init; }

    /// <summary>The priority as it is now, in the source's own words; its history is in the events.</summary>
    public string? Priority { get; init; }

    /// <summary>The language of the customer, such as <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The country of the customer.</summary>
    public string? Country { get; init; }

    /// <summary>The site, office or region.</summary>
    public string? Location { get; init; }

    /// <summary>The product that the ticket is about.</summary>
    public string? Product { get; init; }

    /// <summary>What the ticket is about: one value, such as a category.</summary>
    public string? Topic { get; init; }

    /// <summary>The kind of customer, such as a plan.</summary>
    public string? Segment { get; init; }

    /// <summary>The customer had contacted the team before; null when the source does not say.</summary>
    public bool? IsReturning { get; init; }

    /// <summary>The agent ticked that the first contact solved it; null when nobody was asked.</summary>
    public bool? FcrByAgent { get; init; }

    /// <summary>The customer said that the first contact solved it; null when they did not say.</summary>
    public bool? FcrByCustomer { get; init; }

    /// <summary>The source marks that the first contact solved it; null when it does not say.</summary>
    public bool? FcrBySource { get; init; }

    /// <summary>The tags as they are now; their history is in the events.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Custom fields in the source's own words.</summary>
    public IReadOnlyDictionary<string, string?> Fields { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    /// <summary>Custom fields that are slices: each becomes a column of every fact of the ticket.</summary>
    public IReadOnlyDictionary<string, string?> Slices { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    /// <summary>The source brings messages; when false, figures made of messages are null, not 0.</summary>
    public bool HasMessages { get; init; } = true;

    /// <summary>The source's own statement of the resolve; null when it has no such column.</summary>
    public StatedInstant? Resolved { get; init; }

    /// <summary>The source's own statement of the close; null when it has no such column.</summary>
    public StatedInstant? Closed { get; init; }

    /// <summary>SLA outcomes that the source states without the events behind them.</summary>
    public IReadOnlyList<StatedSla> StatedSla { get; init; } = [];
}

/// <summary>An instant in a column of the source: there, or left empty, which says that it did not happen.</summary>
/// <param name="At">When it happened; null: it did not.</param>
/// <param name="By">Who did it; null when the source does not say.</param>
public sealed record StatedInstant(Instant? At, Actor? By = null);

/// <summary>A source's word on one SLA target: met or missed.</summary>
/// <param name="Metric">What it measures.</param>
/// <param name="IsMet">The target was met.</param>
/// <param name="Minutes">The target in minutes, when the source says it.</param>
/// <param name="Clock">The clock that the target runs on.</param>
public sealed record StatedSla(SlaMetric Metric, bool IsMet, decimal? Minutes = null, SlaClock Clock = SlaClock.Calendar);

/// <summary>What an SLA target measures.</summary>
public enum SlaMetric
{
    /// <summary>The customer's first message to the first public human reply.</summary>
    First,

    /// <summary>Every customer turn after the first reply, to its own.</summary>
    Next,

    /// <summary>Created to resolved.</summary>
    Resolution,

    /// <summary>Time in which the requester waits: new, open and on hold.</summary>
    Wait,

    /// <summary>Time in which agents work: new and open.</summary>
    Work,
}

/// <summary>Which clock an SLA target runs on.</summary>
public enum SlaClock
{
    Calendar,
    Business,
}
