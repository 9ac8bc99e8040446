using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Who stays a customer.</summary>
internal static class ReferenceRetention
{
    private const int BandDays = 90;
    private const double Fast = 4 * 3600;
    private const double Day = 24 * 3600;

    /// <summary>Customers on the first day of a period who are, or are not, on the day after its last (decision 24).</summary>
    public static void Add(ReferenceKeys keys, ReferenceShop shop, ReferenceEverybody everybody)
    {
        // Every month that a question could begin with.
        var months = Enumerable.Range(0, 24).Select(month => new LocalDate(2023, 6, 1).PlusMonths(month)).ToList();
        IEnumerable<ReferenceRow> Rows() =>
            from customer in everybody.All
            from span in ReferenceSpans.Of(customer)
            from month in months
            where month >= span.From && !(month >= span.Until)
            select new ReferenceRow(shop.StartOf(month), slice => [Slice(shop, everybody, customer, span, month, slice)])
            {
                Until = span.Until is { } until ? shop.StartOf(until) : null,
            };
        ReferenceFigure Share(IReadOnlyList<ReferenceRow> rows, ReferenceQuestion question, bool kept) => ReferenceMeasures.Share(
        [
            .. rows.Where(row => row.At == question.Start).Select(row => row with { Yes = (row.Until is null || row.Until > question.End) == kept }),
        ]);
        keys.Flow("customer_retention_rate", Rows, (rows, question) => Share(rows, question, kept: true));
        keys.Flow("customer_churn_rate", Rows, (rows, question) => Share(rows, question, kept: false));
        keys.Formula("retention_by_support", question => keys.Of("customer_retention_rate", question), "customer_retention_rate");
    }

    private static string? Slice(
        ReferenceShop shop, ReferenceEverybody everybody, ReferenceCustomer customer, ReferenceSpan span, LocalDate month, string slice)
    {
        bool IsBefore(long at) => shop.Local(at).Date < month && shop.Local(at).Date >= month.PlusDays(-BandDays);
        var contacts = customer.Own.FindAll(contact => IsBefore(contact.Started));
        var replies = contacts.Select(contact => (double?)contact.FirstReplySeconds).OfType<double>().ToList();
        var answers = everybody.Surveys.OfCustomer[customer.Name!].Where(survey => survey.Told.Kind == "csat" && survey.Answers.Count > 0)
            .Select(survey => survey.Answers[^1]).Where(answer => answer.Band is not null && IsBefore(answer.At));
        return slice switch
        {
            "support_band" => contacts.Count switch { 0 => "none", 1 => "1", 2 => "2", _ => "3+" },
            "first_response_band" when replies.Count == 0 => null,
            "first_response_band" => ReferenceMeasures.Percentile(replies, 0.5) switch { <= Fast => "fast", <= Day => "day", _ => "slow" },
            "csat_band" => answers.OrderBy(answer => answer.At).LastOrDefault()?.Band switch { null => null, <= 2 => "bad", 3 => "neutral", _ => "good" },
            _ => ReferenceSpans.Slice(customer, span, slice),
        };
    }
}
