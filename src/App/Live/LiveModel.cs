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

    /// <summary>Those of them that a table has a column for.</summary>
    public static IReadOnlyList<string> KpisByMember { get; } = [Waiting, Longest, Open];

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

    /// <summary>How long one may wait; null without a target.</summary>
    public required LiveLimit? Limit { get; init; }

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

    /// <summary>The filters that hold for all figures of now.</summary>
    public static IReadOnlyList<Filter> Held(Visit visit) => [.. visit.State.Where.Except(LeftOut(visit))];

    /// <summary>Who has a ticket is decided after it came: agent and team of what was created are those of whoever opened it, which nobody means here.</summary>
    public static bool CanBeCreatedBy(Visit visit, Filter filter) =>
        filter.Slice is not ("agent" or "team") && visit.Workspace.Catalogue.SlicesOf(visit.Workspace.Catalogue.Get(Created)).Contains(filter.Slice);

    /// <summary>Asks the engine as of the visit.</summary>
    public static LiveModel Of(Visit visit) => Of(visit, LiveAnswer.Of(visit), LiveAnswer.Usual(visit, [Held(visit)])[0]);

    /// <summary>What the engine answered, as a visit sees it.</summary>
    public static LiveModel Of(Visit visit, LiveAnswer answer, DayCourse usual)
    {
        var catalogue = visit.Workspace.Catalogue;
        var time = visit.AsOf.InZone(visit.Zone).TimeOfDay;
        return new LiveModel(answer.Now.Rows.ToDictionary(row => row.Kpi, row => new Reading(visit, catalogue.Get(row.Kpi), row)))
        {
            Channels = By(visit, answer.Channels, "channel"),
            Teams = By(visit, answer.Teams, "team"),
            Agents = By(visit, answer.Agents, "agent"),
            Today = [.. DayCourse.Sums(answer.Today.Rows).Take(time.Hour + 1)],
            Ignored = [.. Held(visit).Where(filter => !CanBeCreatedBy(visit, filter))],
            Usual = usual,
            Time = time,
            Limit = LiveLimit.Of(visit, answer.Now.Query, answer.Now.Rows.First(row => row.Kpi == Longest)),
        };
    }

    private static List<LiveRow> By(Visit visit, MetricResult answer, string slice)
    {
        var rows = answer.Rows.ToLookup(row => row.Slice[slice]);
        return [.. rows.Select(member =>
        {
            MetricRow? Of(string kpi) => member.FirstOrDefault(row => row.Kpi == kpi);
            var limit = LiveLimit.Of(visit, answer.Query, Of(Longest) ?? member.First(), slice == "team" ? member.Key : null);
            return new LiveRow(member.Key, Of(Waiting)?.Value, Of(Longest)?.Value, Of(Open)?.Value, limit);
        }).Where(row => row.Waiting > 0 || row.Open > 0).OrderByDescending(row => row.Longest ?? -1).ThenByDescending(row => row.Open).ThenBy(row => row.Member, StringComparer.Ordinal)];
    }
}
