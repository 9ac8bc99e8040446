using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>Writes what was read of a conversation as a contact of its customer.</summary>
internal static class TicketContact
{
    private static readonly HashSet<string> Telephone = new(["phone", "telephone", "call", "voice"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Chat = new(["chat", "live chat", "live_chat", "livechat"], StringComparer.OrdinalIgnoreCase);

    public static CustomerContact Of(Conversation conversation, TicketFact row)
    {
        var (timeline, replies, profile) = (conversation.Timeline, conversation.Replies, conversation.Timeline.Profile);
        var isCall = Telephone.Contains(replies.FirstChannel ?? "");
        var isLive = isCall || Chat.Contains(replies.FirstChannel ?? "");
        var turns = isLive ? [] : conversation.Turns.FindAll(turn => !turn.IsCourtesy);
        return new CustomerContact
        {
            Record = RecordKey.Of(timeline.Ticket).ToString(),
            Kind = "ticket",
            TicketId = row.TicketId,
            Customer = CustomerWord.Of(row.Customer),
            Slices = row.Slices,
            Opener = row.Opener,
            Resolver = row.Resolver,
            Started = row.Created,
            Resolved = row.LastResolved,
            Ended = conversation.LeftBacklog,
            HandleSeconds = row.HandleSeconds,
            CustomerContacts = IsOfCustomer(conversation, isLive) ? Math.Max(1, turns.Count) : null,
            IsCall = isCall,
            Chases = turns.Sum(turn => turn.Chases),
            ReopenAfterSeconds = conversation.Resolves.Where(resolve => resolve.Reopening is not null && resolve.Reopening.By?.Class != ActorClass.Automation)
                .Min(resolve => resolve.SecondsUntil(resolve.Reopening)),
            FirstReplySeconds = row.FirstReplyTime?.Calendar,
            FcrByAgent = profile.FcrByAgent,
            FcrByCustomer = profile.FcrByCustomer,
            FcrBySource = profile.FcrBySource,
            Replies = RepliesIn(timeline.Entries),
            Ratings = TicketRatings.Of(conversation),
        };
    }

    /// <summary>
    /// The customer turned to the team. Where no messages are known, or people spoke live, an agent may have opened the ticket for
    /// the customer; a machine did not.
    /// </summary>
    private static bool IsOfCustomer(Conversation conversation, bool isLive)
    {
        var opener = conversation.Replies.Opener.Class;
        if (conversation.Replies.FirstContact is not null) return true;
        if (isLive || !conversation.Timeline.Profile.HasMessages) return opener is not (ActorClass.Automation or ActorClass.System);
        return opener is ActorClass.Customer or ActorClass.Bot && !conversation.Replies.IsAgentStarted;
    }

    private static List<Instant> RepliesIn(List<TimelineEntry> entries)
    {
        List<Instant> replies = [];
        foreach (var entry in entries)
        {
            if (entry.IsAgentReply) replies.Add(entry.At);
        }

        return replies;
    }
}
