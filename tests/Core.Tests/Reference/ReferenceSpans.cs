using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>A time in which one record makes somebody a customer.</summary>
/// <param name="Until">The first day on which it does not any more; null: it goes on.</param>
internal sealed record ReferenceStretch(LocalDate From, LocalDate? Until, bool? IsVoluntary, StatedRecord Of);

/// <summary>A time as a customer.</summary>
internal sealed record ReferenceSpan(LocalDate From, LocalDate? Until, IReadOnlyList<ReferenceStretch> Stretches);

/// <summary>When somebody is a customer, by decision 13: day by day.</summary>
internal static class ReferenceSpans
{
    private const int DaysAfterOrder = 365;
    private const int Grace = 30;
    private static readonly LocalDate First = new(2015, 1, 1);
    private static readonly int Days = Period.DaysBetween(First, new LocalDate(2035, 1, 1));

    /// <summary>How many were customers when a period began.</summary>
    public static ReferenceFigure AtStart(ReferenceKeys keys, ReferenceQuestion question) =>
        new(ReferenceKeys.StockAt(keys["active_customers"].Rows(false), question.Start, question).Count);

    /// <summary>The times in which a customer is one, in order; a guest whom nobody knows is nobody's.</summary>
    public static List<ReferenceSpan> Of(ReferenceCustomer customer)
    {
        if (!customer.IsKnown) return [];
        var stretches = customer.Subscriptions.SelectMany(Of)
            .Concat(customer.Orders.Select(order => new ReferenceStretch(order.On, order.On.PlusDays(DaysAfterOrder), null, order.Order))).ToList();
        var isOne = new bool[Days];
        foreach (var stretch in stretches) Set(isOne, stretch.From, stretch.Until, true);
        return
        [
            .. from run in Runs(isOne)
               let within = stretches.Where(stretch => stretch.From >= run.From && !(stretch.From >= run.Until))
                   .OrderBy(stretch => stretch.From).ThenBy(stretch => stretch.Until ?? LocalDate.MaxIsoValue)
                   .ThenBy(stretch => stretch.Of is Order ? 0 : 1).ThenBy(stretch => $"{stretch.Of.Source}/{stretch.Of.Id}", StringComparer.Ordinal).ToList()
               select new ReferenceSpan(run.From, run.Until, within),
        ];
    }

    /// <summary>What a time as a customer can be sliced by.</summary>
    public static string? Slice(ReferenceCustomer customer, ReferenceSpan span, string slice)
    {
        var held = span.Stretches.Select(stretch => stretch.Of).OfType<Subscription>().LastOrDefault();
        var order = span.Stretches.Select(stretch => stretch.Of).OfType<Order>().LastOrDefault();
        return slice switch
        {
            "plan" => held?.Plan,
            "segment" => held?.Segment ?? customer.Profiles.Find(profile => profile.Segment is not null)?.Segment ?? order?.Segment,
            "country" => held?.Country ?? customer.Profiles.Find(profile => profile.Country is not null)?.Country ?? order?.Country,
            "is_voluntary" => ReferenceSlices.Word(span.Stretches.FirstOrDefault(one => one.Until == span.Until && one.IsVoluntary is not null)?.IsVoluntary),
            _ => throw new ArgumentException($"A customer has no slice '{slice}'.", nameof(slice)),
        };
    }

    /// <summary>From the first paid day to the end, without the days of a rest beyond its thirtieth.</summary>
    private static IEnumerable<ReferenceStretch> Of(Subscription held)
    {
        var first = held.TrialUntil > held.StartedOn ? held.TrialUntil.Value : held.StartedOn;
        var (isRest, isPaid) = (new bool[Days], new bool[Days]);
        foreach (var pause in held.Pauses) Set(isRest, pause.FromOn, pause.UntilOn, true);
        Set(isRest, First, first, false);
        Set(isPaid, first, held.EndedOn, true);
        foreach (var rest in Runs(isRest)) Set(isPaid, rest.From.PlusDays(Grace), rest.Until, false);
        foreach (var run in Runs(isPaid))
            yield return new ReferenceStretch(run.From, run.Until, run.Until is not null && run.Until == held.EndedOn ? held.IsVoluntary : null, held);
    }

    /// <summary>Days from one to the day before another; null: for good.</summary>
    private static void Set(bool[] days, LocalDate from, LocalDate? until, bool value)
    {
        var end = until is { } last ? Math.Min(Days, Period.DaysBetween(First, last)) : Days;
        for (var day = Math.Max(0, Period.DaysBetween(First, from)); day < end; day++) days[day] = value;
    }

    /// <summary>Every stretch of days that are so; one that lasts has no end.</summary>
    private static IEnumerable<(LocalDate From, LocalDate? Until)> Runs(bool[] days)
    {
        for (var day = 0; day < Days; day++)
        {
            if (!days[day]) continue;
            var from = day;
            while (day < Days && days[day]) day++;
            yield return (First.PlusDays(from), day < Days ? First.PlusDays(day) : null);
        }
    }
}
