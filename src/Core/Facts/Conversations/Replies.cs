using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Conversations;

/// <summary>Who wrote first, who answered, and how often: the public messages of a conversation.</summary>
internal sealed class Replies
{
    private Replies(Actor opener) => Opener = opener;

    public Actor Opener { get; }

    /// <summary>Opened by an agent, or an agent was the first to write.</summary>
    public bool IsAgentStarted { get; private set; }

    /// <summary>
    /// The creation stands for the customer's first message: a customer opened the ticket, and no customer wrote before an agent did.
    /// Many sources keep the first message as the ticket's description.
    /// </summary>
    public bool IsCreationMessage { get; private set; }

    /// <summary>The customer's first message, which starts the clock; null when an agent wrote first.</summary>
    public TimelineEntry? FirstContact { get; private set; }

    /// <summary>The first human reply after the first contact.</summary>
    public TimelineEntry? FirstReply { get; private set; }

    /// <summary>The first automatic acknowledgement after the first contact.</summary>
    public TimelineEntry? Acknowledgement { get; private set; }

    /// <summary>The first message of a bot after the first contact that is no acknowledgement.</summary>
    public TimelineEntry? BotReply { get; private set; }

    /// <summary>When a bot first handed over to people.</summary>
    public TimelineEntry? HandOver { get; private set; }

    /// <summary>The first human reply after that.</summary>
    public TimelineEntry? ReplyAfterHandOver { get; private set; }

    /// <summary>Of customers, agents and bots, acknowledgements in their names among them.</summary>
    public int PublicMessages { get; private set; }

    public int AgentReplies { get; private set; }

    /// <summary>The channel of the first message, customer's or agent's; without one, or where the creation stands for it, the ticket's.</summary>
    public string? FirstChannel { get; private set; }

    public static Replies Read(TicketTimeline timeline)
    {
        var creation = timeline.Entries[0];
        var replies = new Replies(creation.By!);
        var first = timeline.Entries.Find(entry => entry.IsHumanMessage);
        replies.IsAgentStarted = replies.Opener.Class == ActorClass.Agent;
        if (timeline.Profile.HasMessages && first is not { IsCustomerMessage: true })
        {
            replies.IsCreationMessage = timeline.Profile.OpenedBy?.Class == ActorClass.Customer;
            replies.IsAgentStarted |= first is not null && !replies.IsCreationMessage;
        }

        replies.FirstContact = replies.IsCreationMessage ? creation : first is { IsCustomerMessage: true } ? first : null;
        replies.FirstChannel = (replies.IsCreationMessage ? timeline.Profile.Channel : null) ?? ChannelOf(first, timeline);
        replies.PublicMessages = replies.IsCreationMessage ? 1 : 0;
        var isContacted = replies.IsCreationMessage;
        foreach (var entry in timeline.Entries)
        {
            isContacted |= ReferenceEquals(entry, replies.FirstContact);
            if (entry.Kind == EntryKind.HandOver && entry.LeftOut is null) replies.HandOver ??= entry;
            else if (entry.Kind == EntryKind.Message) replies.Add(entry, isContacted);
        }

        return replies;
    }

    private static string? ChannelOf(TimelineEntry? first, TicketTimeline timeline)
    {
        if (first is null) return timeline.Profile.Channel;
        var own = ((MessageSent)first.Event!).Channel;
        if (own is not null || first.MergedFrom is null) return own ?? timeline.Profile.Channel;
        return timeline.Children.First(child => child.Id == first.MergedFrom).Profile?.Channel ?? timeline.Profile.Channel;
    }

    private void Add(TimelineEntry entry, bool isContacted)
    {
        var message = (MessageSent)entry.Event!;
        if (!message.IsPublic) return;
        if (entry.By?.Class is ActorClass.Customer or ActorClass.Agent or ActorClass.Bot) PublicMessages++;
        if (entry.IsAgentReply)
        {
            AgentReplies++;
            if (isContacted) FirstReply ??= entry;
            if (HandOver is not null) ReplyAfterHandOver ??= entry;
        }

        if (!isContacted || entry.IsCustomerMessage) return;
        if (message.IsAcknowledgement) Acknowledgement ??= entry;
        else if (entry.By?.Class == ActorClass.Bot) BotReply ??= entry;
    }
}
