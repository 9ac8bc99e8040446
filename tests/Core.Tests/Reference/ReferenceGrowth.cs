using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>How many customers there are, and how many come and leave.</summary>
internal static class ReferenceGrowth
{
    public static void Add(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        var spans = everybody.All.SelectMany(customer => ReferenceSpans.Of(customer).Select(span => (Customer: customer, Span: span))).ToList();
        ReferenceRow Row((ReferenceCustomer Customer, ReferenceSpan Span) one, LocalDate on) =>
            new(shop.StartOf(on), slice => [ReferenceSpans.Slice(one.Customer, one.Span, slice)]);
        keys.Stock("active_customers", () => spans.Select(one => Row(one, one.Span.From) with
        {
            Until = one.Span.Until is { } until ? shop.StartOf(until) : null,
        }), (rows, _) => ReferenceMeasures.Count(rows));
        keys.Flow("customers_started", () => spans.Select(one => Row(one, one.Span.From)), ReferenceMeasures.Count);
        var ended = spans.Where(one => one.Span.Until is not null);
        keys.Flow("customers_ended", () => ended.Select(one => Row(one, one.Span.Until!.Value)), ReferenceMeasures.Count);
        keys.Formula(
            "new_minus_churned",
            question => keys.Of("customers_started", question) - keys.Of("customers_ended", question),
            "customers_started", "customers_ended");
        keys.Formula(
            "net_customer_change",
            question => (ReferenceSpans.AtStart(keys, question) - keys.Of("active_customers", question)) / ReferenceSpans.AtStart(keys, question),
            "active_customers");
    }
}
