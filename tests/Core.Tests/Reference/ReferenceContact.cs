using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>A ticket, or a call or chat that belongs to none, as a contact of its customer (decision 11).</summary>
/// <param name="Record">Unique over all records.</param>
/// <param name="Kind">ticket, call or chat.</param>
/// <param name="Started">When it was created, or came in.</param>
/// <param name="Slices">What it states of itself.</param>
internal sealed record ReferenceContact(string Record, string Kind, long Started, Func<string, IReadOnlyList<string?>> Slices)
{
    private static readonly string[] Telephone = ["phone", "telephone", "call", "voice"];
    private static readonly string[] Chat = ["chat", "live chat"];

    /// <summary>The word by which the record names the customer.</summary>
    public string? Word { get; init; }

    /// <summary>The ticket; null of a call or chat.</summary>
    public ReferenceTicket? Ticket { get; init; }

    /// <summary>The last resolve, or the end of a call that was answered.</summary>
    public long? Resolved { get; init; }

    /// <summary>When it was over; null while a ticket is open.</summary>
    public long? Ended { get; init; }

    public long? HandleSeconds { get; init; }

    /// <summary>How often the customer turned to the team; null: never, others began it.</summary>
    public long? Times { get; init; }

    /// <summary>By telephone.</summary>
    public bool IsCall { get; init; }

    /// <summary>How often the customer wrote again before a reply.</summary>
    public long Chases { get; init; }

    public long? ReopenAfter { get; init; }

    public long? FirstReplySeconds { get; init; }

    /// <summary>The article that it names itself, or whose own number was called.</summary>
    public string? Article { get; init; }

    public (string? Agent, string? Team) Opener { get; init; }

    public (string? Agent, string? Team) Resolver { get; init; }

    public string? Topic => Slices("topic")[0];

    public static ReferenceContact Of(ReferenceTicket ticket)
    {
        var channel = ticket.Slice("channel")[0];
        var isCall = Telephone.Contains(channel, StringComparer.OrdinalIgnoreCase);
        var isLive = isCall || Chat.Contains(channel, StringComparer.OrdinalIgnoreCase);
        var turns = isLive ? [] : ticket.Turns.FindAll(turn => !turn.IsCourtesy);
        var reopenings = ticket.Stages.Cycles.FindAll(cycle => cycle.Reopening is { } again && again.By?.Class != ActorClass.Automation);
        var work = ticket.Log.WithChildren.Select(entry => entry.Event).OfType<WorkLogged>().ToList();
        var replied = ticket.Messages.FirstReply?.At - ticket.Messages.FirstOfCustomer?.At;
        return new ReferenceContact($"ticket/{ticket.Key}", "ticket", ticket.Created, ticket.Slice)
        {
            Word = ticket.Customer,
            Ticket = ticket,
            Resolved = ticket.Resolution?.Resolved,
            Ended = ticket.Stages.Last?.Resolved,
            HandleSeconds = work.Count > 0 ? work.Sum(logged => logged.Seconds) : null,
            Times = IsOfCustomer(ticket, isLive) ? Math.Max(1, turns.Count) : null,
            IsCall = isCall,
            Chases = turns.Sum(turn => turn.Messages - 1),
            ReopenAfter = reopenings.Count > 0 ? reopenings.Min(cycle => cycle.Reopening!.At - cycle.Resolved) : null,
            FirstReplySeconds = replied,
            Opener = ticket.Opener,
            Resolver = ticket.Resolver(ticket.Resolution),
        };
    }

    /// <summary>A call that the customer made, answered or not; only one that was answered is settled, when it ends.</summary>
    public static ReferenceContact Of(ReferenceCall call)
    {
        var isChat = call.Call.Medium == CallMedium.Chat;
        var ended = call.Outcome == CallOutcome.Answered ? call.Ended : null;
        return new ReferenceContact($"call/{call.Call.Source}/{call.Call.Id}", isChat ? "chat" : "call", call.Offered, call.Slice)
        {
            Word = call.Call.Customer,
            Resolved = ended,
            Ended = call.Ended,
            HandleSeconds = call.HandleSeconds,
            Times = 1,
            IsCall = !isChat,
            FirstReplySeconds = call.Answered - call.Offered,
            Article = call.Article,
            Resolver = call.Who,
        };
    }

    /// <summary>
    /// The customer's message came first, or nobody's and it was not begun by the team or a rule. Where people spoke live, or messages are
    /// not known, an agent may have typed it in for the customer.
    /// </summary>
    private static bool IsOfCustomer(ReferenceTicket ticket, bool isLive)
    {
        var opener = ticket.Messages.OpenedBy.Class;
        var isBegunByMachine = opener is ActorClass.Automation or ActorClass.System;
        var first = ticket.Messages.All.Find(message => message.IsCustomers || message.IsReply);
        if (first is { IsCustomers: true }) return true;
        if (isLive || !ticket.Messages.Has) return !isBegunByMachine;
        return first is null && opener != ActorClass.Agent && !isBegunByMachine;
    }
}
