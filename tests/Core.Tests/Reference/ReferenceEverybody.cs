using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Everybody who did anything, with what they did.</summary>
internal sealed class ReferenceEverybody
{
    private readonly ReferenceShop _shop;
    private readonly Dictionary<string, ReferenceCustomer> _known = [];

    public ReferenceEverybody(ReferenceShop shop)
    {
        _shop = shop;
        Articles = new ReferenceArticles(shop.Of<Article>());
        Rates = new ReferenceRates(shop.Of<ExchangeRate>(), shop.Currency);
        Surveys = new ReferenceSurveys(shop);
        var calls = shop.Calls.Where(call => call.Call is { Direction: CallDirection.Inbound, Ticket: null, Legs.Count: > 0 });
        var contacts = shop.Tickets.Select(ReferenceContact.Of).Concat(calls.Select(ReferenceContact.Of));
        foreach (var contact in contacts.OrderBy(contact => contact.Started).ThenBy(contact => contact.Record, StringComparer.Ordinal))
            Of(contact.Word).Contacts.Add(contact);
        foreach (var order in Orders(shop)) Of(order.Order.Customer).Orders.Add(order);
        foreach (var view in shop.Of<ArticleView>().OrderBy(view => ReferenceLog.Second(view.ViewedAt)).ThenBy(Record, StringComparer.Ordinal))
            Of(view.Reader).Views.Add(view);
        foreach (var session in shop.Of<Session>()) Of(session.Customer).Sessions.Add(session);
        foreach (var subscription in shop.Of<Subscription>().OrderBy(Record, StringComparer.Ordinal)) Of(subscription.Customer).Subscriptions.Add(subscription);
        var profiles = shop.Of<Customer>().OrderBy(profile => profile.Source, StringComparer.Ordinal).ThenBy(profile => profile.Id, StringComparer.Ordinal);
        foreach (var profile in profiles) Of(profile.Id).Profiles.Add(profile);
    }

    /// <summary>Everybody; of those whom nobody knows each thing that they did is somebody of their own.</summary>
    public List<ReferenceCustomer> All { get; } = [];

    public ReferenceArticles Articles { get; }

    public ReferenceRates Rates { get; }

    public ReferenceSurveys Surveys { get; }

    private static string Record(StatedRecord record) => $"{record.Source}/{record.Id}";

    private IEnumerable<ReferenceOrder> Orders(ReferenceShop shop) =>
        from order in shop.Of<Order>().OrderBy(order => order.PaidAt is { } paid ? ReferenceLog.Second(paid) : 0).ThenBy(Record, StringComparer.Ordinal)
        where order.PaidAt is not null
        let at = ReferenceLog.Second(order.PaidAt!.Value)
        let day = shop.Local(at).Date
        select new ReferenceOrder(order, at, day, Rates.Convert(order.Amount - order.Refunds.Sum(refund => refund.Amount), order.Currency, day));

    private ReferenceCustomer Of(string? word)
    {
        var name = _shop.Customers.Of(word);
        if (name is not null && _known.TryGetValue(name, out var known)) return known;
        var customer = new ReferenceCustomer(name);
        All.Add(customer);
        if (name is not null) _known[name] = customer;
        return customer;
    }
}
