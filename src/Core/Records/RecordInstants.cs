using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Records;

/// <summary>When the things happened that a record tells of.</summary>
internal static class RecordInstants
{
    /// <summary>
    /// The greatest instant that a record names. Null when it names none, when it is deleted, and of planned time: a roster is made
    /// for days to come, and what has not happened is no event.
    /// </summary>
    public static Instant? NewestOf(SourceRecord record)
    {
        return record is StatedRecord { IsDeleted: true } or Shift { Kind: ShiftKind.Scheduled or ShiftKind.PaidLeave } ? null : LatestOf(record);
    }

    /// <summary>The greatest instant that a record names, also of a deleted one and of planned time. Null when it names none.</summary>
    public static Instant? LatestOf(SourceRecord record)
    {
        Instant? newest = null;
        foreach (var instant in Of(record)) newest = Later(newest, instant);
        // Written out because tickets are many, and their events more.
        if (record is not Ticket ticket) return newest;
        foreach (var item in ticket.Events) newest = Later(newest, item.At);
        return newest;
    }

    private static Instant? Later(Instant? left, Instant? right) => left is null || right > left ? right ?? left : left;

    private static IEnumerable<Instant?> Of(SourceRecord record) => record switch
    {
        Ticket ticket => [ticket.Profile?.CreatedAt, ticket.Profile?.Resolved?.At, ticket.Profile?.Closed?.At],
        Call call => call.Legs.SelectMany(Of),
        Session session => [session.StartedAt, session.CompletedAt, session.HandedOverAt, session.EndedAt],
        Survey survey => survey.Answers.Select(answer => (Instant?)answer.At).Concat([survey.SentAt, survey.OpenedAt]),
        ArticleView view => [view.ViewedAt],
        ArticleVote vote => [vote.VotedAt],
        ArticleSearch search => [search.SearchedAt],
        Order order => order.Refunds.Select(refund => (Instant?)refund.At).Append(order.PaidAt),
        Shift shift => [shift.FromAt, ShiftEnd.Of(shift.FromAt, shift.UntilAt)],
        Review review => [review.ReviewedAt],
        _ => [],
    };

    private static IEnumerable<Instant?> Of(CallLeg leg) =>
        leg.Holds.SelectMany(hold => (Instant?[])[hold.From, hold.Until]).Concat([leg.OfferedAt, leg.QueuedAt, leg.AnsweredAt, leg.EndedAt]);
}
