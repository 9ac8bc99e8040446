namespace Deskmeter.Helpdesk;

/// <summary>Whose a record is.</summary>
public static class RecordCustomer
{
    /// <summary>
    /// The word for the customer of a record, in the form in which such words are compared (<see cref="CustomerWord"/>). Null when
    /// nobody is known, of records that are no customer's, of deleted ones, and of a survey that nobody may know the answerer of.
    /// </summary>
    /// <param name="record">A record as it is known in all; a ticket's events in the order (at, sequence, id).</param>
    public static string? Of(SourceRecord record) => CustomerWord.Of(record switch
    {
        StatedRecord { IsDeleted: true } or Survey { IsAnonymous: true } => null,
        Ticket ticket => TicketCustomer.Of(ticket),
        Call call => call.Customer,
        Session session => session.Customer,
        Survey survey => survey.Customer,
        ArticleView view => view.Reader,
        Customer customer => customer.Id,
        Order order => order.Customer,
        Subscription subscription => subscription.Customer,
        _ => null,
    });
}
