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
        facts.Orders.AddRange(orders.Rows());
        new ContactRows(history, contacts, orders, context.Rules).Write(facts);
        return facts;
    }
}
