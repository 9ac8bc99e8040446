using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>All that is known of one customer, under every word they go by. Deleted records are not in it.</summary>
public sealed class CustomerHistory
{
    /// <summary>The unit's key: the customer's first word, or the record of one contact, order, answer or view of nobody known.</summary>
    public required string Unit { get; init; }

    /// <summary>Somebody is known: what happened at different times belongs together.</summary>
    public bool IsKnown { get; init; }

    public List<CustomerContact> Contacts { get; } = [];

    /// <summary>When people spoke to the customer in calls that are no contacts: those of the team, and those that belong to a ticket.</summary>
    public List<Instant> Spoken { get; } = [];

    public List<Session> Sessions { get; } = [];

    /// <summary>What they were asked. An anonymous survey is in a history of its own, of nobody known.</summary>
    public List<Survey> Surveys { get; } = [];

    public List<ArticleView> Views { get; } = [];

    public List<Order> Orders { get; } = [];

    public List<Subscription> Subscriptions { get; } = [];

    /// <summary>The customer as sources describe them; several where words overlap.</summary>
    public List<Customer> Profiles { get; } = [];
}

/// <summary>The rows that one customer gives, fact by fact.</summary>
public sealed class CustomerFacts
{
    public required string Unit { get; init; }
    public List<ContactFact> Contacts { get; } = [];
    public List<IssueFact> Issues { get; } = [];
    public List<SessionFact> Sessions { get; } = [];
    public List<InvitationFact> Invitations { get; } = [];
    public List<AnswerFact> Answers { get; } = [];
    public List<ArticleViewFact> Views { get; } = [];
    public List<OrderFact> Orders { get; } = [];
    public List<CustomerSpanFact> Spans { get; } = [];
    public List<CustomerMonthFact> Months { get; } = [];
}
