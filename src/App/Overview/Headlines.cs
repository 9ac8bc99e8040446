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

    public static int Count => Order.Length;

    /// <summary>A headline has a tile; so has every KPI of a family that has no headlines, and a workspace's own.</summary>
    public static bool IsHeadline(Metric metric, IEnumerable<Metric> family) =>
        metric.Name is not null || Order.Contains(metric.Id) || !family.Any(other => Order.Contains(other.Id));

    /// <summary>The place of a KPI within its family.</summary>
    public static int Place(Metric metric) => Array.IndexOf(Order, metric.Id) is >= 0 and var place ? place : Order.Length;
}
