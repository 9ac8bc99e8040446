using Deskmeter.App.Board;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Quality;
using NodaTime;

namespace Deskmeter.App.Quality;

/// <summary>The reviews of the period shown, and what is still to review.</summary>
public sealed class QualityModel
{
    private const int Listed = 12;

    /// <summary>A period with more resolved tickets than these is planned from the newest of them.</summary>
    private const int MostResolved = 50_000;

    public QualityModel(Visit visit)
    {
        Blind = new Blindness(visit.Workspace);
        Latest = [.. Rows(visit, "reviews_made", RowOrder.Newest, Listed).Select(row => Find(visit, row)).OfType<Review>()];
        Errors = [.. Rows(visit, "critical_error_rate", RowOrder.Worst, Listed).Where(row => row.Value > 0).Select(row => Find(visit, row)).OfType<Review>()];
        if (!CanAsk(visit, "tickets_closed")) return;
        var end = LocalDate.Min(visit.State.To, visit.Dates.Today);
        Plan = ReviewPlan.Of(Rows(visit, "tickets_closed", RowOrder.Newest, MostResolved), row => visit.Workspace.Reviews.Of(row.Source!, row.Id).Any(review => review.ReviewedAt <= visit.AsOf), visit.Zone, end);
    }

    /// <summary>The newest reviews that count.</summary>
    public IReadOnlyList<Review> Latest { get; }

    /// <summary>Those of the period with a critical error.</summary>
    public IReadOnlyList<Review> Errors { get; }

    public Blindness Blind { get; }

    /// <summary>What is to be reviewed; null where resolved tickets cannot be filtered as the page is.</summary>
    public ReviewPlan? Plan { get; }

    /// <summary>The end of what is listed: a period up to yesterday, as most are, would not show the review that was made just now.</summary>
    public static LocalDate EndOf(Visit visit) => visit.State.To == visit.Dates.Today ? visit.Dates.Today.PlusDays(1) : visit.State.To;

    private static IReadOnlyList<FigureRow> Rows(Visit visit, string kpi, RowOrder order, int most) =>
        CanAsk(visit, kpi) ? visit.Rows(visit.State.Ask(kpi) with { To = EndOf(visit) }, new RowWindow(order, 0, most)).Rows : [];

    private static bool CanAsk(Visit visit, string kpi)
    {
        var slices = visit.Workspace.Catalogue.SlicesOf(visit.Workspace.Catalogue.Get(kpi));
        return visit.State.Where.All(filter => slices.Contains(filter.Slice));
    }

    private static Review? Find(Visit visit, FigureRow row) => row.Source is { } source ? visit.Workspace.Records.Find<Review>(source, row.Id) : null;
}
