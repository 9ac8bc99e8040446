using Deskmeter.App.Board;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.App.Surveys;

/// <summary>What a customer answered, in words: the answer that counts now.</summary>
/// <param name="Kind">The survey's kind, such as <c>csat</c>.</param>
/// <param name="Comment">What the customer wrote; never changed.</param>
/// <param name="Customer">Null where the survey is anonymous.</param>
public sealed record SaidAnswer(string Source, string Id, string Kind, decimal Score, string Scale, Instant At, string? Comment, string? Customer, string? Ticket)
{
    private const int Listed = 20;
    private const int PageLength = 100;

    /// <summary>So many of the newest answers are looked through for comments.</summary>
    private const int Searched = 500;

    /// <summary>The newest answers that a figure counts.</summary>
    public static IReadOnlyList<SaidAnswer> Behind(Visit visit, string kpi) => [.. Newest(visit, kpi).Take(Listed)];

    /// <summary>The newest answers with a comment among those that some figures count.</summary>
    public static IReadOnlyList<SaidAnswer> Commented(Visit visit, IReadOnlyList<string> kpis) =>
    [
        .. kpis.SelectMany(kpi => Newest(visit, kpi).Take(Searched).Where(answer => !string.IsNullOrWhiteSpace(answer.Comment)).Take(Listed))
            .DistinctBy(answer => (answer.Source, answer.Id)).OrderByDescending(answer => answer.At).Take(Listed),
    ];

    /// <summary>The answers that a figure counts, the newest first, read page by page as far as they are wanted.</summary>
    private static IEnumerable<SaidAnswer> Newest(Visit visit, string kpi)
    {
        var metric = visit.Workspace.Catalogue.Get(kpi);
        var slices = visit.Workspace.Catalogue.SlicesOf(metric);
        if (visit.State.Where.Any(filter => !slices.Contains(filter.Slice))) yield break;
        for (var skip = 0; ; skip += PageLength)
        {
            var page = visit.Rows(visit.State.Ask(kpi), new RowWindow(RowOrder.Newest, skip, PageLength));
            foreach (var row in page.Rows)
            {
                if (row.Source is null || visit.Workspace.Records.Find<Survey>(row.Source, row.Id) is not { Answers: [.., var last] } survey) continue;
                yield return new SaidAnswer(
                    survey.Source, survey.Id, survey.Kind, last.Score, survey.Scale, last.At, last.Comment, survey.IsAnonymous ? null : survey.Customer, survey.Ticket);
            }

            if (skip + page.Rows.Count >= page.Total) yield break;
        }
    }
}
