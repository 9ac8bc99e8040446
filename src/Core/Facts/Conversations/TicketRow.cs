using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>Writes what was read of a conversation as the row of its ticket.</summary>
internal static class TicketRow
{
    public static TicketFact Of(Conversation conversation, string key)
    {
        var (timeline, assignments, clock) = (conversation.Timeline, conversation.Assignments, conversation.Clock);
        var (replies, resolves, hasMessages) = (conversation.Replies, conversation.Resolves, timeline.Profile.HasMessages);
        var (opener, assigned, created, last) = (replies.Opener, assignments.FirstToAgent?.At, timeline.Created, conversation.LastResolved);
        var (contact, reply, handedOver) = (replies.FirstContact?.At, replies.FirstReply, replies.HandOver?.At);
        var firstResolved = resolves.Count > 0 && !resolves[0].IsUnstated ? resolves[0].At : (Instant?)null;
        var times = StageTimes.UpTo(last, created, conversation.Stages, clock);
        return new TicketFact
        {
            Conversation = key,
            Source = timeline.Ticket.Source,
            TicketId = timeline.Ticket.Id,
            Slices = conversation.Slices,
            Customer = conversation.Customer,
            Status = conversation.Stages.Now,
            StatusName = timeline.StatusName,
            Opener = opener.Class == ActorClass.Customer ? null : opener,
            FirstReplier = reply is null ? null : assignments.Replying(reply.By!, reply.At),
            Resolver = last is null ? null : assignments.Acting(resolves[^1].By, resolves[^1].At),
            Assignee = assignments.Now,
            Created = created,
            OpenedByClass = opener.Class,
            IsAgentStarted = replies.IsAgentStarted,
            Acknowledged = replies.Acknowledgement?.At,
            AcknowledgeSeconds = clock.Between(contact, replies.Acknowledgement?.At)?.Calendar,
            FirstBotReply = replies.BotReply?.At,
            FirstBotReplySeconds = clock.Between(contact, replies.BotReply?.At)?.Calendar,
            HandedOverAt = handedOver,
            FirstAssigned = assigned,
            Assign = clock.Between(created, assigned),
            FirstReply = reply?.At,
            FirstReplyTime = clock.Between(contact, reply?.At),
            SinceHandoff = clock.Between(handedOver, replies.ReplyAfterHandOver?.At),
            FirstResolved = firstResolved,
            FirstResolution = clock.Between(created, firstResolved),
            LastResolved = last,
            Resolution = clock.Between(created, last),
            HumanResolution = handedOver <= last ? clock.Between(handedOver, last) : null,
            RequesterWait = times?.RequesterWait,
            AgentWait = times?.AgentWait,
            OnHold = times?.OnHold,
            AgentWork = times?.AgentWork,
            HandleSeconds = conversation.HandleSeconds,
            PublicMessages = hasMessages ? replies.PublicMessages : null,
            AgentReplies = hasMessages ? replies.AgentReplies : null,
            CustomerTurns = hasMessages ? conversation.Turns.Count : null,
            Transfers = assignments.Transfers,
            Escalations = assignments.Escalations,
            Reopens = resolves.Count(resolve => resolve.Reopening is not null),
            WasPaused = conversation.Stages.WasPausedBefore(last),
        };
    }
}

/// <summary>Time in stages up to the last resolve.</summary>
internal readonly record struct StageTimes(Elapsed NewAndOpen, Elapsed Pending, Elapsed Hold)
{
    public Elapsed RequesterWait => NewAndOpen + Hold;

    public Elapsed AgentWait => Pending;

    public Elapsed OnHold => Hold;

    public Elapsed AgentWork => NewAndOpen;

    /// <summary>Null for a ticket that is not resolved, or of which no status was ever shown.</summary>
    public static StageTimes? UpTo(Instant? resolved, Instant created, StageTrack stages, TicketClock clock)
    {
        if (resolved is not { } end || !stages.HasHistory) return null;
        var none = new Elapsed(0, clock.Between(created, end).Business is null ? null : 0);
        var times = new StageTimes(none, none, none);
        foreach (var (stage, from, until) in stages.Spans())
        {
            if (from >= end) break;
            if (!stage.IsUnresolved()) continue;
            var span = clock.Between(from, until is { } known && known < end ? known : end);
            times = stage switch
            {
                Stage.Pending => times with { Pending = times.Pending + span },
                Stage.Hold => times with { Hold = times.Hold + span },
                _ => times with { NewAndOpen = times.NewAndOpen + span },
            };
        }

        return times;
    }
}
