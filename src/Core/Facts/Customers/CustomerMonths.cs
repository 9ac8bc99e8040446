using NodaTime;

namespace Deskmeter.Facts.Customers;

/// <summary>Writes a row for every first of a month on which somebody is a customer, with what support was like before it.</summary>
internal sealed class CustomerMonths
{
    private const double FastSeconds = 4 * 3600, DaySeconds = 24 * 3600;
    private readonly CustomerSpans _spans;
    private readonly FactContext _context;
    private readonly List<(LocalDate On, long? FirstReplySeconds)> _contacts;
    private readonly List<(LocalDate On, string? Band)> _answers;

    /// <param name="answers">Every answer of the customer.</param>
    public CustomerMonths(CustomerSpans spans, Contacts contacts, IReadOnlyList<AnswerFact> answers, FactContext context)
    {
        (_spans, _context) = (spans, context);
        _contacts = [.. contacts.Own.Select(contact => (context.DayOf(contact.Started), contact.FirstReplySeconds))];
        _answers =
        [
            .. answers.Where(answer => answer is { Kind: "csat", Band: not null }).OrderBy(answer => answer.Answered)
                .ThenBy(answer => answer.Record, StringComparer.Ordinal).Select(answer => (context.DayOf(answer.Answered), answer.Band)),
        ];
    }

    public IEnumerable<CustomerMonthFact> Rows()
    {
        if (_context.Horizon is not { } horizon) yield break;
        foreach (var span in _spans.Rows)
        {
            var end = span.ActiveUntil is { } until ? LocalDate.Min(until, horizon) : horizon;
            var month = span.ActiveFrom.Day == 1 ? span.ActiveFrom : span.ActiveFrom.With(DateAdjusters.EndOfMonth).PlusDays(1);
            for (; month < end; month = month.PlusMonths(1)) yield return Row(span, month);
        }
    }

    private CustomerMonthFact Row(CustomerSpanFact span, LocalDate month)
    {
        var since = month.PlusDays(-_context.Rules.BandDays);
        var (first, last) = (CountBefore(_contacts, since), CountBefore(_contacts, month));
        var answers = CountBefore(_answers, month);
        return new CustomerMonthFact
        {
            CustomerUnit = span.CustomerUnit,
            Customer = span.Customer,
            Plan = span.Plan,
            Segment = span.Segment,
            Country = span.Country,
            Month = month,
            ActiveUntilOn = span.ActiveUntil,
            SupportBand = (last - first) switch { 0 => "none", 1 => "1", 2 => "2", _ => "3+" },
            CsatBand = answers > 0 && _answers[answers - 1].On >= since ? CsatBandOf(_answers[answers - 1].Band!) : null,
            FirstResponseBand = FirstResponseBandOf([.. _contacts[first..last].Select(contact => contact.FirstReplySeconds).OfType<long>().Order()]),
        };
    }

    private static string CsatBandOf(string band) => band switch { "1" or "2" => "bad", "3" => "neutral", _ => "good" };

    private static string? FirstResponseBandOf(List<long> sorted)
    {
        if (sorted.Count == 0) return null;
        var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0;
        return median <= FastSeconds ? "fast" : median <= DaySeconds ? "day" : "slow";
    }

    /// <summary>How many of what is in order by day lie before a day.</summary>
    private static int CountBefore<T>(List<(LocalDate On, T Value)> dated, LocalDate day)
    {
        var (low, high) = (0, dated.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (dated[middle].On < day) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
