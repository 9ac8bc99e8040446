using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>How a survey goes out, whether it arrives and is opened, and when an answer comes back.</summary>
internal static class DemoMailing
{
    public static Survey Sent(string id, string kind, string scale, long sent, DemoShop shop, DemoRandom random)
    {
        var delivery = random.Unit() switch { < 0.02 => SurveyDelivery.Bounced, < 0.026 => SurveyDelivery.Failed, _ => SurveyDelivery.Delivered };
        var opened = sent + (long)random.Around(2 * DemoTime.Hour, 1.2);
        var isOpened = random.Chance(0.3) && delivery == SurveyDelivery.Delivered && opened < shop.EndsAt;
        return new Survey(DemoShop.Source, id)
        {
            Version = sent,
            Kind = kind,
            Scale = scale,
            SentAt = DemoTime.At(sent),
            OpenedAt = isOpened ? DemoTime.At(opened) : null,
            Delivery = delivery,
        };
    }

    /// <summary>The survey with its answer, if one came.</summary>
    /// <param name="chance">Of those that arrived.</param>
    public static Survey Answered(Survey survey, long sent, double chance, DemoShop shop, DemoRandom random, Func<Instant, SurveyAnswer> answer)
    {
        var opened = survey.OpenedAt ?? DemoTime.At(sent + (long)random.Around(DemoTime.Hour, 1));
        var at = opened.ToUnixTimeSeconds() + 20 + (long)random.Around(5 * DemoTime.Minute, 1);
        if (!random.Chance(chance) || survey.Delivery != SurveyDelivery.Delivered || at >= shop.EndsAt) return survey;
        return survey with { Version = at, OpenedAt = opened, Answers = [answer(DemoTime.At(at))] };
    }
}
