namespace Deskmeter.Helpdesk;

/// <summary>Whose a record is.</summary>
public static class RecordCustomer
{
    /// <summary>
    /// The word for the customer of a record, in the form in which such words are compared (<see cref="CustomerWord"/>). Null when
    /// nobody is known, of records that are no customer's, of deleted ones, and of a survey that nobody may know the answerer of. A
    /// survey that names a ticket and nobody belongs to that ticket's customer: its word is the ticket's key.
    /// </summary>
    /// <param name="record">A record as it is known in all; a ticket's events in the order (at, sequence, id).</param>
    public static string? Of(SourceRecord record) => CustomerWord.Of(record switch
    {
        StatedRecord { IsDeleted: true } or Survey { IsAnonymous: true } => null,
        Ticket ticket => TicketCustomer.Of(ticket),
        Call call => call.Customer,
        Session session => session.Customer,
        Survey survey => CustomerWord.Of(survey.Customer) ?? TicketOf(survey),
        ArticleView view => view.Reader,
        Customer customer => customer.Id,
        Order order => order.Customer,
        Subscription subscription => subscription.Customer,
        _ => null,
    });

    /// <summary>The key of the ticket whose customer a survey belongs to, because it names nobody itself; null where it does, or may not.</summary>
    public static string? TicketOf(Survey survey) =>
        survey is { IsDeleted: false, IsAnonymous: false, Ticket: { } ticket } && CustomerWord.Of(survey.Customer) is null
            ? RecordKey.Of<Ticket>(survey.Source, ticket).ToString()
            : null;
}
