using Deskmeter.Facts.Conversations;
using Deskmeter.Helpdesk;

namespace Deskmeter.Facts;

/// <summary>
/// Makes the facts of a conversation: a pure function of a ticket, its merged children and the calendars. Nothing depends on now;
/// what still runs has no end. Safe for concurrent use.
/// </summary>
public sealed class ConversationBuilder(FactContext context)
{
    /// <summary>
    /// The rows of a ticket. Its children, all the tickets that were merged into it and into each other, are in no figure: their
    /// public messages and their work count here. A ticket that was deleted, or marked as spam or test, is in no figure either.
    /// </summary>
    /// <param name="ticket">The ticket that goes on.</param>
    /// <param name="children">The tickets merged into it, directly or not, in any order.</param>
    public ConversationFacts Build(Ticket ticket, IReadOnlyList<Ticket> children)
    {
        var facts = new ConversationFacts { Conversation = KeyOf(ticket) };
        var removal = Removal.Of(ticket, children);
        if (removal is { } removed) Exclude(facts, ticket, removed);
        else if (Conversation.Read(ticket, children, context) is { } conversation) new ConversationRows(conversation, facts).Write();
        foreach (var child in children)
        {
            if (TicketTimeline.CreatedAt(child) is { } created) Exclude(facts, child, Removal.OfChild(child, created));
        }

        return facts;
    }

    /// <summary>
    /// The timeline of a ticket, and which of its events made each of its durations; null for one that nothing places in time.
    /// A ticket that is in no figure has a timeline too; its facts say why.
    /// </summary>
    public TicketExplanation? Explain(Ticket ticket, IReadOnlyList<Ticket> children) =>
        Conversation.Read(ticket, children, context) is { } conversation ? new TicketExplanation(conversation, Build(ticket, children)) : null;

    /// <summary>The unit that a ticket's rows belong to.</summary>
    public static string KeyOf(Ticket ticket) => $"{ticket.Source}/{ticket.Id}";

    private void Exclude(ConversationFacts facts, Ticket ticket, Removal removal)
    {
        if (Conversation.Read(ticket, [], context) is not { } conversation) return;
        facts.Excluded.Add(new ExcludedFact
        {
            Conversation = facts.Conversation,
            Kind = "ticket",
            TicketId = ticket.Id,
            Slices = conversation.Slices,
            Reason = removal.Reason,
            Created = conversation.Timeline.Created,
            ExcludedAt = removal.At,
        });
    }
}
