using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>Writes what was read of a conversation as the row of its ticket.</summary>
internal static class TicketRow
{
    public static TicketFact Of(Conversation conversation, string key)
    {
        var (timeline, assignments) = (conversation.Timeline, conversation.Assignments);
        var (opener, assigned) = (conversation.Replies.Opener, assignments.FirstToAgent?.At);
        var row = new TicketFact
        {
            Conversation = key,
            Source = timeline.Ticket.Source,
            TicketId = timeline.Ticket.Id,
            Slices = conversation.Slices,
            Customer = conversation.Customer,
            Status = conversation.Stages.Now,
            StatusName = timeline.StatusName,
            Opener = opener.Class == ActorClass.Customer ? null : opener,
            Assignee = assignments.Now,
            Created = timeline.Created,
            OpenedByClass = opener.Class,
            FirstAssigned = assigned,
            Assign = conversation.Clock.Between(timeline.Created, assigned),
            HandleSeconds = conversation.HandleSeconds,
            Transfers = assignments.Transfers,
            Escalations = assignments.Escalations,
        };
        return WithResolves(WithReplies(row, conversation), conversation);
    }

    private static TicketFact WithReplies(TicketFact row, Conversation conversation)
    {
        var (replies, clock, hasMessages) = (conversation.Replies, conversation.Clock, conversation.Timeline.Profile.HasMessages);
        var (contact, reply) = (replies.FirstContact?.At, replies.FirstReply);
        return row with
        {
            IsAgentStarted = replies.IsAgentStarted,
            Acknowledged = replies.Acknowledgement?.At,
            AcknowledgeSeconds = clock.Between(contact, replies.Acknowledgement?.At)?.Calendar,
            FirstBotReply = replies.BotReply?.At,
            FirstBotReplySeconds = clock.Between(contact, replies.BotReply?.At)?.Calendar,
            HandedOverAt = replies.HandOver?.At,
            FirstReply = reply?.At,
            FirstReplier = reply is null ? null : conversation.Assignments.Replying(reply.By!, reply.At),
            FirstReplyTime = clock.Between(contact, reply?.At),
            SinceHandoff = clock.Between(replies.HandOver?.At, replies.ReplyAfterHandOver?.At),
            PublicMessages = hasMessages ? replies.PublicMessages : null,
            AgentReplies = hasMessages ? replies.AgentReplies : null,
            CustomerTurns = hasMessages ? conversation.Turns.Count : null,
        };
    }

    private static TicketFact WithResolves(TicketFact row, Conversation conversation)
    {
        var (resolves, clock, last) = (conversation.Resolves, conversation.Clock, conversation.LastResolved);
        var first = resolves.Count > 0 && !resolves[0].IsUnstated ? resolves[0].At : (Instant?)null;
        var times = StageTimes.UpTo(last, row.Created, conversation.Stages, clock);
        return row with
        {
            Resolver = last is null ? null : conversation.Assignments.Acting(resolves[^1].By, resolves[^1].At),
            FirstResolved = first,
            FirstResolution = clock.Between(row.Created, first),
            LastResolved = last,
            Resolution = clock.Between(row.Created, last),
            HumanResolution = row.HandedOverAt <= last ? clock.Between(row.HandedOverAt, last) : null,
            RequesterWait = times?.RequesterWait,
            AgentWait = times?.AgentWait,
            OnHold = times?.OnHold,
            AgentWork = times?.AgentWork,
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
