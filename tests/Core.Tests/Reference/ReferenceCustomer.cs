using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>An order that was paid.</summary>
internal sealed record ReferenceOrder(Order Order, long At, LocalDate On, decimal? Net);

/// <summary>All that one customer did, under every word; of somebody unknown one thing alone.</summary>
/// <param name="name">Null: nobody knows who it was.</param>
internal sealed class ReferenceCustomer(string? name)
{
    private const long Day = 86400;

    public string? Name => name;

    public bool IsKnown => name is not null;

    /// <summary>In the order in which they began.</summary>
    public List<ReferenceContact> Contacts { get; init; } = [];

    /// <summary>In the order in which they were paid.</summary>
    public List<ReferenceOrder> Orders { get; init; } = [];

    /// <summary>In the order in which they were opened.</summary>
    public List<ArticleView> Views { get; init; } = [];

    public List<Session> Sessions { get; init; } = [];

    public List<Subscription> Subscriptions { get; init; } = [];

    public List<Customer> Profiles { get; init; } = [];

    /// <summary>Contacts in which the customer turned to the team; of somebody unknown nothing belongs together.</summary>
    public List<ReferenceContact> Own => field ??= IsKnown ? Contacts.FindAll(contact => contact.Times is not null) : [];

    /// <summary>The ticket that a record of theirs names: of its own source, else the only one of that id.</summary>
    public ReferenceContact? Ticket(string source, string? id)
    {
        var tickets = Contacts.FindAll(contact => contact.Ticket is not null && contact.Ticket.Ticket.Id == id);
        return tickets.Find(contact => contact.Ticket!.Ticket.Source == source) ?? (tickets.Count == 1 ? tickets[0] : null);
    }

    /// <summary>Seconds from the last resolve to the next contact about the same topic, 0 when it began before.</summary>
    public long? NextOfTopic(ReferenceContact contact)
    {
        if (contact is not { Resolved: { } resolved, Topic: { } topic } || !Own.Contains(contact)) return null;
        var next = Own.SkipWhile(other => other != contact).Skip(1).FirstOrDefault(other => other.Topic == topic);
        return next is null ? null : Math.Max(0, next.Started - resolved);
    }

    /// <summary>Seconds from the last resolve to the next contact that began then or later.</summary>
    public long? NextOfAny(ReferenceContact contact)
    {
        if (contact.Resolved is not { } resolved || !Own.Contains(contact)) return null;
        return Own.SkipWhile(other => other != contact).Skip(1).FirstOrDefault(other => other.Started >= resolved)?.Started - resolved;
    }

    /// <summary>Seconds from the end of a session to the next contact that began after its beginning, 0 when it began before the end.</summary>
    public long? NextAfter(Session session)
    {
        if ((session.EndedAt ?? session.HandedOverAt ?? session.CompletedAt) is not { } ended) return null;
        var handedOver = Ticket(session.Source, session.Ticket);
        var next = Own.Find(contact => contact != handedOver && contact.Started >= ReferenceLog.Second(session.StartedAt));
        return next is null ? null : Math.Max(0, next.Started - ReferenceLog.Second(ended));
    }

    /// <summary>The order that a ticket led to: every order belongs to the newest ticket before it, and a ticket led to its first.</summary>
    public ReferenceOrder? OrderOf(ReferenceContact contact) => IsKnown && contact.Ticket is not null
        ? Orders.Find(order => Contacts.FindLast(other => other.Ticket is not null && other.Started <= order.At) == contact)
        : null;

    /// <summary>The last reading by a person before a contact that names no article itself.</summary>
    public ArticleView? ReadingBefore(ReferenceContact contact) => contact.Article is null && Own.Contains(contact)
        ? Views.FindLast(view => view is { IsBot: false, IsAgent: false } && ReferenceLog.Second(view.ViewedAt) <= contact.Started)
        : null;

    /// <summary>Seconds from a reading to the first contact that it was the last one before.</summary>
    public long? ContactAfter(ArticleView view) => Own.Find(contact => ReadingBefore(contact) == view)?.Started - ReferenceLog.Second(view.ViewedAt);

    /// <summary>The article that a contact came from, for a day.</summary>
    public string? ArticleOf(ReferenceContact contact) =>
        contact.Article ?? (ReadingBefore(contact) is { } view && contact.Started - ReferenceLog.Second(view.ViewedAt) <= Day ? view.Article : null);
}
