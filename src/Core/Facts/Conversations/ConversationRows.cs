using Deskmeter.Helpdesk;

namespace Deskmeter.Facts.Conversations;

/// <summary>Writes what was read of a conversation as the rows of its facts, all but the ticket's own.</summary>
internal sealed class ConversationRows(Conversation conversation, ConversationFacts facts)
{
    private readonly Ticket _ticket = conversation.Timeline.Ticket;
    private readonly AssignmentTrack _assignments = conversation.Assignments;
    private readonly TicketClock _clock = conversation.Clock;

    public void Write()
    {
        facts.Ticket = TicketRow.Of(conversation, facts.Conversation);
        facts.Contact = TicketContact.Of(conversation, facts.Ticket);
        WriteTurns();
        WriteResolves();
        WriteSpans();
        WriteAssignments();
        WriteTargets();
        WriteStatedTargets();
    }

    private void WriteTurns()
    {
        var turns = conversation.Turns;
        foreach (var turn in turns)
        {
            facts.Turns.Add(new TurnFact
            {
                Conversation = facts.Conversation,
                TicketId = _ticket.Id,
                Slices = conversation.Slices,
                Customer = conversation.Customer,
                Replier = turn.Reply is { } reply ? _assignments.Replying(reply.By!, reply.At) : null,
                Assignee = turn.EndedAt is { } end ? _assignments.At(end) : _assignments.Now,
                Started = turn.Start.At,
                Replied = turn.Reply?.At,
                Reply = _clock.Between(turn.Start.At, turn.Reply?.At),
                IsFirst = turn == turns[0],
                EndedAt = turn.EndedAt,
                IsCourtesy = turn.IsCourtesy,
            });
        }
    }

    private void WriteResolves()
    {
        var resolves = conversation.Resolves;
        foreach (var resolve in resolves)
        {
            var resolver = _assignments.Acting(resolve.By, resolve.At);
            facts.ResolveCycles.Add(new ResolveCycleFact
            {
                Conversation = facts.Conversation,
                TicketId = _ticket.Id,
                Slices = conversation.Slices,
                Customer = conversation.Customer,
                Resolver = resolver,
                TicketResolver = Pair(resolver),
                ResolverClass = resolve.By?.Class,
                CreatedAt = conversation.Timeline.Created,
                Resolved = resolve.At,
                Cycle = resolve.IsUnstated ? null : _clock.Between(resolve.Opened.At, resolve.At),
                IsFirst = resolve == resolves[0],
                IsLast = resolve == resolves[^1],
                Via = resolve.Via,
                Automation = resolve.Automation,
                NextHumanContactSeconds = resolve.SecondsUntil(resolve.NextHumanContact),
                Reopened = resolve.Reopening?.At,
                ReopenedByClass = resolve.Reopening?.By?.Class,
                ReopenAfterSeconds = resolve.SecondsUntil(resolve.Reopening),
            });
        }
    }

    private void WriteSpans()
    {
        foreach (var (stage, from, until) in conversation.Stages.Spans())
        {
            facts.StatusSpans.Add(new StatusSpanFact
            {
                Conversation = facts.Conversation,
                TicketId = _ticket.Id,
                Slices = conversation.Slices,
                Assignee = until is { } end ? _assignments.At(end) : _assignments.Now,
                Status = stage,
                From = from,
                Until = until,
                Span = _clock.Between(from, until),
                TicketCreatedAt = conversation.Timeline.Created,
            });
        }
    }

    private void WriteAssignments()
    {
        foreach (var assignment in _assignments.All)
        {
            var assignee = new Actor(ActorClass.Agent, assignment.Agent, assignment.Team);
            facts.Assignments.Add(new AssignmentFact
            {
                Conversation = facts.Conversation,
                TicketId = _ticket.Id,
                Slices = conversation.Slices,
                Assignee = assignee,
                TicketAssignee = Pair(assignee),
                Assigned = assignment.Assigned,
                ByClass = assignment.Entry.By?.Class,
                IsTransfer = assignment.IsTransfer,
                IsEscalation = assignment.IsEscalation,
                IsTriage = assignment.IsTriage,
                Replied = assignment.Reply?.At,
                Reply = _clock.Between(assignment.Assigned, assignment.Reply?.At),
                EndedAt = assignment.EndedAt,
            });
        }
    }

    private void WriteTargets()
    {
        foreach (var target in conversation.Targets)
        {
            facts.SlaTargets.Add(new SlaTargetFact
            {
                Conversation = facts.Conversation,
                TicketId = _ticket.Id,
                Slices = conversation.Slices,
                Assignee = target.Decided is { } decided ? _assignments.At(decided) : _assignments.Now,
                Metric = target.Target.Metric,
                Clock = target.Target.Clock,
                TargetSeconds = target.Seconds,
                Applied = target.Applied.At,
                PriorityApplied = LastKnown.PriorityAt(conversation.Timeline, target.Applied.At),
                DueAt = target.DueAt,
                FulfilledAt = target.Measure.FulfilledAt,
                Decided = target.Decided,
                IsMet = target.IsMet,
                ElapsedSeconds = target.ElapsedSeconds,
            });
        }
    }

    /// <summary>The source's own word, decided when the ticket was resolved, else closed; open tickets are not decided yet.</summary>
    private void WriteStatedTargets()
    {
        var stated = conversation.Timeline.Profile.StatedSla;
        if (stated.Count == 0) return;
        var decided = conversation.LeftBacklog;
        foreach (var target in stated)
        {
            facts.SlaTargets.Add(new SlaTargetFact
            {
                Conversation = facts.Conversation,
                TicketId = _ticket.Id,
                Slices = conversation.Slices,
                Assignee = decided is { } at ? _assignments.At(at) : _assignments.Now,
                Metric = target.Metric,
                Clock = target.Clock,
                TargetSeconds = target.Minutes is { } minutes ? SlaTarget.SecondsOf(minutes) : null,
                Applied = conversation.Timeline.Created,
                PriorityApplied = LastKnown.PriorityAt(conversation.Timeline, conversation.Timeline.Created),
                FulfilledAt = target.Metric == SlaMetric.Resolution ? decided : null,
                Decided = decided,
                IsMet = target.IsMet,
                IsStated = true,
            });
        }
    }

    private string? Pair(Actor? actor) => actor?.Id is { } id ? $"{facts.Conversation} {id}" : null;
}
