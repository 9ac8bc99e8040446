using Deskmeter.App.Board;
using Deskmeter.App.Surveys;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.App.Tickets;

/// <summary>A call, survey, review, session or order beside a ticket, in words.</summary>
/// <param name="At">When it happened.</param>
/// <param name="What">What it is, and how it went.</param>
/// <param name="Words">What somebody wrote with it; never changed.</param>
public sealed record RelatedText(Instant At, string What, string? Words = null)
{
    public static RelatedText Of(Visit visit, Instant at, StatedRecord record) => new(
        at,
        string.Join(" · ", Parts(visit, record).Where(part => !string.IsNullOrEmpty(part)).Prepend(visit.Kind(RecordKind.Of(record.GetType()).Word))),
        record is Survey { Answers: [.., { Comment: { Length: > 0 } comment }] } ? comment : null);

    private static IEnumerable<string?> Parts(Visit visit, StatedRecord record) => record switch
    {
        Call call => [.. People(call), Talk(call) is { } seconds ? visit.Text.Text(seconds, MetricUnit.Duration) : visit.Language["board.ticket.not_answered"]],
        Survey { Answers: [.., var last] } survey => [AnswerWords.Of(visit, survey.Kind, last.Score, survey.Scale)],
        Survey survey => [survey.Kind.ToUpperInvariant(), visit.Language["board.ticket.no_answer"]],
        Review review => [review.Reviewee, review.Scorecard],
        Session session => [session.Tool],
        Order order => [$"{visit.Text.Number((double)order.Amount, 2)} {order.Currency}".TrimEnd()],
        _ => [],
    };

    private static IEnumerable<string> People(Call call) => call.Legs.Where(leg => leg.AnsweredAt is not null).Select(leg => leg.Agent).OfType<string>().Distinct();

    /// <summary>From the first answer to the last end, in seconds; null when nobody answered or it runs.</summary>
    private static double? Talk(Call call)
    {
        var answered = call.Legs.Where(leg => leg.AnsweredAt is not null).ToList();
        return answered.Count == 0 || answered.Max(leg => leg.EndedAt) is not { } end ? null : (end - answered.Min(leg => leg.AnsweredAt!.Value)).TotalSeconds;
    }
}
