using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>What an order brought: paid less what was given back.</summary>
/// <param name="Original">In the order's currency; null for more than a column holds.</param>
/// <param name="Net">In the workspace's, at the rate of the day; null without a rate, or for more than a column holds.</param>
internal readonly record struct OrderMoney(decimal? Original, decimal? Net)
{
    /// <param name="paidOn">The local date on which it was paid.</param>
    public static OrderMoney Of(Order order, LocalDate paidOn, FactContext context) => Exchange.LeftOf(order) is { } left
        ? new OrderMoney(left, context.Reference.Exchange.Convert(left, order.Currency, paidOn))
        : default;
}
