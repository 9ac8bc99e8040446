using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Deskmeter.Core.Tests.Facts.Customers;

/// <summary>Customers who did anything in any order: at the same time, in the same second, over and over, or hardly ever.</summary>
public static class RandomCustomers
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 0, 0);
    private static readonly LocalDate StartDay = new(2023, 12, 1);

    /// <summary>Few instants, so that they often meet.</summary>
    private static readonly Gen<Instant> SomeTime =
        from day in Gen.Frequency((4, Gen.Choose(0, 12)), (1, Gen.Choose(0, 500)))
        from hour in Gen.Choose(0, 6)
        select Start + Duration.FromDays(day) + Duration.FromHours(4 * hour);

    private static readonly Gen<CustomerContact> SomeContact =
        from kind in Gen.Elements("ticket", "ticket", "ticket", "call", "chat")
        from started in SomeTime
        from lasted in Gen.Elements<int?>(null, 0, 4, 30, 24 * 9)
        from isResolved in Gen.Elements(true, true, true, false)
        from topic in Gen.Elements("billing", "delivery", null)
        from contacts in Gen.Elements<long?>(1, 1, 2, 6, null)
        from chases in Gen.Choose(0, 4)
        from reply in Gen.Elements<long?>(null, 60, 20_000, 200_000)
        from isArticle in Gen.Elements(false, false, true)
        let ended = lasted is { } hours ? started + Duration.FromHours(hours) : (Instant?)null
        select new CustomerContact
        {
            Record = "",
            Kind = kind,
            Slices = new TicketSlices { Topic = topic },
            Started = started,
            Ended = ended,
            Resolved = isResolved ? ended : null,
            CustomerContacts = contacts,
            Chases = chases,
            FirstReplySeconds = reply,
            Replies = ended is { } replied ? [replied] : [],
            Article = isArticle ? "a1" : null,
        };

    private static readonly Gen<Order> SomeOrder =
        from paid in SomeTime
        from isPaid in Gen.Elements(true, true, false)
        from amount in Gen.Choose(0, 3)
        from currency in Gen.Elements("EUR", "USD", "XXX", null)
        select new Order("s", "") { PaidAt = isPaid ? paid : null, Amount = amount, Currency = currency };

    private static readonly Gen<Survey> SomeSurvey =
        from kind in Gen.Elements("csat", "csat", "nps", "confidence", "fcr")
        from scale in Gen.Elements("1-5", "0-10", "0-1")
        from touchpoint in Gen.Elements("pre", "post", null)
        from isSent in Gen.Elements(true, true, false)
        from sent in SomeTime
        from ticket in Gen.Choose(0, 5)
        from answers in (from at in SomeTime from score in Gen.Choose(0, 5) select (at, score)).ArrayOf()
        select new Survey("s", "")
        {
            Kind = kind,
            Scale = scale,
            Touchpoint = touchpoint,
            SentAt = isSent ? sent : null,
            Ticket = ticket > 3 ? null : $"{ticket}",
            Answers = [.. answers.Select((answer, index) => new SurveyAnswer($"{index}", answer.at, answer.score))],
        };

    private static readonly Gen<Session> SomeSession =
        from started in SomeTime
        from lasted in Gen.Elements<int?>(null, 0, 4, 48)
        from how in Gen.Choose(0, 3)
        from ticket in Gen.Choose(0, 5)
        let ended = lasted is { } hours ? started + Duration.FromHours(hours) : (Instant?)null
        select new Session("s", "")
        {
            StartedAt = started,
            EndedAt = ended,
            CompletedAt = how is 1 or 3 ? ended : null,
            HandedOverAt = how is 2 or 3 ? ended : null,
            Ticket = how > 1 && ticket < 4 ? $"{ticket}" : null,
        };

    private static readonly Gen<ArticleView> SomeView =
        from viewed in SomeTime
        from isBot in Gen.Elements(false, false, false, true)
        from article in Gen.Elements("a1", "a2")
        select new ArticleView("s", "") { Article = article, ViewedAt = viewed, IsBot = isBot };

    private static readonly Gen<Subscription> SomeSubscription =
        from started in Gen.Choose(0, 400)
        from lasted in Gen.Elements<int?>(null, 0, 1, 40, 200)
        from trial in Gen.Elements<int?>(null, 0, 14, 60)
        from isVoluntary in Gen.Elements<bool?>(true, false, null)
        from pauses in (from first in Gen.Choose(0, 250)
                        from days in Gen.Elements<int?>(null, 5, 30, 31, 90)
                        select (first, days)).ArrayOf()
        let first = StartDay.PlusDays(started)
        select new Subscription("s", "")
        {
            Customer = "carl",
            StartedOn = first,
            EndedOn = lasted is { } days ? first.PlusDays(days) : null,
            TrialUntil = trial is { } free ? first.PlusDays(free) : null,
            IsVoluntary = isVoluntary,
            Pauses =
            [
                .. pauses.Select((pause, index) => new SubscriptionPause($"{index}", first.PlusDays(pause.first))
                {
                    UntilOn = pause.days is { } rest ? first.PlusDays(pause.first + rest) : null,
                }),
            ],
        };

    /// <summary>Everything that one customer did; ids count up within each kind. Of nobody known no record names another.</summary>
    public static Gen<CustomerHistory> One(bool isKnown) =>
        from contacts in SomeContact.ArrayOf()
        from orders in SomeOrder.ArrayOf()
        from surveys in SomeSurvey.ArrayOf()
        from sessions in SomeSession.ArrayOf()
        from views in SomeView.ArrayOf()
        from subscriptions in SomeSubscription.ArrayOf()
        select History(
            isKnown,
            contacts.Select((contact, index) => contact with
            {
                Record = $"{contact.Kind}/s/{index}",
                TicketId = contact.Kind == "ticket" ? $"{index}" : null,
            }),
            orders.Select((order, index) => order with { Id = $"{index}" }),
            surveys.Select((survey, index) => survey with { Id = $"{index}", Ticket = isKnown ? survey.Ticket : null }),
            sessions.Select((session, index) => session with { Id = $"{index}", Ticket = isKnown ? session.Ticket : null }),
            views.Select((view, index) => view with { Id = $"{index}" }),
            subscriptions.Select((subscription, index) => subscription with { Id = $"{index}" }));

    /// <summary>The same customer, told in another order.</summary>
    public static CustomerHistory Shuffle(CustomerHistory history) => History(
        history.IsKnown, Mix(history.Contacts), Mix(history.Orders), Mix(history.Surveys.Select(survey => survey with { Answers = [.. Mix(survey.Answers)] })),
        Mix(history.Sessions), Mix(history.Views), Mix(history.Subscriptions.Select(held => held with { Pauses = [.. Mix(held.Pauses)] })));

    private static IEnumerable<T> Mix<T>(IEnumerable<T> told) =>
        told.Select((each, index) => (each, place: index * 7919 % 101)).OrderBy(pair => pair.place).Select(pair => pair.each).Reverse();

    private static CustomerHistory History(
        bool isKnown, IEnumerable<CustomerContact> contacts, IEnumerable<Order> orders, IEnumerable<Survey> surveys, IEnumerable<Session> sessions,
        IEnumerable<ArticleView> views, IEnumerable<Subscription> subscriptions)
    {
        var history = new CustomerHistory { Unit = "carl", IsKnown = isKnown };
        history.Contacts.AddRange(contacts);
        history.Orders.AddRange(orders);
        history.Surveys.AddRange(surveys);
        history.Sessions.AddRange(sessions);
        history.Views.AddRange(views);
        history.Subscriptions.AddRange(subscriptions);
        return history;
    }
}
