using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>What kind of thing happened.</summary>
public enum EntryKind
{
    Created,
    Message,
    Status,
    Assignment,
    Priority,
    Tags,
    Calendar,
    Sla,
    Merge,
    Removal,
    HandOver,
    Work,
    Rating,

    /// <summary>A state that was observed and in which nothing had changed.</summary>
    State,
}

/// <summary>
/// One thing in the life of a conversation, in the order in which the rules read it. A change between two observed states is an
/// entry of its own, of the kind of the change.
/// </summary>
public sealed class TimelineEntry
{
    internal TimelineEntry(Instant at, EntryKind kind, TicketEvent? told, Actor? by, string? mergedFrom = null)
    {
        (At, Kind, Event, By, MergedFrom) = (at, kind, told, by, mergedFrom);
        if (told is not MessageSent { IsPublic: true } message) return;
        IsCustomerMessage = by?.Class == ActorClass.Customer;
        IsAgentReply = by?.Class == ActorClass.Agent && !message.IsAcknowledgement;
    }

    /// <summary>
    /// When it counts, in whole seconds: as the source said, but never before the ticket was created, and at the source's own
    /// instant where it states when the ticket was resolved or closed.
    /// </summary>
    public Instant At { get; private set; }

    public EntryKind Kind { get; }

    /// <summary>The event as it was told or derived; null for the creation.</summary>
    public TicketEvent? Event { get; }

    public Actor? By { get; }

    /// <summary>The id of the merged ticket that it came from; null for the ticket's own.</summary>
    public string? MergedFrom { get; }

    /// <summary>Why no rule reads it; null when it counts.</summary>
    public EntryReason? LeftOut { get; internal set; }

    /// <summary>It counts at an instant that the source states in a column of its own.</summary>
    public bool IsStated { get; private set; }

    /// <summary>Of the first state that was observed, in the second of the creation: what the ticket was when it was first seen.</summary>
    internal bool IsFirstSeen { get; init; }

    /// <summary>A resolve of which only is known that it lies before the ticket was first seen: since when is not known.</summary>
    internal bool IsResolvedUnseen => IsFirstSeen && !IsStated && Stage.IsResolved();

    /// <summary>The stage that a status change led to.</summary>
    internal Stage Stage => ((StatusChanged)Event!).Stage;

    internal bool IsCustomerMessage { get; }

    /// <summary>A human reply: public, by an agent, no acknowledgement.</summary>
    internal bool IsAgentReply { get; }

    /// <summary>A message of the kind that conversations are made of: public, of a customer or an agent.</summary>
    internal bool IsHumanMessage => IsCustomerMessage || IsAgentReply;

    internal void MoveTo(Instant at)
    {
        At = at;
        IsStated = true;
    }

    /// <summary>Follows what moved before it.</summary>
    internal void NotBefore(Instant at) => At = Instant.Max(At, at);
}

/// <summary>Why an entry was left out, by every rule or by that of one figure.</summary>
public enum EntryReason
{
    /// <summary>It says what was so already.</summary>
    NoChange,

    /// <summary>The source states when the ticket was resolved or closed, and this says otherwise.</summary>
    OverruledByStated,

    /// <summary>A deletion that was taken back.</summary>
    Undone,

    /// <summary>Of a merged ticket only messages and work move.</summary>
    MergedTicket,

    /// <summary>An SLA target that nothing was left to be measured by: what it is on was over, or never began.</summary>
    NothingToMeasure,

    /// <summary>An SLA target that another replaced before it was due.</summary>
    Superseded,

    InternalNote,
    BotMessage,
    AutomationMessage,
    Acknowledgement,
    UnknownAuthor,

    /// <summary>Another message of the same run: the clock runs from the first.</summary>
    SameRun,

    /// <summary>The clock was not running.</summary>
    NotWaiting,

    /// <summary>It came after the clock had stopped.</summary>
    AfterStop,

    /// <summary>A resolve after which the ticket was opened again.</summary>
    Reopened,

    /// <summary>Nobody answered before the ticket was resolved or given to another.</summary>
    Unanswered,

    /// <summary>Of somebody else than the assignee.</summary>
    NotAssignee,

    /// <summary>An agent wrote before any customer did.</summary>
    AgentStarted,

    /// <summary>Given to a team, not to an agent.</summary>
    NoAgent,

    /// <summary>The source says that the ticket was never resolved: this only took it out of the backlog.</summary>
    NeverResolved,

    /// <summary>The ticket was resolved when it was first seen, and the source does not say since when.</summary>
    ResolvedUnseen,
}
