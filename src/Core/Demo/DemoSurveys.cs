using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>What customers were asked after a ticket, and what they answered.</summary>
internal static class DemoSurveys
{
    // Running sums of the kinds that a solved ticket is asked; the rest is asked nothing.
    private static readonly double[] Kinds = [0.275, 0.33, 0.38, 0.395, 0.405, 1];

    /// <summary>The surveys of a ticket, and the call back that a bad answer led to.</summary>
    public static IEnumerable<SourceRecord> Of(DemoStory story)
    {
        if (!story.IsUsual || story.SolvedAt is not { } solved) yield break;
        var random = story.Shop.Random(DemoDraw.Survey, story.Origin.Index);
        var sent = solved + (story.Channel.IsMessaging ? 60 : (long)random.Around(20 * DemoTime.Hour, 0.2));
        if (sent >= story.Shop.EndsAt) yield break;
        var felt = story.Contentment + 0.75 * random.Normal();
        switch (random.Pick(Kinds))
        {
            case 0:
                foreach (var record in Satisfaction(story, sent, felt, random)) yield return record;
                break;
            case 1:
                yield return Asked(story, "ces", "1-7", sent, DemoScore.OfSeven(felt), 7, random);
                break;
            case 2:
                yield return Asked(story, "nps", "0-10", sent, DemoScore.OfTen(felt), 11, random);
                break;
            case 3:
                yield return Asked(story, "fcr", "0-1", sent, story.Reopens == 0 && felt > -0.4 ? 1 : 0, 2, random);
                break;
            case 4:
                // How sure somebody is of their choice, before the answer and after it.
                var before = felt - 0.9 + 0.4 * random.Normal();
                yield return Asked(story, "confidence", "1-5", story.Origin.At + 60, DemoScore.OfFive(before), 5, random, "pre");
                yield return Asked(story, "confidence", "1-5", sent, DemoScore.OfFive(felt), 5, random, "post");
                break;
        }
    }

    private static IEnumerable<SourceRecord> Satisfaction(DemoStory story, long sent, double felt, DemoRandom random)
    {
        var survey = Asked(story, "csat", "1-5", sent, DemoScore.OfFive(felt), 5, random);
        if (survey.Answers is not [{ Score: <= 2 } answer])
        {
            yield return survey;
            yield break;
        }

        // Many bad answers are followed up, in writing or by a call, and half of those turn out well.
        var answered = answer.At.ToUnixTimeSeconds();
        var callAt = story.Shop.DeskHours.Earliest(answered, 2 * DemoTime.Hour + random.Below(12 * 3600));
        var call = random.Chance(0.5) && story.LastRepliedAt <= answered && callAt is { } at ? DemoCalls.FollowUp(story, at) : null;
        if (call is not null) yield return call;
        var followed = call?.Legs[0].EndedAt?.ToUnixTimeSeconds() ?? story.LastRepliedAt;
        var again = followed + (long)random.Around(8 * DemoTime.Hour, 0.9);
        var isGood = random.Chance(0.5) && followed > answered && again < story.Shop.EndsAt;
        yield return isGood ? Changed(survey, answer, again!.Value, 4 + random.Below(2), story) : survey;
    }

    private static Survey Changed(Survey survey, SurveyAnswer first, long at, int score, DemoStory story) => survey with
    {
        Version = at,
        Answers =
        [
            first,
            first with { Key = "2", At = DemoTime.At(at), Score = score, Comment = DemoComments.AfterFollowUp(story.Origin.Customer.Language) },
        ],
    };

    /// <param name="scores">How many scores the scale has.</param>
    private static Survey Asked(
        DemoStory story, string kind, string scale, long sent, int score, int scores, DemoRandom random, string touchpoint = "transactional")
    {
        var agent = story.Solver ?? story.Taker;
        var team = agent is null ? null : DemoTeam.Names[agent.Team];
        var lowest = scale[0] - '0';
        var survey = DemoMailing.Sent($"Q{story.Ticket.Id}-{kind}{(touchpoint == "pre" ? "-pre" : "")}", kind, scale, sent, story.Shop, random) with
        {
            Touchpoint = touchpoint,
            Customer = random.Chance(0.5) ? story.Origin.Customer.Email : story.Origin.Customer.Id,
            Ticket = story.Ticket.Id,
            AgentAtSend = agent?.Name,
            TeamAtSend = team,
        };
        // Who is angry answers more often.
        var place = (score - lowest) / (scores - 1.0);
        return DemoMailing.Answered(survey, sent, place < 0.3 ? 0.38 : 0.25, story.Shop, random, at => new SurveyAnswer("1", at, score)
        {
            Comment = DemoComments.On(place, story.Origin.Customer.Language, random),
            Agent = agent?.Name,
            Team = team,
        });
    }
}
