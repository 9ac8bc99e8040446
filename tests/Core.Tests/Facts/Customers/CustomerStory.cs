using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;
using static Deskmeter.Core.Tests.Facts.TicketStory;

namespace Deskmeter.Core.Tests.Facts.Customers;

/// <summary>What one customer did, told as a story. Times are those of <see cref="TicketStory"/>.</summary>
public sealed class CustomerStory
{
    private readonly CustomerHistory _history;

    private CustomerStory(CustomerHistory history) => _history = history;

    public static CustomerStory Known() => new(new CustomerHistory { Unit = "carl", IsKnown = true });

    public static CustomerStory Unknown() => new(new CustomerHistory { Unit = "order/s/1" });

    public CustomerHistory History => _history;

    public CustomerStory Ticket(
        string id, string started, string? resolved = null, string? topic = "billing", Func<CustomerContact, CustomerContact>? change = null) =>
        Contact("ticket", id, started, resolved, topic, change);

    public CustomerStory Call(
        string id, string started, string? ended = null, string? topic = "billing", Func<CustomerContact, CustomerContact>? change = null) =>
        Contact("call", id, started, ended, topic, change);

    public CustomerStory Order(string id, string paid, decimal amount = 100, string? currency = null, params decimal[] refunds)
    {
        _history.Orders.Add(new Order("s", id)
        {
            PaidAt = When(paid),
            Amount = amount,
            Currency = currency,
            Refunds = [.. refunds.Select((refund, index) => new OrderRefund($"{index}", When(paid) + Duration.FromDays(40), refund))],
        });
        return this;
    }

    /// <summary>A survey of customer satisfaction that was sent at nine on the first.</summary>
    public CustomerStory Survey(string id, string scale, params (decimal Score, string At)[] answers)
    {
        _history.Surveys.Add(new Survey("s", id)
        {
            Kind = "csat",
            Scale = scale,
            SentAt = When("09:00"),
            Answers = [.. answers.Select((answer, index) => new SurveyAnswer($"{index}", When(answer.At), answer.Score))],
        });
        return this;
    }

    public CustomerStory Confidence(string id, string touchpoint, string scale, (decimal, string) answer) =>
        Survey(id, scale, answer).Change(survey => survey with { Kind = "confidence", Touchpoint = touchpoint });

    /// <summary>Changes the last survey.</summary>
    public CustomerStory Change(Func<Survey, Survey> change)
    {
        _history.Surveys[^1] = change(_history.Surveys[^1]);
        return this;
    }

    public CustomerStory Session(Session session)
    {
        _history.Sessions.Add(session);
        return this;
    }

    public CustomerStory View(string id, string at, string article, Func<ArticleView, ArticleView>? change = null)
    {
        var view = new ArticleView("s", id) { Article = article, ViewedAt = When(at) };
        _history.Views.Add(change is null ? view : change(view));
        return this;
    }

    public CustomerStory Subscription(
        string id, string from, string? until = null, Func<Subscription, Subscription>? change = null, params (string From, string? Until)[] rests)
    {
        var held = new Subscription("s", id)
        {
            Customer = "carl",
            StartedOn = Day(from),
            EndedOn = until is null ? null : Day(until),
            Pauses =
            [
                .. rests.Select((rest, index) => new SubscriptionPause($"{index}", Day(rest.From)) { UntilOn = rest.Until is null ? null : Day(rest.Until) }),
            ],
        };
        _history.Subscriptions.Add(change is null ? held : change(held));
        return this;
    }

    public CustomerFacts Facts(FactContext? context = null) => new CustomerBuilder(context ?? FactContext.WithoutCalendars).Build(_history);

    public static LocalDate Day(string date) => LocalDatePattern.Iso.Parse(date).Value;

    private CustomerStory Contact(
        string kind, string id, string started, string? resolved, string? topic, Func<CustomerContact, CustomerContact>? change)
    {
        var end = resolved is null ? (Instant?)null : When(resolved);
        var contact = new CustomerContact
        {
            Record = $"{kind}/s/{id}",
            Kind = kind,
            TicketId = kind == "ticket" ? id : null,
            Customer = _history.IsKnown ? "carl" : null,
            Slices = new TicketSlices { Topic = topic },
            Started = When(started),
            Resolved = end,
            Ended = end,
            CustomerContacts = 1,
        };
        _history.Contacts.Add(change is null ? contact : change(contact));
        return this;
    }
}
