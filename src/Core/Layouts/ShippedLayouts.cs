namespace Deskmeter.Layouts;

/// <summary>The layouts that everybody has: what each role looks at in the morning, the most pressing first.</summary>
public static class ShippedLayouts
{
    /// <summary>The word of the layout that has every KPI of the catalogue, in its family.</summary>
    public const string Everything = "all";

    /// <summary>Who leads the team: are we fast enough, what piles up, do solutions hold, are people content, can the team bear it.</summary>
    public static Layout Lead { get; } = new("lead",
    [
        new(1, "speed", ["first_response_time", "response_time", "resolution_time", "sla_attainment_first"])
        {
            Reserve = ["sla_attainment_resolution", "time_to_assign", "requester_wait_time", "human_resolution_time"],
        },
        new(2, "waiting", ["unresolved_tickets", "backlog_age", "tickets_waiting", "net_flow"]) { Reserve = ["longest_wait_now", "tickets_reopened"] },
        new(3, "volume", ["tickets_created", "tickets_resolved", "volume_vs_baseline", "messages_per_ticket"]) { Reserve = ["contacts_per_customer", "peak_weekday"] },
        new(4, "resolution", ["fcr_rate", "one_reply_rate", "reopen_rate", "escalation_rate"])
        {
            Reserve = ["one_touch_rate", "resolution_rate", "transfers_per_ticket", "repeat_contact_rate"],
        },
        new(5, "satisfaction", ["csat_score", "ces_score", "survey_response_rate", "unhappy_not_followed_up"]) { Reserve = ["nps_transactional", "csat_average"] },
        new(6, "team", ["occupancy", "tickets_closed_per_agent", "handle_time", "quality_score"]) { Reserve = ["requests_per_agent", "agent_opened_tickets"] },
    ]);

    /// <summary>Who pays for it: do customers stay, what does it cost and bring, how much of the demand need not be, is the promise kept.</summary>
    public static Layout Owner { get; } = new("owner",
    [
        new(1, "customers", ["csat_score", "nps_relationship", "customer_churn_rate", "repeat_purchase_rate"]) { Reserve = ["nps_transactional", "ces_score", "active_customers"] },
        new(2, "money", ["cost_per_resolution", "support_cost_ratio", "support_revenue", "automation_saving"]) { Reserve = ["cost_per_ticket", "support_cost"] },
        new(3, "demand", ["tickets_created", "contacts_per_order", "automated_resolution_rate", "bot_deflection_rate"])
        {
            Reserve = ["contacts_per_customer", "zero_touch_rate", "repeat_contact_rate", "article_readers"],
        },
        new(4, "promise", ["first_response_time", "resolution_time", "sla_attainment_resolution", "unresolved_tickets"]) { Reserve = ["response_time", "reopen_rate", "fcr_rate"] },
        new(5, "people", ["headcount", "occupancy", "esat_score", "agent_attrition_rate"]) { Reserve = ["quality_score", "tickets_closed_per_agent"] },
    ]);

    /// <summary>Who answers: what waits now, how soon it is answered, whether once is enough, what customers said.</summary>
    public static Layout Agent { get; } = new("agent",
    [
        new(1, "waiting", ["tickets_waiting", "longest_wait_now", "ignored_assignments", "unresolved_tickets"]) { Reserve = ["turns_waiting", "backlog_age"] },
        new(2, "speed", ["first_response_time", "response_time", "assign_to_reply", "sla_attainment_next"])
        {
            Reserve = ["sla_attainment_first", "resolution_time", "sla_attainment_resolution", "time_to_assign"],
        },
        new(3, "resolution", ["one_reply_rate", "fcr_rate", "reopen_rate", "messages_per_ticket"]) { Reserve = ["one_touch_rate", "resolution_rate", "transfers_per_ticket"] },
        new(4, "satisfaction", ["csat_score", "ces_score", "empathy_score", "unhappy_not_followed_up"]) { Reserve = ["csat_answers", "quality_score"] },
    ]);

    /// <summary>What is shown to somebody who chose nothing yet.</summary>
    public static Layout Standard => Lead;

    /// <summary>The layouts of the roles.</summary>
    public static IReadOnlyList<Layout> All { get; } = [Lead, Owner, Agent];

    /// <summary>The words that no own layout can be called by.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(layout => layout.Name), Everything];
}
