using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What happened to one ticket and to those merged into it, read from their events by plain loops.</summary>
internal sealed class ReferenceTicket
{
    private readonly ReferenceCalendars _calendars;
    private readonly Dictionary<string, IReadOnlyList<string?>> _slices = [];

    public ReferenceTicket(Ticket ticket, IReadOnlyList<Ticket> children, ReferenceCalendars calendars, DateTimeZone zone)
    {
        (Ticket, Zone, _calendars) = (ticket, zone, calendars);
        Log = new ReferenceLog(ticket, children);
        Stages = new ReferenceStages(Log, ticket.Profile);
        Messages = new ReferenceMessages(ticket, Log);
        Holders = new ReferenceAssignments(Log);
        Turns = Messages.Turns(Stages);
        Hours = new ReferenceHours([.. Pieces().Select(piece => (piece.From, calendars.Named(piece.Calendar)))]);
        Targets = [.. ReferenceTargets.Of(ticket, Log, Stages, Messages, Hours)];
    }

    public Ticket Ticket { get; }

    /// <summary>That of the workspace's local dates.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Unique over all sources.</summary>
    public string Key => $"{Ticket.Source}/{Ticket.Id}";

    public ReferenceLog Log { get; }

    public long Created => Log.Created;

    public ReferenceStages Stages { get; }

    public ReferenceMessages Messages { get; }

    public ReferenceAssignments Holders { get; }

    public List<ReferenceTurn> Turns { get; }

    public ReferenceHours Hours { get; }

    public List<ReferenceTarget> Targets { get; }

    /// <summary>The resolve that a resolution time is taken of: the last one, of a ticket that is not open again and was resolved.</summary>
    public ReferenceCycle? Resolution => Stages.Last is { Seconds: not null } last ? last : null;

    public ReferenceCycle? FirstResolution => Stages.First is { Seconds: not null } first ? first : null;

    public ReferenceLog.Entry? HandOver => Log.Entries.Find(entry => entry.Event is HandedOver);

    public long? HandedOver => HandOver?.At;

    public ReferenceMessage? ReplyAfterHandOver =>
        HandOver is { } handed
            ? Messages.All.Find(message => message.IsReply && (message.At > handed.At || (message.At == handed.At && message.Place > handed.Place)))
            : null;

    public string? Customer =>
        Ticket.Profile?.Customer
        ?? (Ticket.Profile?.OpenedBy is { Class: ActorClass.Customer } opener ? opener.Id : null)
        ?? Messages.All.Find(message => message.By is { Class: ActorClass.Customer, Id: not null })?.By!.Id;

    /// <summary>Seconds in some stages up to the last resolve; null while there is none, or where stages are not shown.</summary>
    public long? SecondsIn(bool business, params Stage[] wanted)
    {
        if (Resolution is not { } end || !Stages.IsShown) return null;
        if (business && Seconds(business, Created, end.Resolved) is null) return null;
        long? sum = 0;
        foreach (var (stage, from, until) in Stages.Spans())
        {
            var to = Math.Min(until ?? end.Resolved, end.Resolved);
            if (wanted.Contains(stage) && from < to) sum += Seconds(business, from, to);
        }

        return sum;
    }

    /// <summary>Seconds on a clock.</summary>
    public long? Seconds(bool business, long? from, long? to) =>
        from is not { } start || to is not { } end || end < start ? null : business ? Hours.Seconds(start, end) : end - start;

    /// <summary>Was pending or on hold before its last resolve; null where stages are not shown.</summary>
    public bool? WasPaused => !Stages.IsShown
        ? null
        : Stages.Changes.Any(change => change.Stage is Stage.Pending or Stage.Hold && (Resolution is not { } end || change.At <= end.Resolved));

    /// <summary>Of whom figures of a resolve are: never of the customer.</summary>
    public (string? Agent, string? Team) Resolver(ReferenceCycle? cycle) =>
        cycle?.Resolve.By is not { Class: not ActorClass.Customer } by ? (null, null) : (by.Id, by.Team ?? Holders.At(cycle.Resolved)?.Team);

    public (string? Agent, string? Team) Opener =>
        Messages.OpenedBy is { Class: not ActorClass.Customer } opener ? (opener.Id, opener.Team) : (null, null);

    public (string? Agent, string? Team) Assignee => (Holders.Last?.Agent, Holders.Last?.Team);

    public (string? Agent, string? Team) AssigneeAt(long at) => (Holders.At(at)?.Agent, Holders.At(at)?.Team);

    public (string? Agent, string? Team) Replier(ReferenceMessage? reply) =>
        reply?.By is { } by ? (by.Id, Holders.TeamOf(by, reply.At)) : (null, null);

    /// <summary>How a resolve came about, by decision 9.</summary>
    public string Automation(ReferenceCycle cycle)
    {
        var by = cycle.Resolve.By?.Class;
        var isMachine = by is ActorClass.Bot or ActorClass.Automation or ActorClass.System || (by is null && cycle.Resolve.Via == ResolveVia.Automation);
        var isAlone = Messages.Has && !WasTouchedBefore(cycle) && NextHumanContact(cycle) is not <= 72 * 3600;
        var wasBotsAnswer = Messages.All.Any(message => message.IsBots && message.At <= cycle.Resolved);
        if (isMachine) return !isAlone ? "auto_closed" : cycle.Resolve.IsConfirmed ? "confirmed" : "assumed";
        return by == ActorClass.Customer && isAlone && wasBotsAnswer ? "confirmed" : "human";
    }

    /// <summary>Seconds from a resolve to the next public message of a customer or agent.</summary>
    public long? NextHumanContact(ReferenceCycle cycle)
    {
        var next = Messages.All.Find(message => message is { IsPublic: true, By.Class: ActorClass.Customer or ActorClass.Agent }
            && (message.At > cycle.Resolved || (message.At == cycle.Resolved && message.Place > cycle.Resolve.Place)));
        return next is null ? null : next.At - cycle.Resolved;
    }

    private bool WasTouchedBefore(ReferenceCycle cycle)
    {
        if (Messages.OpenedBy.Class == ActorClass.Agent) return true;
        return Log.WithChildren.Any(entry => (entry.Event is WorkLogged || entry.Event.By?.Class == ActorClass.Agent) && entry.At <= cycle.Resolved);
    }

    /// <summary>The values of a slice that the ticket has: several only of tags, null for none.</summary>
    public IReadOnlyList<string?> Slice(string name) => _slices.TryGetValue(name, out var known) ? known : _slices[name] = Find(name);

    private IReadOnlyList<string?> Find(string name)
    {
        var profile = Ticket.Profile;
        return name switch
        {
            "channel" => [Channel],
            "brand" => [profile?.Brand],
            "type" => [profile?.Kind],
            "priority" => [Priority],
            "language" => [profile?.Language],
            "country" => [profile?.Country],
            "location" => [profile?.Location],
            "product" => [profile?.Product],
            "topic" => [profile?.Topic],
            "segment" => [profile?.Segment],
            "calendar" => [Pieces()[^1].Calendar],
            "is_returning" => [profile?.IsReturning is { } known ? known ? "true" : "false" : null],
            "tag" => Tags.Count == 0 ? [null] : [.. Tags.Distinct()],
            _ => throw new ArgumentException($"A ticket has no slice '{name}'.", nameof(name)),
        };
    }

    /// <summary>That of the first contact: the first message of a customer or agent, or the creation that stands for it.</summary>
    private string? Channel =>
        Messages.All.Find(message => (message.IsCustomers || message.IsReply) && message is not { IsCreation: true, Channel: null })?.Channel
        ?? Ticket.Profile?.Channel;

    private IReadOnlyList<string> Tags => Log.Entries.Select(entry => entry.Event).OfType<TagsChanged>().LastOrDefault()?.Tags ?? Ticket.Profile?.Tags ?? [];

    private string? Priority
    {
        get
        {
            var priority = Ticket.Profile?.Priority;
            foreach (var entry in Log.Entries)
            {
                if (entry.Event is PriorityChanged changed) priority = changed.Priority;
                if (entry.Event is StateObserved state && state.Cells.TryGetValue("priority", out var seen)) priority = seen;
            }

            return priority;
        }
    }

    /// <summary>Which calendar holds from when: the ticket's own, else that of the team that has it, else everybody's.</summary>
    private List<(long From, string? Calendar)> Pieces()
    {
        var pieces = new List<(long From, string? Calendar)> { (Created, _calendars.Of(null)) };
        string? own = null, team = null;
        var changes = Log.Entries.Where(entry => entry.Event is CalendarChanged)
            .Select(entry => (entry.At, entry.Place, Own: ((CalendarChanged)entry.Event).Calendar, Holder: (ReferenceHolder?)null))
            .Concat(Holders.All.Select(holder => (holder.At, holder.Place, Own: (string?)null, Holder: (ReferenceHolder?)holder)))
            .OrderBy(change => change.At).ThenBy(change => change.Place);
        foreach (var change in changes)
        {
            if (change.Holder is { } holder) team = holder.Team;
            else own = change.Own;
            var name = own ?? _calendars.Of(team);
            if (pieces[^1].From == change.At) pieces[^1] = (change.At, name);
            else pieces.Add((change.At, name));
        }

        return pieces;
    }
}
