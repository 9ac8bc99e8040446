using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>
/// Quality reviews of tickets by two people of the shop, who now and then review the same ticket to see how far they agree, and from the
/// second year on by a program too.
/// </summary>
internal static class DemoReviews
{
    private const string Scorecard = "Conversations";
    private static readonly string[] Categories = ["procedure", "policy", "tone", "empathy", "solution"];
    private static readonly int[] Weights = [2, 1, 2, 2, 3];
    private static readonly double[] NotApplicable = [0, 0.2, 0, 0.08, 0];

    public static IEnumerable<Review> Of(DemoStory story)
    {
        // Who cleared away what was forgotten had no conversation to review.
        if (story.Origin.Fate != DemoFate.Usual || story.SolvedAt is not { } solved || (story.Solver ?? story.Taker) is not { } agent) yield break;
        var random = story.Shop.Random(DemoDraw.Review, story.Origin.Index);
        if (random.Chance(0.045) && story.Shop.DeskHours.Earliest(solved, (4 + random.Below(40)) * DemoTime.Hour) is { } at && at < story.Shop.EndsAt)
        {
            var first = Manual(story, agent, at, random);
            yield return first;
            var calibration = story.Shop.Random(DemoDraw.Calibration, story.Origin.Index);
            if (calibration.Chance(0.3) && story.Shop.DeskHours.Earliest(at, (8 + calibration.Below(30)) * DemoTime.Hour) is { } later && later < story.Shop.EndsAt)
                yield return Second(first, story, agent, later, calibration);
        }

        var isProgramThere = story.Shop.Demand.Passed(solved) > 0.5;
        if (random.Chance(isProgramThere ? 0.15 : 0) && solved + 5 * DemoTime.Minute < story.Shop.EndsAt)
            yield return Automatic(story, agent, solved + 5 * DemoTime.Minute, random);
    }

    private static Review Manual(DemoStory story, DemoAgent agent, long at, DemoRandom random)
    {
        var reviewer = random.Below(2);
        // One of them is stricter.
        var level = Level(story, agent) - (reviewer == 1 ? 4 : 0);
        return Reviewed(story, agent, at, ReviewKind.Manual) with
        {
            Reviewer = DemoPeople.Reviewers[reviewer],
            Categories = [.. Enumerable.Range(0, Categories.Length).Select(place => Category(place) with
            {
                Score = random.Chance(NotApplicable[place]) ? null : Math.Clamp((int)(1.5 + (level + 11 * random.Normal()) / 25), 1, 5),
                Lowest = 1,
                Highest = 5,
            })],
        };
    }

    /// <summary>The other reviewer of the same ticket, who sees it mostly alike; N/A by one is mostly N/A by both.</summary>
    private static Review Second(Review first, DemoStory story, DemoAgent agent, long at, DemoRandom random)
    {
        var isStricter = first.Reviewer == DemoPeople.Reviewers[0];
        return Reviewed(story, agent, at, ReviewKind.Calibration) with
        {
            Reviewer = DemoPeople.Reviewers[isStricter ? 1 : 0],
            Categories = [.. first.Categories.Select(category => category with { Score = Again(category.Score) })],
        };

        decimal? Again(decimal? score)
        {
            if (score is not { } given) return random.Chance(0.85) ? null : 4;
            if (random.Chance(0.66)) return given;
            return Math.Clamp(given + (random.Chance(isStricter ? 0.35 : 0.65) ? 1 : -1), 1, 5);
        }
    }

    private static Review Automatic(DemoStory story, DemoAgent agent, long at, DemoRandom random)
    {
        var level = Level(story, agent) + 3;
        return Reviewed(story, agent, at, ReviewKind.Auto) with
        {
            Categories = [.. Enumerable.Range(0, Categories.Length).Select(place => Category(place) with
            {
                Score = Math.Clamp((int)(level + 7 * random.Normal()), 0, 100),
            })],
        };
    }

    private static Review Reviewed(DemoStory story, DemoAgent agent, long at, ReviewKind kind) =>
        new(DemoShop.Source, $"R{story.Ticket.Id}-{kind switch { ReviewKind.Manual => 1, ReviewKind.Auto => 2, _ => 3 }}")
        {
            Version = at,
            Kind = kind,
            ReviewedAt = DemoTime.At(at),
            Ticket = story.Ticket.Id,
            Scorecard = Scorecard,
            Reviewee = agent.Name,
            RevieweeTeam = DemoTeam.Names[agent.Team],
        };

    /// <summary>How well an agent works, of 100: careful ones better, new ones worse, the specialists best.</summary>
    private static double Level(DemoStory story, DemoAgent agent)
    {
        var passed = story.Shop.Demand.Passed(story.Origin.At);
        return 86 - 15 * (agent.Care - 1) - (agent.Learning(passed) > 1 ? 12 : agent.From > 0 ? 4 : 0)
            - 6 * (story.Shop.Demand.SlownessAt(story.Origin.At) - 1) + (agent.Team == DemoTeam.Products ? 4 : 0);
    }

    private static ReviewCategory Category(int place) => new(Categories[place])
    {
        Weight = Weights[place],
        IsCritical = Categories[place] == "solution",
    };
}
