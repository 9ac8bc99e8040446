using Deskmeter.Facts.Records;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>Writes a customer's sessions with bots and portals.</summary>
internal sealed class SessionRows(CustomerHistory history, Contacts contacts)
{
    public IEnumerable<SessionFact> Rows() =>
        history.Sessions.Select(Row).OrderBy(row => row.Started).ThenBy(row => row.Record, StringComparer.Ordinal);

    /// <summary>
    /// What people went on with was not completed in the tool, so a hand-over wins. A ticket without an instant of a hand-over is
    /// one, unless the session was completed: a portal's flow may end by filing a ticket.
    /// </summary>
    private static string? OutcomeOf(Session session) =>
        session.HandedOverAt is not null ? "handed_over"
        : session.CompletedAt is not null ? "completed"
        : session.Ticket is not null ? "handed_over"
        : session.EndedAt is not null ? "abandoned"
        : null;

    private SessionFact Row(Session session)
    {
        var started = Seconds.Whole(session.StartedAt);
        return new SessionFact
        {
            CustomerUnit = history.Unit,
            Record = RecordKey.Of(session).ToString(),
            TicketId = session.Ticket,
            Slices = StatedSlices.Of(session, session.Channel),
            Kind = session.Kind,
            Tool = session.Tool,
            Customer = history.IsKnown ? history.Unit : null,
            Started = started,
            Outcome = OutcomeOf(session),
            NextAnyContactSeconds = SecondsToPeople(session, started),
        };
    }

    /// <summary>A customer who does not wait for the end, as a bot often sees it only after a silence, has come at once.</summary>
    private long? SecondsToPeople(Session session, Instant started)
    {
        if ((session.EndedAt ?? session.HandedOverAt ?? session.CompletedAt) is not { } ended) return null;
        var next = contacts.FirstFrom(started);
        var handedOver = contacts.Ticket(session.Source, session.Ticket);
        if (next < contacts.Own.Count && ReferenceEquals(contacts.Own[next], handedOver)) next++;
        return next < contacts.Own.Count ? Math.Max(0, Seconds.Between(ended, contacts.Own[next].Started)) : null;
    }
}
