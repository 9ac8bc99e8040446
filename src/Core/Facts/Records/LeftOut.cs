using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Records;

/// <summary>The reasons why a record is in no fact, or its money in no figure.</summary>
internal static class LeftOut
{
    public const string Deleted = "deleted";

    /// <summary>An order that was not paid yet.</summary>
    public const string Unpaid = "unpaid";

    /// <summary>Money without a rate into the workspace's currency, or more than a column holds.</summary>
    public const string NoRate = "no_rate";

    /// <summary>A call whose customer still waits, or a shift that still runs.</summary>
    public const string Unfinished = "unfinished";

    public static ExcludedRecordFact Row(StatedRecord record, string key, string reason, FactContext context) => new()
    {
        Record = key,
        Kind = RecordKind.Of(record.GetType()).Word,
        Reason = reason,
        Excluded = InstantOf(record, context),
    };

    /// <summary>Why an order is not in the figures of orders, or not with its money.</summary>
    public static string? ReasonOf(Order order, FactContext context)
    {
        if (order.PaidAt is not { } paid) return Unpaid;
        return OrderMoney.Of(order, context.DayOf(paid), context).Net is null ? NoRate : null;
    }

    /// <summary>When the record would have counted.</summary>
    private static Instant? InstantOf(StatedRecord record, FactContext context)
    {
        return record switch
        {
            Call { Legs.Count: > 0 } call => call.Legs.Min(leg => leg.OfferedAt),
            Session session => session.StartedAt,
            Survey { SentAt: { } sent } => sent,
            Survey { Answers.Count: > 0 } survey => survey.Answers.Min(answer => answer.At),
            ArticleView view => view.ViewedAt,
            ArticleVote vote => vote.VotedAt,
            ArticleSearch search => search.SearchedAt,
            Order order => order.PaidAt,
            Review review => review.ReviewedAt,
            Shift shift => shift.FromAt,
            Subscription subscription => StartOf(subscription.StartedOn),
            Cost cost => StartOf(cost.FromOn),
            ExchangeRate rate => StartOf(rate.On),
            Person { Stays.Count: > 0 } person => StartOf(person.Stays.Min(stay => stay.JoinedOn)),
            _ => null,
        };

        Instant StartOf(LocalDate day) => context.Zone.AtStartOfDay(day).ToInstant();
    }
}
