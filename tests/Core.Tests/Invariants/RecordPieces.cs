using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Invariants;

/// <summary>
/// A record as it may arrive: its parts spread over two pieces, and beside them older versions of the record and of its parts that say
/// something else, and that are worth nothing.
/// </summary>
internal static class RecordPieces
{
    public static IEnumerable<SourceRecord> Of(SourceRecord record, Random random) => record switch
    {
        Ticket ticket => Of(ticket, random),
        Call call => Of(call, call.Legs, (one, legs) => one with { Legs = legs }, leg => leg with { Version = leg.Version - 1, Agent = "somebody else" }, random),
        Survey survey => Of(survey, survey.Answers, (one, answers) => one with { Answers = answers }, answer => answer with { Version = answer.Version - 1, Score = answer.Score + 1 }, random),
        Order order => Of(order, order.Refunds, (one, refunds) => one with { Refunds = refunds }, refund => refund with { Version = refund.Version - 1, Amount = refund.Amount + 1 }, random),
        Subscription held => Of(held, held.Pauses, (one, pauses) => one with { Pauses = pauses }, pause => pause with { Version = pause.Version - 1, UntilOn = null }, random),
        Person person => Of(person, person.Stays, (one, stays) => one with { Stays = stays }, stay => stay with { Version = stay.Version - 1, Team = "elsewhere" }, random),
        Review review => Of(review, review.Categories, (one, categories) => one with { Categories = categories }, category => category with { Version = category.Version - 1, Score = null }, random),
        StatedRecord stated => [stated, Older(stated)],
        _ => [record],
    };

    private static IEnumerable<SourceRecord> Of(Ticket ticket, Random random)
    {
        var here = ticket.Events.Where(_ => random.Next(2) == 0).ToList();
        yield return ticket with { Events = here };
        yield return ticket with
        {
            Profile = ticket.Profile is { } profile ? profile with { Version = profile.Version - 1, Topic = "an older word", Customer = "somebody else" } : null,
            Events = [.. ticket.Events.Except(here), .. here.Select(happened => happened with { Version = happened.Version - 1, At = happened.At - Duration.FromHours(1) })],
        };
    }

    private static IEnumerable<SourceRecord> Of<TRecord, TPart>(
        TRecord record, IReadOnlyList<TPart> parts, Func<TRecord, IReadOnlyList<TPart>, TRecord> holding, Func<TPart, TPart> older, Random random)
        where TRecord : StatedRecord where TPart : IRecordPart
    {
        var here = parts.Where(_ => random.Next(2) == 0).ToList();
        var there = parts.Where(part => here.All(known => known.Key != part.Key)).Concat(here.Select(older)).ToList();
        return [holding(record, here), holding((TRecord)Older(record), there)];
    }

    private static StatedRecord Older(StatedRecord record) => record with { Version = record.Version - 1, IsDeleted = !record.IsDeleted };
}
