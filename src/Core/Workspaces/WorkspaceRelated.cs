using Deskmeter.Helpdesk;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Workspaces;

/// <summary>What belongs to a ticket besides its own events.</summary>
public sealed partial class Workspace
{
    private const string Naming =
        """
        select record from "call" where list_contains($1, ticket_id)
        union select record from session where list_contains($1, ticket_id)
        union select record from invitation where list_contains($1, ticket_id)
        union select record from answer where list_contains($1, ticket_id)
        union select record from review where list_contains($1, ticket_id)
        """;

    private const string Bought =
        """
        select record from "order"
        where customer_unit in (select customer_unit from contact where record = $1) and paid_on >= $2 and paid_on <= $3
        """;

    /// <summary>How long after the last event of a ticket an order still stands beside it.</summary>
    private static readonly Duration OrdersAfter = Duration.FromDays(7);

    /// <summary>
    /// The calls, sessions, surveys and reviews that name a ticket or one that was merged into it, and what its customer bought while it
    /// went on or soon after; each with when it happened, in that order. Answers that nobody may know the giver of are not among them.
    /// </summary>
    /// <param name="told">The ticket.</param>
    /// <param name="asOf">Nothing after this instant.</param>
    public IReadOnlyList<(Instant At, StatedRecord Record)> Related(ExplainedTicket told, Instant asOf)
    {
        var entries = told.Explanation.Entries;
        if (entries.Count == 0) return [];
        var ids = entries.Select(entry => entry.MergedFrom).OfType<string>().Append(told.Ticket.Id).Append(told.Asked.Id).Distinct().ToArray();
        var (from, to) = (entries[0].At, entries[^1].At + OrdersAfter);
        var zone = Settings.DateTimeZone;
        var named = Keys(new SqlStatement(Naming, [ids]));
        var bought = Keys(new SqlStatement(Bought, [RecordKey.Of(told.Ticket).ToString(), from.InZone(zone).Date, to.InZone(zone).Date]))
            .Where(order => order is Order { PaidAt: { } paid } && paid >= from && paid <= to);
        return
        [
            .. from record in named.Where(record => record.Source == told.Ticket.Source).Concat(bought)
               where record is not Survey { IsAnonymous: true }
               let at = At(record)
               where at is not null && at <= asOf
               orderby at
               select (at.Value, record),
        ];
    }

    private static Instant? At(StatedRecord record) => record switch
    {
        Call call => call.Legs.Count > 0 ? call.Legs.Min(leg => leg.OfferedAt) : null,
        Session session => session.StartedAt,
        Survey { Answers: [.., var last] } => last.At,
        Survey survey => survey.SentAt,
        Review review => review.ReviewedAt,
        Order order => order.PaidAt,
        _ => null,
    };

    private List<StatedRecord> Keys(SqlStatement statement) =>
        [.. Rows(statement).Select(row => RecordKey.TryParse((string)row[0]!, out var key) ? _records.Find(key) : null).OfType<StatedRecord>()];
}
