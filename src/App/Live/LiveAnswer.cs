using System.Runtime.ExceptionServices;
using Deskmeter.App.Board;
using Deskmeter.Live;
using Deskmeter.Metrics;

namespace Deskmeter.App.Live;

/// <summary>What the engine says of one filter set now, in nobody's language yet.</summary>
/// <param name="Now">The totals of <see cref="LiveModel.Kpis"/>.</param>
/// <param name="Channels">Who waits, and what is open, by channel.</param>
/// <param name="Teams">The same by team.</param>
/// <param name="Agents">The same by agent.</param>
/// <param name="Today">Tickets created today, by hour.</param>
public sealed record LiveAnswer(MetricResult Now, MetricResult Channels, MetricResult Teams, MetricResult Agents, MetricResult Today)
{
    /// <summary>Of one visit's own filters.</summary>
    public static LiveAnswer Of(Visit visit) => Of(visit, [LiveModel.Held(visit)])[0];

    /// <summary>Of several filter sets at the time of one visit: read together, so that the work hardly grows with them.</summary>
    public static IReadOnlyList<LiveAnswer> Of(Visit visit, IReadOnlyList<IReadOnlyList<Filter>> sets)
    {
        var today = visit.Dates.Today;
        var now = visit.State.Ask(LiveModel.Kpis) with { From = today, To = today.PlusDays(1), Compare = Compare.None, Where = [] };
        IReadOnlyList<MetricResult> By(string slice) => visit.RunEach(now with { Kpis = LiveModel.KpisByMember, By = [slice] }, sets);

        IReadOnlyList<MetricResult> totals = [], channels = [], teams = [], agents = [], created = [];
        Together(
            () => totals = visit.RunEach(now, sets),
            () => channels = By("channel"),
            () => teams = By("team"),
            () => agents = By("agent"),
            () => created = visit.RunEach(Created(visit) with { From = today, To = today.PlusDays(1) }, OfCreated(visit, sets)));
        return [.. Enumerable.Range(0, sets.Count).Select(place => new LiveAnswer(totals[place], channels[place], teams[place], agents[place], created[place]))];
    }

    /// <summary>The usual course of a visit's day, of several filter sets: it changes only when history does.</summary>
    public static IReadOnlyList<DayCourse> Usual(Visit visit, IReadOnlyList<IReadOnlyList<Filter>> sets)
    {
        var today = visit.Dates.Today;
        var before = visit.RunEach(Created(visit) with { From = today.PlusWeeks(-DayCourse.Weeks), To = today }, OfCreated(visit, sets));
        return [.. before.Select(result => DayCourse.UsualFor(today, result.Rows))];
    }

    /// <summary>On every core; what one of them throws is thrown as it is.</summary>
    private static void Together(params Action[] questions)
    {
        try
        {
            Parallel.Invoke(questions);
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }

    private static MetricQuery Created(Visit visit) => visit.State.Ask(LiveModel.Created) with { Grain = Grain.Hour, Compare = Compare.None, Where = [] };

    private static List<IReadOnlyList<Filter>> OfCreated(Visit visit, IReadOnlyList<IReadOnlyList<Filter>> sets) =>
        [.. sets.Select(filters => filters.Where(filter => LiveModel.CanBeCreatedBy(visit, filter)).ToList())];
}
