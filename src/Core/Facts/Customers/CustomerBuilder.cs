using Deskmeter.Facts.Customers;

namespace Deskmeter.Facts;

/// <summary>
/// Makes the facts of one customer: a pure function of all their contacts, orders, subscriptions, surveys, sessions and readings.
/// Nothing depends on now. Safe for concurrent use.
/// </summary>
public sealed class CustomerBuilder(FactContext context)
{
    /// <summary>The rows of a customer; the order of what is in the history does not matter.</summary>
    public CustomerFacts Build(CustomerHistory history)
    {
        var facts = new CustomerFacts { Unit = history.Unit };
        var contacts = new Contacts(history);
        var orders = new PaidOrders(history, context);
        var readings = new ArticleReadings(history, contacts, context);
        var surveys = new SurveyRows(history, contacts, context);
        var spans = new CustomerSpans(history, orders, context.Rules);
        facts.Orders.AddRange(orders.Rows());
        facts.Views.AddRange(readings.Rows());
        facts.Sessions.AddRange(new SessionRows(history, contacts).Rows());
        surveys.Write(facts);
        new ContactRows(history, contacts, context.Rules).Write(facts, orders, readings, surveys);
        facts.Spans.AddRange(spans.Rows);
        facts.Months.AddRange(new CustomerMonths(spans, contacts, facts.Answers, context).Rows());
        return facts;
    }
}
