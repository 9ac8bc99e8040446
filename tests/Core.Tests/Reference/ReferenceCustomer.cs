using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>An order that was paid.</summary>
internal sealed record ReferenceOrder(Order Order, long At, LocalDate On, decimal? Net);

/// <summary>All that one customer did, under every word; of somebody unknown one thing alone.</summary>
/// <param name="name">Null: nobody knows who it was.</param>
internal sealed class ReferenceCustomer(string? name)
{
    public string? Name => name;

    public bool IsKnown => name is not null;

    /// <summary>In the order in which they were paid.</summary>
    public List<ReferenceOrder> Orders { get; init; } = [];

    /// <summary>In the order in which they were opened.</summary>
    public List<ArticleView> Views { get; init; } = [];

    public List<Session> Sessions { get; init; } = [];

    public List<Subscription> Subscriptions { get; init; } = [];

    public List<Customer> Profiles { get; init; } = [];
}
