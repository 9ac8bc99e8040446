namespace Deskmeter.Facts;

/// <summary>The rows that one conversation gives, fact by fact.</summary>
public sealed class ConversationFacts
{
    public required string Conversation { get; init; }

    /// <summary>Null for a ticket that is in no figure.</summary>
    public TicketFact? Ticket { get; set; }
    public List<TurnFact> Turns { get; } = [];
    public List<ResolveCycleFact> ResolveCycles { get; } = [];
    public List<StatusSpanFact> StatusSpans { get; } = [];
    public List<AssignmentFact> Assignments { get; } = [];
    public List<SlaTargetFact> SlaTargets { get; } = [];
    public List<ExcludedFact> Excluded { get; } = [];

    /// <summary>What the customer's unit has to know of it; null for a ticket that is in no figure.</summary>
    public CustomerContact? Contact { get; set; }
}
