using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>What the team is asked every month, without names; and what customers are asked of the shop as a whole.</summary>
internal static class DemoPulse
{
    /// <summary>The team's month: two questions to everybody who is there on its second Tuesday.</summary>
    public static IEnumerable<Survey> OfTeam(DemoShop shop, int month)
    {
        var tuesday = LocalDate.FromYearMonthWeekAndDay(shop.FirstDay.Year, shop.FirstDay.Month, 2, IsoDayOfWeek.Tuesday).PlusMonths(month);
        tuesday = LocalDate.FromYearMonthWeekAndDay(tuesday.Year, tuesday.Month, 2, IsoDayOfWeek.Tuesday);
        var sent = shop.SecondsAt(tuesday, 10);
        if (sent < shop.StartsAt || sent >= shop.EndsAt) yield break;
        var random = shop.Random(DemoDraw.Pulse, month);
        var number = 0;
        foreach (var _ in shop.People.All.Where(person => person.IsHere(tuesday)))
        {
            // Two years made it a better place to work; busy months wear people out.
            var felt = 0.35 + 0.4 * shop.Demand.Passed(sent) - 0.8 * (shop.Demand.SlownessAt(sent) - 1) + 0.8 * random.Normal();
            number++;
            yield return Asked("esat", "1-5", DemoScore.OfFive(felt));
            yield return Asked("enps", "0-10", DemoScore.OfTen(felt - 0.15 + 0.3 * random.Normal()));
        }

        Survey Asked(string kind, string scale, int score) => DemoMailing.Answered(
            DemoMailing.Sent($"{kind}-{tuesday.Year}-{tuesday.Month}-{number}", kind, scale, sent, shop, random) with
            {
                Touchpoint = "monthly",
                IsAnonymous = true,
                Delivery = SurveyDelivery.Delivered,
            },
            sent, 0.8, shop, random, at => new SurveyAnswer("1", at, score));
    }

    /// <summary>A customer's letter of the half-year, which one in sixteen gets.</summary>
    public static IEnumerable<Survey> OfCustomer(DemoShop shop, DemoCustomer customer, long since)
    {
        var random = shop.Random(DemoDraw.CustomerSurvey, customer.Index);
        if (!random.Chance(0.06)) yield break;
        var sent = since + (60 + random.Below(300)) * DemoTime.Day;
        if (sent < shop.StartsAt || sent >= shop.EndsAt) yield break;
        var score = DemoScore.OfTen(0.42 + 0.25 * shop.Demand.Passed(sent) + (customer.Segment == "member" ? 0.3 : 0) + 0.85 * random.Normal());
        var survey = DemoMailing.Sent($"N{customer.Index}", "nps", "0-10", sent, shop, random) with
        {
            Touchpoint = "relationship",
            Customer = customer.Email,
            Language = customer.LanguageName,
            Country = customer.Country,
            Segment = customer.Segment,
        };
        yield return DemoMailing.Answered(survey, sent, 0.24, shop, random, at => new SurveyAnswer("1", at, score)
        {
            Comment = DemoComments.On(score / 10.0, customer.Language, random),
        });
    }
}
