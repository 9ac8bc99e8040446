namespace Deskmeter.Helpdesk;

/// <summary>Who opened a ticket, and whose it is.</summary>
public static class TicketCustomer
{
    /// <summary>
    /// The customer's id in the source's own words: as stated; else of who opened the ticket, when that was a customer; else of the
    /// author of the first public message of a customer. Null when nobody is known.
    /// </summary>
    /// <param name="ticket">A ticket alone, its events in the order (at, sequence, id).</param>
    public static string? Of(Ticket ticket) => Of(ticket.Profile, OpenerOf(ticket.Profile, ticket.Events), ticket.Events);

    /// <summary>The same of a ticket with what was merged into it.</summary>
    /// <param name="profile">The profile of the ticket that goes on.</param>
    /// <param name="opener">Who opened that ticket.</param>
    /// <param name="events">The events of all, in the order (at, sequence, id).</param>
    public static string? Of(TicketProfile? profile, Actor opener, IEnumerable<TicketEvent?> events)
    {
        if (profile?.Customer is { } stated) return stated;
        if (opener is { Class: ActorClass.Customer, Id: { } id }) return id;
        foreach (var happened in events)
        {
            if (happened is MessageSent { IsPublic: true, By: { Class: ActorClass.Customer } author }) return author.Id;
        }

        return null;
    }

    /// <summary>The source says who opened it, else the first public message does; else it was the customer.</summary>
    /// <param name="events">The ticket's own events, in the order (at, sequence, id).</param>
    public static Actor OpenerOf(TicketProfile? profile, IEnumerable<TicketEvent> events)
    {
        if (profile?.OpenedBy is { } stated) return stated;
        foreach (var happened in events)
        {
            if (happened is MessageSent { IsPublic: true, IsAcknowledgement: false, By: { } author }) return author;
        }

        return new Actor(ActorClass.Customer, profile?.Customer);
    }
}
