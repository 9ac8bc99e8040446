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
        foreach (var order in Orders(shop)) Of(order.Order.Customer).Orders.Add(order);
        foreach (var view in shop.Of<ArticleView>().OrderBy(view => ReferenceLog.Second(view.ViewedAt)).ThenBy(Record, StringComparer.Ordinal))
            Of(view.Reader).Views.Add(view);
        foreach (var session in shop.Of<Session>()) Of(session.Customer).Sessions.Add(session);
        foreach (var subscription in shop.Of<Subscription>().OrderBy(Record, StringComparer.Ordinal)) Of(subscription.Customer).Subscriptions.Add(subscription);
        foreach (var profile in shop.Of<Customer>().OrderBy(profile => profile.Source, StringComparer.Ordinal).ThenBy(profile => profile.Id, StringComparer.Ordinal))
            Of(profile.Id).Profiles.Add(profile);
    }

    /// <summary>Everybody; of those whom nobody knows each thing that they did is somebody of their own.</summary>
    public List<ReferenceCustomer> All { get; } = [];

    public ReferenceArticles Articles { get; }

    public ReferenceRates Rates { get; }

    private static string Record(StatedRecord record) => $"{record.Source}/{record.Id}";

    private IEnumerable<ReferenceOrder> Orders(ReferenceShop shop) =>
        from order in shop.Of<Order>().Where(order => order.PaidAt is not null).OrderBy(order => ReferenceLog.Second(order.PaidAt!.Value)).ThenBy(Record, StringComparer.Ordinal)
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
