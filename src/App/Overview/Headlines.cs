using Deskmeter.Metrics;

namespace Deskmeter.App.Overview;

/// <summary>Which KPIs a board shows as tiles and in which order; the others of a family are listed under them.</summary>
public static class Headlines
{
    private static readonly string[] Order =
    [
        "first_response_time", "response_time", "resolution_time", "sla_attainment_first",
        "sla_attainment_resolution", "time_to_assign", "requester_wait_time", "tickets_waiting",
        "tickets_created", "unresolved_tickets", "net_flow", "backlog_age",
        "tickets_resolved", "volume_vs_baseline", "peak_hour", "messages_per_ticket",
        "one_reply_rate", "reopen_rate", "resolution_rate", "one_touch_rate",
        "tickets_closed_per_agent", "requests_per_agent", "agent_opened_tickets",
    ];

    /// <summary>One of those that most people look at first.</summary>
    public static bool IsOne(Metric metric) => Order.Contains(metric.Id);

    /// <summary>
    /// The KPIs of a family that get a tile, in order: its headlines and a workspace's own. Where a source never brings what a headline
    /// needs, another KPI takes its place; a family without headlines shows all it has.
    /// </summary>
    public static IReadOnlyList<Metric> Of(IReadOnlyList<Metric> family, Func<Metric, bool> canBeTile, Func<Metric, bool> hasData)
    {
        var able = family.Where(canBeTile).OrderBy(Place).ToList();
        var places = able.Count(IsOne);
        if (places == 0 || !able.Exists(metric => hasData(metric))) return [.. able.Where(metric => places == 0 || IsOne(metric))];
        var own = able.Where(metric => metric.Name is not null);
        return [.. able.Where(metric => hasData(metric)).Take(places).Union(own)];
    }

    private static int Place(Metric metric) => Array.IndexOf(Order, metric.Id) is >= 0 and var place ? place : Order.Length;
}
