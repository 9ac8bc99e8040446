using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>One resolve: the entry into solved, or into closed from an unresolved stage, with what came of it.</summary>
internal sealed class Resolve
{
    /// <summary>So long must nobody write before a resolve by an automation is taken as one.</summary>
    private const long SilenceSeconds = 72 * 3600;

    public required TimelineEntry Entry { get; init; }

    public Instant At => Entry.At;

    /// <summary>Created, or the reopening before: where the cycle began.</summary>
    public required TimelineEntry Opened { get; init; }

    /// <summary>
    /// When the ticket was resolved is not known: the source says that it never was, or it was when it was first seen. This only took
    /// it out of the backlog.
    /// </summary>
    public bool IsUnstated { get; init; }

    /// <summary>Who resolved; null when the source does not say.</summary>
    public Actor? By { get; init; }

    public ResolveVia Via { get; private init; }

    /// <summary>What opened it again; null when nothing did.</summary>
    public TimelineEntry? Reopening { get; init; }

    /// <summary>The next public message of an agent or customer.</summary>
    public TimelineEntry? NextHumanContact { get; private set; }

    /// <summary>human, confirmed, assumed or auto_closed.</summary>
    public string Automation { get; private set; } = "human";

    public long? SecondsUntil(TimelineEntry? later) => later is null ? null : later.At.ToUnixTimeSeconds() - At.ToUnixTimeSeconds();

    /// <summary>The resolves of a conversation, in order.</summary>
    public static List<Resolve> Read(TicketTimeline timeline, StageTrack stages)
    {
        List<Resolve> resolves = [];
        var opened = timeline.Entries[0];
        var last = stages.LastResolve;
        for (var index = 0; index < stages.Changes.Count; index++)
        {
            if (!stages.IsResolve(index)) continue;
            var end = stages.EndOfRun(index);
            var reopening = end < stages.Changes.Count ? stages.Changes[end] : null;
            var entry = stages.Changes[index];
            var stated = index == last ? timeline.Profile.Resolved?.By : null;
            var resolve = new Resolve
            {
                Entry = entry,
                Opened = opened,
                IsUnstated = entry.IsResolvedUnseen || (index == last && stages.IsLastResolveUnstated),
                By = stated ?? entry.By,
                Via = ((StatusChanged)entry.Event!).Via ?? ViaOf(stated ?? entry.By),
                Reopening = reopening,
            };
            resolve.Judge(timeline);
            resolves.Add(resolve);
            if (reopening is not null) opened = reopening;
        }

        return resolves;
    }

    private static ResolveVia ViaOf(Actor? by) => IsMachine(by) ? ResolveVia.Automation : ResolveVia.Manual;

    private static bool IsMachine(Actor? by) => by?.Class is ActorClass.Automation or ActorClass.System or ActorClass.Bot;

    private void Judge(TicketTimeline timeline)
    {
        bool isTouched = timeline.Entries[0].By?.Class == ActorClass.Agent, isBotAnswered = false;
        foreach (var entry in timeline.Entries)
        {
            if (entry.At > At)
            {
                if (!entry.IsHumanMessage) continue;
                NextHumanContact = entry;
                break;
            }

            isTouched |= entry.LeftOut is null && (entry.By?.Class == ActorClass.Agent || entry.Kind == EntryKind.Work);
            isBotAnswered |= entry is { By.Class: ActorClass.Bot, Event: MessageSent { IsPublic: true, IsAcknowledgement: false } };
        }

        if (!timeline.Profile.HasMessages) NextHumanContact = null;
        Automation = AutomationOf(isTouched, isBotAnswered, timeline.Profile.HasMessages);
    }

    /// <summary>
    /// An automated resolve needs that no person touched the ticket before it and that nobody wrote for 72 hours after it. An
    /// automation that closes anything else, or a ticket of which no messages are known, only closed it.
    /// </summary>
    private string AutomationOf(bool isTouched, bool isBotAnswered, bool hasMessages)
    {
        var isConfirmed = ((StatusChanged)Entry.Event!).IsConfirmed;
        var isByMachine = By is null ? Via == ResolveVia.Automation : IsMachine(By);
        var isByCustomer = By?.Class == ActorClass.Customer && isBotAnswered;
        if (!isByMachine && (!isByCustomer || isTouched)) return "human";
        if (isTouched || SecondsUntil(NextHumanContact) <= SilenceSeconds) return isByMachine ? "auto_closed" : "human";
        if (isConfirmed || isByCustomer) return "confirmed";
        return hasMessages ? "assumed" : "auto_closed";
    }
}
