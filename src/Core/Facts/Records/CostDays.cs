using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Records;

/// <summary>Spreads a cost over its days, as docs/decisions/0016-money.md says.</summary>
internal static class CostDays
{
    private const decimal SmallestPart = 0.0001m;
    private const decimal LargestAmount = 99_999_999_999_999.9999m;

    /// <summary>Writes a row for each day; the parts add up to the amount, each is converted at the rate of its own day.</summary>
    /// <returns>Why its money is not in the figures, or null.</returns>
    public static string? Write(Cost cost, RecordFacts facts, FactContext context)
    {
        var amount = decimal.Round(cost.Amount, 4, MidpointRounding.ToEven);
        if (Math.Abs(amount) > LargestAmount) return LeftOut.NoRate;
        var days = Math.Max(1, Period.DaysBetween(cost.FromOn, cost.UntilOn));
        var (part, rest) = Math.DivRem((long)(amount / SmallestPart), days);
        var owner = cost.Team is null ? null : new Actor(ActorClass.Agent, null, cost.Team);
        string? reason = null;
        for (var index = 0; index < days; index++)
        {
            var day = cost.FromOn.PlusDays(index);
            // What does not divide goes to the first days, 1/10000 each.
            var original = (part + (index < Math.Abs(rest) ? Math.Sign(rest) : 0)) * SmallestPart;
            var converted = context.Reference.Exchange.Convert(original, cost.Currency, day);
            if (converted is null) reason = LeftOut.NoRate;
            facts.CostDays.Add(new CostDayFact
            {
                Record = facts.Record,
                Spent = day,
                Category = cost.Category,
                Channel = cost.Channel,
                Owner = owner,
                Amount = converted,
                Currency = cost.Currency ?? context.Reference.Currency,
                OriginalAmount = original,
            });
        }

        return reason;
    }
}
