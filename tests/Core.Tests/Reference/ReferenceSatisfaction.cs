using System.Globalization;
using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What customers and the team say when they are asked.</summary>
internal static class ReferenceSatisfaction
{
    private const long Day = 86_400;

    public static void Add(ReferenceKeys keys, ReferenceShop shop)
    {
        var surveys = new Lazy<ReferenceSurveys>(() => new ReferenceSurveys(shop));
        IEnumerable<(ReferenceSurvey Survey, ReferenceRow Row)> Answers(string kind, Func<ReferenceSurvey, bool>? which = null) =>
            from survey in surveys.Value.All
            where survey.Told.Kind == kind && survey.Answers.Count > 0 && which?.Invoke(survey) != false
            select (survey, Row(shop, survey));
        IEnumerable<ReferenceRow> Scores(string kind, Func<ReferenceSurvey, bool>? which = null) =>
            Answers(kind, which).Select(one => one.Row with { Number = (double)one.Survey.Answers[^1].Told.Score });
        IEnumerable<ReferenceRow> Tops(string kind) => Answers(kind).Select(one => one.Row with { Yes = one.Survey.Answers[^1].IsTop });

        keys.OneScale("csat_score", () => Tops("csat"), ReferenceMeasures.Share);
        keys.OneScale("csat_average", () => Scores("csat"), ReferenceMeasures.Mean);
        keys.OneScale("csat_answers", () => Scores("csat"), ReferenceMeasures.Count);
        keys.Formula("csat_distribution", question => Distribution(keys, question), "csat_answers");
        keys.OneScale("ces_score", () => Scores("ces"), ReferenceMeasures.Mean);
        keys.OneScale(
            "ces_easy_rate", () => Scores("ces", survey => survey.Scale == "1-7").Select(row => row with { Yes = row.Number >= 5 }), ReferenceMeasures.Share);
        foreach (var touchpoint in (string[])["relationship", "transactional"])
        {
            keys.OneScale(
                $"nps_{touchpoint}",
                () => Scores("nps", survey => survey.Told.Touchpoint == touchpoint && survey.Scale == "0-10"),
                ReferenceMeasures.Promoters);
        }

        keys.OneScale("confidence_score", () => Scores("confidence", survey => survey.Told.Touchpoint != "pre"), ReferenceMeasures.Mean);
        keys.OneScale(
            "confidence_delta",
            () => Answers("confidence").Select(one => one.Row with { Number = Delta(surveys.Value, one.Survey) }),
            ReferenceMeasures.Mean);
        keys.OneScale("esat_score", () => Tops("esat"), ReferenceMeasures.Share, least: 5);
        keys.OneScale("enps", () => Scores("enps", survey => survey.Scale == "0-10"), ReferenceMeasures.Promoters, least: 5);
        keys.Formula("loyalty_index", question => Loyalty(keys, shop, question), "csat_score", "nps_relationship", "ces_score");
        keys.Flow(
            "survey_response_rate",
            () =>
                from survey in surveys.Value.All
                let sentAt = survey.Told.SentAt
                where sentAt is not null
                let isAnswered = survey.Told.Answers.Count > 0
                where survey.Told.Delivery == SurveyDelivery.Delivered || isAnswered
                let sent = ReferenceLog.Second(sentAt.GetValueOrDefault())
                let who = Who(shop, survey, survey.Told.AgentAtSend, survey.Told.TeamAtSend, sent)
                select ReferenceRow.Of(shop, sent, who, survey.Slice) with { Yes = isAnswered },
            ReferenceMeasures.Share,
            matures: 7 * Day);
        keys.Flow(
            "detractor_recovery",
            () =>
                from survey in surveys.Value.All
                where survey.Answers.Count > 0 && survey.Answers[0].Band <= 2
                let isRecovered = ReferenceRecovery.WasFollowedUp(shop, survey) && ReferenceRecovery.Seconds(surveys.Value, survey) <= 30 * Day
                select Row(shop, survey) with { Word = isRecovered ? survey.Customer : null, Other = survey.Customer },
            ReferenceMeasures.DistinctOverDistinct,
            matures: 30 * Day);
        keys.Flow(
            "unhappy_not_followed_up",
            () =>
                from survey in surveys.Value.All
                where survey.Answers.Count > 0 && survey.Answers[^1].Band <= 2 && survey.Customer is not null && !ReferenceRecovery.WasFollowedUp(shop, survey)
                select Row(shop, survey),
            ReferenceMeasures.Count);
    }

    private static ReferenceRow Row(ReferenceShop shop, ReferenceSurvey survey)
    {
        var (told, first, last) = (survey.Told, survey.Answers[0], survey.Answers[^1]);
        var who = (told.AgentAtSend ?? told.TeamAtSend) is not null
            ? Who(shop, survey, told.AgentAtSend, told.TeamAtSend, told.SentAt is { } sent ? ReferenceLog.Second(sent) : first.At)
            : Who(shop, survey, first.Told.Agent, first.Told.Team, first.At);
        return ReferenceRow.Of(shop, last.At, who, slice => slice == "band" ? [last.Band?.ToString(CultureInfo.InvariantCulture)] : survey.Slice(slice));
    }

    private static (string? Agent, string? Team) Who(ReferenceShop shop, ReferenceSurvey survey, string? agent, string? team, long at) =>
        survey.Told.IsAnonymous ? (null, null) : (agent, team ?? shop.People.TeamOf(agent, shop.Local(at).Date));

    /// <summary>Against the customer's last answer of before, by the same question on the same scale within 90 days.</summary>
    private static double? Delta(ReferenceSurveys surveys, ReferenceSurvey survey)
    {
        if (survey is not { Told.Touchpoint: "post", Customer: { } customer }) return null;
        var last = survey.Answers[^1];
        var before = surveys.OfCustomer[customer]
            .Where(other => other.Told.Touchpoint == "pre" && other.Told.Kind == survey.Told.Kind && other.Scale == survey.Scale && other.Answers.Count > 0)
            .Select(other => other.Answers[^1]).Where(answer => answer.At < last.At).ToList();
        if (before.Count == 0) return null;
        var newest = before.Max(answer => answer.At);
        return last.At - newest <= 90 * Day ? (double)(last.Told.Score - before.Last(answer => answer.At == newest).Told.Score) : null;
    }

    /// <summary>The share of a member in the answers of all; a scale that is asked for holds for both.</summary>
    private static ReferenceFigure Distribution(ReferenceKeys keys, ReferenceQuestion question)
    {
        var (part, scale) = (keys.Of("csat_answers", question), question.Where.Where(one => one.Slice == "scale").ToList());
        var whole = keys.Of("csat_answers", question with { Where = [.. question.Filters, .. scale], By = scale.Count, Slices = [] });
        return part.IsWithheld || whole.IsWithheld ? ReferenceFigure.Withheld : part / whole;
    }

    /// <summary>50 and 10 for each standard deviation that a month lies above those of the year before, the mean of three figures.</summary>
    private static ReferenceFigure Loyalty(ReferenceKeys keys, ReferenceShop shop, ReferenceQuestion question)
    {
        string[] figures = ["csat_score", "nps_relationship", "ces_score"];
        if (figures.Any(key => keys.Of(key, question).IsWithheld)) return ReferenceFigure.Withheld;
        double? sum = 0;
        foreach (var key in figures)
        {
            var first = shop.Local(question.Start).Date;
            var before = Enumerable.Range(1, 12).Select(month => first.PlusMonths(-month)).Select(month =>
                keys.Of(key, question with { Start = shop.StartOf(month), End = shop.StartOf(month.PlusMonths(1)) }).Value).OfType<double>().ToList();
            if (before.Count < 6) return new ReferenceFigure(null);
            var mean = before.Sum() / before.Count;
            var deviation = Math.Sqrt(before.Sum(value => Math.Pow(value - mean, 2)) / (before.Count - 1));
            sum += deviation == 0 ? null : (keys.Of(key, question).Value - mean) / deviation;
        }

        return new ReferenceFigure(sum is { } known ? Math.Clamp(50 + (10 * known / 3), 0, 100) : null);
    }
}

/// <summary>What was done about a bad answer, and whether it helped.</summary>
internal static class ReferenceRecovery
{
    /// <summary>Somebody of the team spoke to the customer after the first answer, about anything; of nobody known, in that ticket.</summary>
    public static bool WasFollowedUp(ReferenceShop shop, ReferenceSurvey survey)
    {
        var answered = survey.Answers[0].At;
        if (survey.Customer is not { } customer) return survey.Ticket is { } ticket && Replies(ticket).Any(at => at > answered);
        return shop.Tickets.Where(ticket => shop.Customers.Of(ticket.Customer) == customer).SelectMany(Replies)
            .Concat(shop.Calls.Where(call => call.IsOver && shop.Customers.Of(call.Call.Customer) == customer).Select(call => call.Answered).OfType<long>())
            .Any(at => at > answered);
    }

    /// <summary>From the first answer to the customer's next good one of the same kind that stayed good; null when none came, or the first was good.</summary>
    public static long? Seconds(ReferenceSurveys surveys, ReferenceSurvey survey)
    {
        var first = survey.Answers[0];
        if (first.Band is null or >= 4) return null;
        var good = survey.Customer is { } customer
            ? surveys.OfCustomer[customer].Where(other => other.Told.Kind == survey.Told.Kind).Select(other => other.TurnedGood).Append(survey.TurnedGood)
            : [survey.TurnedGood];
        return good.Where(at => at > first.At || at == survey.TurnedGood).Min() - first.At;
    }

    private static IEnumerable<long> Replies(ReferenceTicket ticket) => ticket.Messages.All.Where(message => message.IsReply).Select(message => message.At);
}
