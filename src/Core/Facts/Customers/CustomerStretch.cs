using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>A time in which one subscription or one order makes somebody a customer.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day on which it makes nobody one any more; null while it goes on.</param>
/// <param name="IsVoluntary">The customer ended it themselves; null where nobody says.</param>
/// <param name="Record">What it comes from.</param>
internal sealed record CustomerStretch(LocalDate From, LocalDate? Until, bool? IsVoluntary, SourceRecord Record)
{
    /// <summary>Where it ends, in an order in which what goes on comes last.</summary>
    public LocalDate End => Until ?? LocalDate.MaxIsoValue;

    public static CustomerStretch Of(PaidOrder paid, CustomerRules rules) => new(paid.Day, paid.Day.PlusDays(rules.DaysAfterOrder), null, paid.Order);

    /// <summary>
    /// From the first paid day to the end. A rest counts as long as the grace period; a longer one ends the stretch with that period,
    /// whether or not it is over yet, so that no later day changes what an earlier one was counted as.
    /// </summary>
    public static IEnumerable<CustomerStretch> Of(Subscription held, CustomerRules rules)
    {
        var first = LocalDate.Max(held.StartedOn, held.TrialUntil ?? held.StartedOn);
        var (from, end) = (first, held.EndedOn ?? LocalDate.MaxIsoValue);
        foreach (var (pause, until) in Rests(held))
        {
            if (until <= from || until <= LocalDate.Max(pause, first).PlusDays(rules.PauseGraceDays)) continue;
            var lapsed = LocalDate.Max(pause, first).PlusDays(rules.PauseGraceDays);
            if (lapsed >= end) break;
            yield return new CustomerStretch(from, lapsed, null, held);
            from = until;
        }

        if (from < end) yield return new CustomerStretch(from, held.EndedOn, held.EndedOn is null ? null : held.IsVoluntary, held);
    }

    /// <summary>When it rested, in order, rests that meet taken as one; one that lasts ends on no day.</summary>
    private static IEnumerable<(LocalDate From, LocalDate Until)> Rests(Subscription held)
    {
        (LocalDate From, LocalDate Until)? rest = null;
        foreach (var pause in held.Pauses.OrderBy(pause => pause.FromOn))
        {
            var until = pause.UntilOn ?? LocalDate.MaxIsoValue;
            if (until <= pause.FromOn) continue;
            if (rest is { } known && pause.FromOn <= known.Until)
            {
                rest = (known.From, LocalDate.Max(known.Until, until));
                continue;
            }

            if (rest is { } over) yield return over;
            rest = (pause.FromOn, until);
        }

        if (rest is { } last) yield return last;
    }
}
