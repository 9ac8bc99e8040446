using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors.Forms;

/// <summary>What can be read in a record and can hardly be meant: it counts, and a person is told.</summary>
internal static class RecordDoubts
{
    public static IEnumerable<RecordFinding> Of(SourceRecord record) => record switch
    {
        Call call => call.Legs.SelectMany(Of),
        Session session => Of(session),
        Survey survey => Of(survey),
        Order order => Of(order),
        Subscription { TrialUntil: { } trial } subscription when trial < subscription.StartedOn => [new(null, "trial_until", $"is before started_on")],
        _ => [],
    };

    private static IEnumerable<RecordFinding> Of(CallLeg leg, int place)
    {
        if (leg.AnsweredAt < leg.OfferedAt) yield return new(place, "answered_at", $"is before offered_at");
        if (leg.QueuedAt > leg.AnsweredAt) yield return new(place, "queued_at", $"is after answered_at");
        if (leg.EndedAt < leg.OfferedAt) yield return new(place, "ended_at", $"is before offered_at");
        else if (leg.EndedAt < leg.AnsweredAt) yield return new(place, "ended_at", $"is before answered_at");
        if (leg.Holds.Any(hold => hold.Until < hold.From)) yield return new(place, "holds", $"ends before it begins");
        if (leg.Holds.Any(hold => hold.From < leg.OfferedAt || hold.From > leg.EndedAt)) yield return new(place, "holds", $"lies outside its leg");
    }

    private static IEnumerable<RecordFinding> Of(Session session)
    {
        if (session.CompletedAt < session.StartedAt) yield return new(null, "completed_at", $"is before started_at");
        if (session.HandedOverAt < session.StartedAt) yield return new(null, "handed_over_at", $"is before started_at");
        if (session.EndedAt < session.StartedAt) yield return new(null, "ended_at", $"is before started_at");
    }

    private static IEnumerable<RecordFinding> Of(Survey survey)
    {
        if (survey.OpenedAt < survey.SentAt) yield return new(null, "opened_at", $"is before sent_at");
        for (var place = 0; place < survey.Answers.Count; place++)
        {
            if (survey.Answers[place].At < survey.SentAt) yield return new(place, "at", $"is before sent_at");
        }
    }

    private static IEnumerable<RecordFinding> Of(Order order)
    {
        for (var place = 0; place < order.Refunds.Count; place++)
        {
            if (order.Refunds[place].At < order.PaidAt) yield return new(place, "at", $"is before paid_at");
        }

        if (order.PaidAt is not null && order.Refunds.Sum(refund => refund.Amount) > order.Amount)
            yield return new(null, "amount", $"is less than what was refunded");
    }
}
