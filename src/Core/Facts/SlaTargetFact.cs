using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>One SLA target as it was applied, and what came of it.</summary>
[FactTable("sla_target", FactUnit.Conversation)]
public sealed record SlaTargetFact
{
    public required string Conversation { get; init; }
    public required string TicketId { get; init; }
    public required TicketSlices Slices { get; init; }

    /// <summary>Who had the ticket when it was decided.</summary>
    public Actor? Assignee { get; init; }
    [Slice] public SlaMetric Metric { get; init; }
    public SlaClock Clock { get; init; }
    public long? TargetSeconds { get; init; }
    public Instant Applied { get; init; }
    public string? PriorityApplied { get; init; }
    public Instant? DueAt { get; init; }
    public Instant? FulfilledAt { get; init; }

    /// <summary>When it was in time: fulfilled; else when it was due; null while it waits without a due date.</summary>
    public Instant? Decided { get; init; }
    public bool? IsMet { get; init; }

    /// <summary>Seconds of the target's own clock until it was fulfilled.</summary>
    public long? ElapsedSeconds { get; init; }

    /// <summary>The source says met or not, without the events behind it.</summary>
    public bool IsStated { get; init; }
}
