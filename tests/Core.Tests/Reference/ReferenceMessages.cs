using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>One message of a conversation, its children's among them.</summary>
internal sealed record ReferenceMessage(long At, int Place, Actor? By, bool IsPublic, bool IsAcknowledgement, string? Channel, bool IsCreation = false)
{
    public bool IsCustomers => By is { Class: ActorClass.Customer } && IsPublic && !IsAcknowledgement;

    /// <summary>Of a person of the team, to the customer.</summary>
    public bool IsReply => By is { Class: ActorClass.Agent } && IsPublic && !IsAcknowledgement;

    public bool IsBots => By is { Class: ActorClass.Bot } && IsPublic && !IsAcknowledgement;
}

/// <summary>A run of customer messages, up to the reply.</summary>
internal sealed record ReferenceTurn(ReferenceMessage Start, int Messages, ReferenceMessage? Reply, long? EndedAt, bool IsCourtesy, bool IsFirst);

/// <summary>What was written in a conversation, by decision 7.</summary>
internal sealed class ReferenceMessages
{
    public ReferenceMessages(Ticket ticket, ReferenceLog log)
    {
        Has = ticket.Profile?.HasMessages ?? true;
        All = Has ? Told(log.WithChildren) : [];
        OpenedBy = ticket.Profile?.OpenedBy
            ?? Told(log.Entries).Find(message => message is { IsPublic: true, IsAcknowledgement: false, By: not null })?.By
            ?? new Actor(ActorClass.Customer);

        var firstReply = All.FindIndex(message => message.IsReply);
        var firstWord = All.FindIndex(message => message.IsCustomers);
        var isCustomerFirst = firstWord >= 0 && (firstReply < 0 || firstWord < firstReply);
        if (Has && ticket.Profile?.OpenedBy is { Class: ActorClass.Customer } opener && !isCustomerFirst)
            All.Insert(0, new ReferenceMessage(log.Created, -1, opener, IsPublic: true, IsAcknowledgement: false, ticket.Profile.Channel, IsCreation: true));

        var first = All.Find(message => message.IsCustomers || message.IsReply);
        IsAgentStarted = OpenedBy.Class == ActorClass.Agent || first is { IsReply: true };
        FirstOfCustomer = All.Find(message => message.IsCustomers);
        if (first is { IsReply: true }) return;
        FirstReply = After(FirstOfCustomer, message => message.IsReply);
        FirstBotReply = After(FirstOfCustomer, message => message.IsBots);
        FirstAcknowledgement = After(FirstOfCustomer, message => message is { IsAcknowledgement: true, IsPublic: true });
    }

    /// <summary>The source brings messages.</summary>
    public bool Has { get; }

    /// <summary>In order.</summary>
    public List<ReferenceMessage> All { get; }

    public Actor OpenedBy { get; }

    public bool IsAgentStarted { get; }

    public ReferenceMessage? FirstOfCustomer { get; }

    /// <summary>The first reply, if a customer wrote before any agent did.</summary>
    public ReferenceMessage? FirstReply { get; }

    public ReferenceMessage? FirstBotReply { get; }

    public ReferenceMessage? FirstAcknowledgement { get; }

    public long Replies => All.Count(message => message.IsReply);

    public long Public => All.Count(message => message.IsPublic && message.By is { Class: ActorClass.Customer or ActorClass.Agent or ActorClass.Bot });

    /// <summary>The runs of customer messages; what ends one depends on when the ticket was resolved and opened again.</summary>
    public List<ReferenceTurn> Turns(ReferenceStages stages)
    {
        var turns = new List<ReferenceTurn>();
        var wasReplied = false;
        ReferenceMessage? start = null;
        var count = 0;
        for (var i = 0; i < All.Count; i++)
        {
            var message = All[i];
            if (message.IsCustomers)
            {
                if (start is not null && End(start, message, stages) is not null)
                {
                    turns.Add(new ReferenceTurn(start, count, null, End(start, message, stages), wasReplied, turns.Count == 0));
                    start = null;
                }

                (start, count) = start is null ? (message, 1) : (start, count + 1);
            }

            if (!message.IsReply) continue;
            if (start is not null)
            {
                var end = EndOfAnswered(start, message, stages);
                turns.Add(new ReferenceTurn(start, count, message, end, false, turns.Count == 0));
                start = null;
            }

            wasReplied = true;
        }

        if (start is not null)
        {
            var end = End(start, null, stages);
            turns.Add(new ReferenceTurn(start, count, null, end, wasReplied && end is not null, turns.Count == 0));
        }

        return turns;
    }

    /// <summary>When a turn that nobody has answered ended, before the customer's next message if there is one; null: it waits.</summary>
    private static long? End(ReferenceMessage start, ReferenceMessage? next, ReferenceStages stages)
    {
        var waitsFrom = start.At;
        var before = stages.Changes.FindLast(change => IsBefore(change, start));
        if (before is not null && before.Stage.IsResolved())
        {
            var reopening = stages.Changes.Find(change => !change.Stage.IsResolved() && !IsBefore(change, start) && (next is null || IsBefore(change, next)));
            if (reopening is null) return start.At;
            waitsFrom = reopening.At;
        }

        var resolve = stages.Cycles.Find(
            cycle => cycle.Resolved >= waitsFrom && !IsBefore(cycle.Resolve, start) && (next is null || IsBefore(cycle.Resolve, next)));
        return resolve?.Resolved;
    }

    private static long EndOfAnswered(ReferenceMessage start, ReferenceMessage reply, ReferenceStages stages)
    {
        var resolve = stages.Cycles.Find(cycle => cycle.Resolved >= start.At && !IsBefore(cycle.Resolve, start));
        return resolve is not null && resolve.Resolved < reply.At ? resolve.Resolved : reply.At;
    }

    private static bool IsBefore(StageChange change, ReferenceMessage message) =>
        change.At < message.At || (change.At == message.At && change.Place < message.Place);

    private ReferenceMessage? After(ReferenceMessage? start, Predicate<ReferenceMessage> which)
    {
        if (start is null) return null;
        var from = All.IndexOf(start);
        return All.Find(message => which(message) && All.IndexOf(message) > from);
    }

    private static List<ReferenceMessage> Told(IEnumerable<ReferenceLog.Entry> entries) =>
    [
        .. from entry in entries
           let message = entry.Event as MessageSent
           where message is not null
           select new ReferenceMessage(
               entry.At, entry.Place, message.By, message.IsPublic, message.IsAcknowledgement, message.Channel ?? entry.Of.Profile?.Channel),
    ];
}
