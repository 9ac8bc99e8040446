using System.Globalization;
using Deskmeter.Helpdesk;

namespace Deskmeter.Connectors.Forms;

/// <summary>What was found in a record: in which of its parts (null: in itself), in which field, and what.</summary>
internal readonly record struct RecordFinding(int? Part, string Field, Sentence Reason);

/// <summary>What a record cannot mean, whatever its source says: such a record is set aside.</summary>
internal static class RecordRules
{
    /// <summary>The first thing that is impossible; null when nothing is.</summary>
    public static RecordFinding? FaultOf(SourceRecord record) => record switch
    {
        Survey survey => OfSurvey(survey),
        Cost cost => cost.UntilOn <= cost.FromOn ? new RecordFinding(null, "until_on", $"is not after from_on: it is the day after the last") : null,
        ExchangeRate rate => OfRate(rate),
        Shift shift => shift.UntilAt < shift.FromAt ? new RecordFinding(null, "until_at", $"is before from_at") : null,
        Subscription subscription => OfSubscription(subscription),
        Person person => OfPart(person.Stays, stay => stay.LeftOn < stay.JoinedOn, "left_on", $"is before joined_on"),
        Review review => OfReview(review),
        _ => null,
    };

    private static RecordFinding? OfSurvey(Survey survey)
    {
        if (SurveyScale.Read(survey.Scale) is not { } scale)
            return new RecordFinding(null, "scale", $"'{survey.Scale}' is not a scale from low to high, such as 1-5 or 0-10");
        return OfPart(survey.Answers, answer => !scale.Holds(answer.Score), "score", answer => $"'{Shown(answer.Score)}' lies outside the scale {survey.Scale}");
    }

    private static RecordFinding? OfRate(ExchangeRate rate)
    {
        if (rate.Rate <= 0) return new RecordFinding(null, "rate", $"'{Shown(rate.Rate)}' is not more than 0");
        return rate.Into == rate.Currency ? new RecordFinding(null, "into", $"'{rate.Into}' is the currency that is converted") : null;
    }

    private static RecordFinding? OfSubscription(Subscription subscription) => subscription.EndedOn < subscription.StartedOn
        ? new RecordFinding(null, "ended_on", $"is before started_on")
        : OfPart(subscription.Pauses, pause => pause.UntilOn < pause.FromOn, "until_on", $"is before the pause began");

    private static RecordFinding? OfReview(Review review) =>
        OfPart(review.Categories, category => category.Highest <= category.Lowest, "highest", category => $"'{Shown(category.Highest)}' is not more than the lowest, {Shown(category.Lowest)}")
        ?? OfPart(
            review.Categories,
            category => category.Score < category.Lowest || category.Score > category.Highest,
            "score",
            category => $"'{Shown(category.Score!.Value)}' lies outside {Shown(category.Lowest)} to {Shown(category.Highest)}");

    private static RecordFinding? OfPart<T>(IReadOnlyList<T> parts, Predicate<T> isWrong, string field, Sentence reason) =>
        OfPart(parts, isWrong, field, _ => reason);

    private static RecordFinding? OfPart<T>(IReadOnlyList<T> parts, Predicate<T> isWrong, string field, Func<T, Sentence> reason)
    {
        for (var place = 0; place < parts.Count; place++)
        {
            if (isWrong(parts[place])) return new RecordFinding(place, field, reason(parts[place]));
        }

        return null;
    }

    private static string Shown(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
