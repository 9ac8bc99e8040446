using System.Globalization;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Demo;

/// <summary>The shop's records agree with each other, as those of a real one would.</summary>
public class DemoAgreementTests
{
    private static readonly Instant End = Instant.FromUtc(2026, 9, 30, 22, 0);
    private static readonly DemoShop Shop = new(8_000, 1, End);
    private static readonly Lazy<ILookup<Type, SourceRecord>> ByType = new(() => Shop.Records().ToLookup(record => record.GetType()));
    private static readonly Lazy<Dictionary<string, Ticket>> Tickets = new(() => Of<Ticket>().ToDictionary(ticket => ticket.Id));

    [Fact]
    public void Calls_go_from_the_offer_to_the_end()
    {
        foreach (var call in Of<Call>())
        {
            Assert.NotEmpty(call.Legs);
            foreach (var leg in call.Legs)
            {
                Instant?[] steps = [leg.OfferedAt, leg.QueuedAt, leg.AnsweredAt, .. leg.Holds.SelectMany(hold => new[] { hold.From, hold.Until }), leg.EndedAt];
                var known = steps.OfType<Instant>().ToList();
                Assert.Equal(known.Order(), known);
                Assert.NotNull(leg.EndedAt);
                Assert.True(leg.AnsweredAt is null || (leg.Agent is not null && leg.AnsweredAt < leg.EndedAt), call.Id);
                Assert.True(leg.Holds.Count == 0 || leg.HoldSeconds is null, call.Id);
                Assert.InRange(leg.HoldSeconds ?? 0, 0, leg.AnsweredAt is { } at ? (long)(leg.EndedAt.Value - at).TotalSeconds : 0);
            }

            Assert.All(call.Legs.Zip(call.Legs.Skip(1)), pair => Assert.True(pair.First.EndedAt <= pair.Second.OfferedAt));
            if (call.Outcome is CallOutcome.AbandonedIvr or CallOutcome.AbandonedQueue or CallOutcome.Voicemail or CallOutcome.NotReached)
                Assert.All(call.Legs, leg => Assert.Null(leg.AnsweredAt));
            if (call.Outcome == CallOutcome.AbandonedHold) Assert.Null(call.Legs[^1].Holds[^1].Until);
        }

        var calls = Of<Call>().ToList();
        Assert.All(Enum.GetValues<CallOutcome>().Except([CallOutcome.Answered]), outcome => Assert.Contains(calls, call => call.Outcome == outcome));
        Assert.Contains(calls, call => call.Outcome == CallOutcome.AbandonedQueue && (call.Legs[0].EndedAt - call.Legs[0].QueuedAt)?.TotalSeconds < 5);
        Assert.Contains(calls, call => call.Direction == CallDirection.Outbound);
        Assert.Contains(calls, call => call.Legs.Count == 2);
        var numbers = Of<Article>().Select(article => article.Number).OfType<string>().ToHashSet();
        Assert.Equal(20, numbers.Count);
        Assert.Contains(calls, call => numbers.Contains(call.Number ?? ""));
        var articles = Of<Article>().Select(article => article.Id).ToHashSet();
        Assert.All(calls.Select(call => call.Article).OfType<string>(), article => Assert.Contains(article, articles));
    }

    [Fact]
    public void A_call_or_session_of_a_ticket_is_the_customer_s_and_of_its_time()
    {
        foreach (var call in Of<Call>().Where(call => call.Ticket is not null))
        {
            var ticket = Tickets.Value[call.Ticket!];
            Assert.True(call.Legs[0].OfferedAt >= ticket.Profile!.CreatedAt);
            if (call.Direction == CallDirection.Inbound) Assert.Contains(ticket.Events.OfType<Assigned>(), one => one.Agent == call.Legs[0].Agent && one.At == call.Legs[0].AnsweredAt);
        }

        var sessions = Of<Session>().ToList();
        foreach (var session in sessions)
        {
            Assert.True(session.CompletedAt is null || session.HandedOverAt is null);
            Assert.True(session.HandedOverAt is null || session.Ticket is not null);
            Assert.True(session.StartedAt < (session.EndedAt ?? End));
            if (session.Ticket is null) continue;
            var ticket = Tickets.Value[session.Ticket];
            Assert.Equal(ticket.Profile!.Customer, session.Customer);
            if (session.CompletedAt is { } completed) Assert.Contains(ticket.Events.OfType<StatusChanged>(), one => one.By!.Class == ActorClass.Bot && one.At == completed);
            else if (session.Kind == SessionKind.Bot) Assert.Contains(ticket.Events.OfType<HandedOver>(), one => one.At == session.HandedOverAt);
            else Assert.Equal(ticket.Profile.CreatedAt, session.HandedOverAt);
        }

        // The bot came in the first year.
        Assert.True(sessions.Where(session => session.Kind == SessionKind.Bot).Min(session => session.StartedAt) > Shop.Start + Duration.FromDays(200));
        var handedOver = Tickets.Value.Values.Where(ticket => FirstOf(ticket) is HandedOver).Select(ticket => ticket.Id);
        Assert.Superset(handedOver.ToHashSet(), sessions.Where(session => session.HandedOverAt is not null).Select(session => session.Ticket!).ToHashSet());

        static TicketEvent? FirstOf(Ticket ticket) => ticket.Events.FirstOrDefault(one => one is HandedOver or StatusChanged { Stage: Stage.Solved });
    }

    [Fact]
    public void Surveys_ask_about_what_was_and_answers_come_after_them()
    {
        var surveys = Of<Survey>().ToList();
        foreach (var survey in surveys)
        {
            var (lowest, highest) = survey.Scale.Split('-') is [var from, var to] ? (decimal.Parse(from, CultureInfo.InvariantCulture), decimal.Parse(to, CultureInfo.InvariantCulture)) : default;
            Assert.All(survey.Answers, answer => Assert.InRange(answer.Score, lowest, highest));
            Instant?[] steps = [survey.SentAt, survey.OpenedAt, .. survey.Answers.Select(answer => (Instant?)answer.At)];
            Assert.Equal(steps.OfType<Instant>().Order(), steps.OfType<Instant>());
            Assert.True(survey.Delivery == SurveyDelivery.Delivered || (survey.OpenedAt is null && survey.Answers.Count == 0));
            Assert.True(!survey.IsAnonymous || (survey.Customer ?? survey.Ticket ?? survey.AgentAtSend ?? (survey.Answers is [var first, ..] ? first.Agent : null)) is null);
            if (survey.Ticket is null) continue;
            var ticket = Tickets.Value[survey.Ticket];
            Assert.True(survey.SentAt > ticket.Profile!.CreatedAt);
            if (survey.Touchpoint != "pre") Assert.Contains(ticket.Events.OfType<StatusChanged>(), one => one.Stage == Stage.Solved && one.At < survey.SentAt);
        }

        Assert.Equal(["ces", "confidence", "csat", "enps", "esat", "fcr", "nps"], surveys.Select(survey => survey.Kind).Distinct().Order());
        Assert.Single(surveys.Where(survey => survey.Kind == "csat").Select(survey => survey.Scale).Distinct());
        Assert.Contains(surveys, survey => survey.Answers is [{ Score: <= 2 }, { Score: >= 4 }]);
        Assert.All(Enum.GetValues<SurveyDelivery>(), delivery => Assert.Contains(surveys, survey => survey.Delivery == delivery));
        Assert.Contains("Snel en vriendelijk geholpen.", Comments("nl", surveys));
        string[] languages = ["nl", "en", "hu", "tr", "ms"];
        Assert.All(languages, language => Assert.NotEmpty(Comments(language, surveys)));
        var pre = surveys.Where(survey => survey.Touchpoint == "pre").Select(survey => survey.Ticket);
        Assert.Equal(pre.Order(), surveys.Where(survey => survey.Touchpoint == "post").Select(survey => survey.Ticket).Order());
    }

    [Fact]
    public void Unhappy_customers_wait_longer_come_back_more_or_had_a_careless_agent()
    {
        var answers = Of<Survey>().Where(survey => survey.Kind == "csat" && survey.Answers.Count > 0)
            .Select(survey => (IsGood: survey.Answers[0].Score >= 4, Ticket: Tickets.Value[survey.Ticket!], survey.AgentAtSend)).ToList();
        double Good(Func<(bool IsGood, Ticket Ticket, string? AgentAtSend), bool> of) => answers.Where(of).Average(answer => answer.IsGood ? 1.0 : 0);
        static bool IsReopened(Ticket ticket) => ticket.Events.OfType<StatusChanged>().SkipWhile(one => one.Stage != Stage.Solved).Any(one => one.Stage == Stage.Open);
        Assert.True(Good(answer => IsReopened(answer.Ticket)) < Good(answer => !IsReopened(answer.Ticket)) - 0.15);
        Assert.True(Good(answer => answer.AgentAtSend == "Mert Kaya") < Good(answer => answer.AgentAtSend == "Femke de Wit") - 0.08);
    }

    [Fact]
    public void Orders_give_back_no_more_than_was_paid()
    {
        var orders = Of<Order>().ToList();
        Assert.All(orders, order =>
        {
            Assert.True(order.Amount > 0);
            Assert.True(order.Refunds.Sum(refund => refund.Amount) <= order.Amount);
            Assert.All(order.Refunds, refund => Assert.True(refund.At > order.PaidAt && refund.Amount > 0));
        });
        Assert.Contains(orders, order => order.PaidAt is null);
        Assert.Contains(orders, order => order.Refunds.Count == 2);

        // Every currency has a rate on or before the day of the order.
        var first = Of<ExchangeRate>().GroupBy(rate => rate.Currency).ToDictionary(rates => rates.Key, rates => rates.Min(rate => rate.On));
        Assert.Equal(["GBP", "USD"], orders.Select(order => order.Currency).OfType<string>().Distinct().Order());
        Assert.All(first.Values, on => Assert.True(on.AtStartOfDayInZone(Shop.Settings.DateTimeZone).ToInstant() < Shop.Start));
        Assert.All(Of<ExchangeRate>(), rate => Assert.InRange((int)rate.On.DayOfWeek, 1, 5));
        Assert.All(Of<ExchangeRate>().GroupBy(rate => rate.Currency), rates => Assert.InRange(rates.Max(rate => rate.Rate) / rates.Min(rate => rate.Rate), 1.02m, 1.12m));
    }

    [Fact]
    public void A_batch_of_stoves_was_given_back()
    {
        double GivenBack(Func<Order, bool> which) => Of<Order>().Where(order => order.PaidAt is not null && which(order)).Average(order => order.Refunds.Count > 0 ? 1.0 : 0);
        bool IsOfBatch(Order order) => (End - order.PaidAt!.Value).Days is > 185 and < 230;
        Assert.True(GivenBack(order => order.Product == "Stoves" && IsOfBatch(order)) > 3 * GivenBack(order => order.Product == "Stoves" && !IsOfBatch(order)));
    }

    [Fact]
    public void Customers_are_known_by_all_their_words()
    {
        var words = Of<Customer>().SelectMany(CustomerWord.All).ToHashSet();
        Assert.All(Tickets.Value.Values.Select(ticket => ticket.Profile!.Customer).OfType<string>(), word => Assert.Contains(word, words));
        Assert.All(Of<Order>().Select(order => order.Customer).OfType<string>(), word => Assert.Contains(word, words));
        Assert.All(Of<Subscription>().Select(one => one.Customer), word => Assert.Contains(word, words));
        Assert.All(Of<Call>().Select(call => CustomerWord.Of(call.Customer)).OfType<string>(), word => Assert.Contains(word, words));
        Assert.All(Of<Survey>().Select(survey => survey.Customer).OfType<string>(), word => Assert.Contains(word, words));
        Assert.All(Of<Session>().Select(session => session.Customer).OfType<string>(), word => Assert.Contains(word, words));

        // Of some the help desk and the shop have a record each, which share an address and nothing else.
        var shared = Of<Customer>().SelectMany(customer => CustomerWord.All(customer).Select(word => (word, customer.Id))).GroupBy(pair => pair.word).Where(pairs => pairs.Count() > 1).ToList();
        Assert.InRange(shared.Count, 50, 400);
        Assert.All(shared, pairs => Assert.Contains('@', pairs.Key));
    }

    private static IEnumerable<string> Comments(string language, List<Survey> surveys) => surveys
        .Where(survey => survey.Ticket is not null && Tickets.Value[survey.Ticket].Profile!.Language == language)
        .SelectMany(survey => survey.Answers).Select(answer => answer.Comment).OfType<string>();

    private static IEnumerable<T> Of<T>() where T : SourceRecord => ByType.Value[typeof(T)].Cast<T>();
}
