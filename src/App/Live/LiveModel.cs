using Deskmeter.App.Board;
using Deskmeter.Live;
using Deskmeter.Metrics;
using NodaTime;

namespace Deskmeter.App.Live;

/// <summary>The state of now: who waits, what is open, who has it, and how the day goes beside a usual one.</summary>
public sealed class LiveModel
{
    public const string Waiting = "tickets_waiting", Turns = "turns_waiting", Longest = "longest_wait_now", Open = "unresolved_tickets", Age = "backlog_age", Created = "tickets_created";

    private readonly IReadOnlyDictionary<string, Reading> _readings;

    private LiveModel(IReadOnlyDictionary<string, Reading> readings) => _readings = readings;

    /// <summary>The KPIs of now that can be filtered.</summary>
    public static IReadOnlyList<string> Kpis { get; } = [Waiting, Turns, Longest, Open, Age];

    public Reading this[string kpi] => _readings[kpi];

    public required IReadOnlyList<LiveRow> Channels { get; init; }

    public required IReadOnlyList<LiveRow> Teams { get; init; }

    /// <summary>Whoever has open tickets, and a row for those that nobody has.</summary>
    public required IReadOnlyList<LiveRow> Agents { get; init; }

    /// <summary>Tickets created by the end of each hour of today that has begun.</summary>
    public required IReadOnlyList<double> Today { get; init; }

    public required DayCourse Usual { get; init; }

    /// <summary>Filters that do not hold for what was created.</summary>
    public required IReadOnlyList<Filter> Ignored { get; init; }

    /// <summary>The local time of now.</summary>
    public required LocalTime Time { get; init; }

    /// <summary>Tickets created today.</summary>
    public double Count => Today[^1];

    /// <summary>How many have usually been created by now.</summary>
    public double? UsualByNow => Usual.UsualBy(Time);

    /// <summary>A wait longer than this is over its target: its own, or else that of the first response; null without either.</summary>
    public required double? Limit { get; init; }

    public bool IsOver(double? wait) => wait > Limit;

    /// <summary>What can be filtered by: the slices that all KPIs of now have.</summary>
    public static FilterChoices Choices(Visit visit)
    {
        return new FilterChoices(visit, [.. Kpis.Select(visit.Workspace.Catalogue.Get)]) { Slices = Slices(visit) };
    }

    /// <summary>Filters that came along from other pages and that the figures of now cannot have, such as a weekday: they are left out, and the page says so.</summary>
    public static IReadOnlyList<Filter> LeftOut(Visit visit)
    {
        var slices = Slices(visit);
        return [.. visit.State.Where.Where(filter => !slices.Contains(filter.Slice))];
    }

    private static List<string> Slices(Visit visit)
    {
        var catalogue = visit.Workspace.Catalogue;
        return [.. Kpis.Select(kpi => catalogue.SlicesOf(catalogue.Get(kpi))).Aggregate<IEnumerable<string>>((some, others) => some.Intersect(others))];
    }

    /// <summary>Asks the engine as of the visit.</summary>
    /// <param name="visit">Its filters hold for all figures.</param>
    /// <param name="usual">The usual course of this day under the same filters, where it is known already.</param>
    public static LiveModel Of(Visit visit, DayCourse? usual = null)
    {
        var today = visit.Dates.Today;
        var catalogue = visit.Workspace.Catalogue;
        var held = visit.State.Where.Except(LeftOut(visit)).ToList();
        var query = visit.State.Ask(Kpis) with { From = today, To = today.PlusDays(1), Compare = Compare.None, Where = held };
        var readings = visit.Run(query).Rows.ToDictionary(row => row.Kpi, row => new Reading(visit, catalogue.Get(row.Kpi), row));
        var time = visit.AsOf.InZone(visit.Zone).TimeOfDay;
        return new LiveModel(readings)
        {
            Channels = By(visit, query, "channel"),
            Teams = By(visit, query, "team"),
            Agents = By(visit, query, "agent"),
            Today = [.. DayCourse.Sums(visit.Run(CreatedBy(visit) with { From = today, To = today.PlusDays(1) }).Rows).Take(time.Hour + 1)],
            Ignored = [.. held.Where(filter => !CanBeCreatedBy(visit, filter))],
            Usual = usual ?? UsualOf(visit),
            Time = time,
            Limit = catalogue.Get(Longest).Target ?? catalogue.Get("first_response_time").Target,
        };
    }

    /// <summary>The usual course of the visit's day: it changes only when history does.</summary>
    public static DayCourse UsualOf(Visit visit)
    {
        var today = visit.Dates.Today;
        return DayCourse.UsualFor(today, visit.Run(CreatedBy(visit) with { From = today.PlusWeeks(-DayCourse.Weeks), To = today }).Rows);
    }

    /// <summary>Who has a ticket is decided after it came: agent and team of what was created are those of whoever opened it, which nobody means here.</summary>
    private static bool CanBeCreatedBy(Visit visit, Filter filter) =>
        filter.Slice is not ("agent" or "team") && visit.Workspace.Catalogue.SlicesOf(visit.Workspace.Catalogue.Get(Created)).Contains(filter.Slice);

    private static MetricQuery CreatedBy(Visit visit) =>
        visit.State.Ask(Created) with { Grain = Grain.Hour, Compare = Compare.None, Where = [.. visit.State.Where.Except(LeftOut(visit)).Where(filter => CanBeCreatedBy(visit, filter))] };

    private static List<LiveRow> By(Visit visit, MetricQuery query, string slice)
    {
        var rows = visit.Run(query with { Kpis = [Waiting, Longest, Open], By = [slice] }).Rows.ToLookup(row => row.Slice[slice]);
        return [.. rows.Select(member =>
        {
            double? Value(string kpi) => member.FirstOrDefault(row => row.Kpi == kpi)?.Value;
            return new LiveRow(member.Key, Value(Waiting), Value(Longest), Value(Open));
        }).Where(row => row.Waiting > 0 || row.Open > 0).OrderByDescending(row => row.Longest ?? -1).ThenByDescending(row => row.Open).ThenBy(row => row.Member, StringComparer.Ordinal)];
    }
}
