using Deskmeter.App.Board;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.App.Surveys;

/// <summary>What a customer answered, in words: the answer that counts now.</summary>
/// <param name="Kind">The survey's kind, such as <c>csat</c>.</param>
/// <param name="Comment">What the customer wrote; never changed.</param>
/// <param name="Customer">Null where the survey is anonymous.</param>
public sealed record SaidAnswer(string Source, string Id, string Kind, decimal Score, string Scale, Instant At, string? Comment, string? Customer, string? Ticket)
{
    /// <summary>So many answers are looked through for comments.</summary>
    private const int Searched = 500;
    private const int Listed = 20;

    /// <summary>The newest answers that a figure counts.</summary>
    public static IReadOnlyList<SaidAnswer> Behind(Visit visit, string kpi) => [.. Rows(visit, kpi, Searched).OrderByDescending(answer => answer.At).Take(Listed)];

    /// <summary>The newest answers with a comment among those that some figures count.</summary>
    public static IReadOnlyList<SaidAnswer> Commented(Visit visit, IReadOnlyList<string> kpis) =>
    [
        .. kpis.SelectMany(kpi => Rows(visit, kpi, Searched)).Where(answer => !string.IsNullOrWhiteSpace(answer.Comment))
            .DistinctBy(answer => (answer.Source, answer.Id)).OrderByDescending(answer => answer.At).Take(Listed),
    ];

    private static IEnumerable<SaidAnswer> Rows(Visit visit, string kpi, int most)
    {
        var metric = visit.Workspace.Catalogue.Get(kpi);
        var slices = visit.Workspace.Catalogue.SlicesOf(metric);
        if (visit.State.Where.Any(filter => !slices.Contains(filter.Slice))) yield break;
        foreach (var row in visit.Rows(visit.State.Ask(kpi), 0, most).Rows)
        {
            if (row.Source is null || visit.Workspace.Records.Find<Survey>(row.Source, row.Id) is not { Answers: [.., var last] } survey) continue;
            yield return new SaidAnswer(
                survey.Source, survey.Id, survey.Kind, last.Score, survey.Scale, last.At, last.Comment, survey.IsAnonymous ? null : survey.Customer, survey.Ticket);
        }
    }
}
