using System.Security.Cryptography;
using System.Text;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.Quality;

/// <summary>A ticket that is suggested for a review.</summary>
/// <param name="Week">The Monday of the week in which it was resolved.</param>
/// <param name="Row">The ticket, whose agent resolved it.</param>
public sealed record PlannedReview(LocalDate Week, FigureRow Row);

/// <summary>
/// What is to be reviewed: of each agent one ticket of each week, drawn by lot. The lot is the hash of week, agent and ticket, so it stays
/// the same whoever looks and whenever; a week in which one of the agent's tickets was reviewed is done. Weeks that still run wait, because
/// another ticket could still draw the lot; a period without a whole week is drawn from as it is.
/// </summary>
/// <param name="Places">How many reviews the period asks for.</param>
/// <param name="Done">How many of them are made.</param>
/// <param name="Open">The tickets of the others: first each agent's oldest week, then the next.</param>
public sealed record ReviewPlan(int Places, int Done, IReadOnlyList<PlannedReview> Open)
{
    /// <param name="resolved">Tickets that agents resolved in the period.</param>
    /// <param name="isReviewed">Somebody reviewed the ticket.</param>
    /// <param name="zone">Weeks are local.</param>
    /// <param name="end">The first local date that is not over, or not in the period.</param>
    public static ReviewPlan Of(IEnumerable<FigureRow> resolved, Func<FigureRow, bool> isReviewed, DateTimeZone zone, LocalDate end)
    {
        var places = resolved.Where(row => row is { Agent: not null, At: not null, Source: not null })
            .GroupBy(row => (Week: WeekOf(row.At!.Value.InZone(zone).Date), Agent: row.Agent!)).ToList();
        if (places.Exists(place => place.Key.Week.PlusWeeks(1) <= end)) places.RemoveAll(place => place.Key.Week.PlusWeeks(1) > end);
        var open = new List<PlannedReview>();
        foreach (var place in places)
        {
            if (place.Any(isReviewed)) continue;
            open.Add(new PlannedReview(place.Key.Week, place.MinBy(row => Lot(place.Key.Week, row), StringComparer.Ordinal)!));
        }

        var ordered = open.GroupBy(planned => planned.Row.Agent, StringComparer.Ordinal)
            .SelectMany(own => own.OrderBy(planned => planned.Week).Select((planned, turn) => (planned, turn)))
            .OrderBy(each => each.turn).ThenBy(each => each.planned.Week).ThenBy(each => each.planned.Row.Agent, StringComparer.Ordinal);
        return new ReviewPlan(places.Count, places.Count - open.Count, [.. ordered.Select(each => each.planned)]);
    }

    private static LocalDate WeekOf(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    private static string Lot(LocalDate week, FigureRow row) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{week:uuuu-MM-dd}\n{row.Agent}\n{row.Source}\n{row.Id}")));
}
