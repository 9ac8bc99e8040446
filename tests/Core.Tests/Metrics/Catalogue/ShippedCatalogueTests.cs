using Deskmeter.Core.Tests.Metrics.Expression;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

public class ShippedCatalogueTests
{
    private static readonly MetricCatalogue Catalogue = new(new FactSchema([]).All);

    public static TheoryData<string> Ids => [.. Catalogue.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_shipped_file_fits_the_facts_and_names_only_kpis_that_exist(string id)
    {
        var metric = Catalogue.Get(id);
        Assert.Equal(id, metric.Id);
        Assert.True(metric.Measure is null != metric.Formula is null);
        Assert.All(metric.Guards.Concat(metric.Companions), name => Assert.Contains(name, Catalogue.Ids));
    }

    [Fact]
    public void Every_key_is_there()
    {
        string[] expected =
        [
            "abandonment_rate", "active_customers", "agent_attrition_rate", "agent_opened_tickets", "agent_wait_time", "agent_work_time",
            "article_contact_rate", "article_helpful_rate", "article_read_time", "article_readers", "article_views", "assign_to_reply",
            "automated_resolution_rate", "automated_resolution_rate_assumed", "automated_resolution_rate_confirmed",
            "automated_resolutions_confirmed", "automation_cost", "automation_saving", "backlog_age", "bot_deflection_rate", "bot_handoff_rate",
            "call_outcome_share", "calls_handled", "calls_offered", "calls_to_article", "calls_to_resolution", "category_score",
            "ces_easy_rate", "ces_score", "channel_share", "concurrency", "confidence_delta", "confidence_score", "consistency_score",
            "contacts_per_customer", "contacts_per_order", "contacts_started", "contacts_to_resolution", "conversion_rate",
            "cost_per_resolution", "cost_per_resolution_all", "cost_per_ticket", "critical_error_rate", "csat_answers", "csat_average",
            "csat_distribution", "csat_score", "customer_churn_rate", "customer_retention_rate", "customers_ended", "customers_resolved",
            "customers_started", "detractor_recovery", "effort_index", "empathy_score", "empathy_score_auto", "enps", "esat_score",
            "escalation_rate", "fcr_by_agent", "fcr_by_customer", "fcr_by_source", "fcr_rate", "first_resolution_time",
            "first_response_since_handoff", "first_response_time", "first_response_time_bot", "handle_time", "handled_time", "headcount",
            "hold_time", "human_resolution_time", "human_resolutions", "human_support_cost", "ignored_assignments", "leavers",
            "longest_wait_now", "loyalty_index", "messages_per_ticket", "net_customer_change", "net_flow", "net_revenue", "new_minus_churned",
            "nps_relationship", "nps_transactional", "occupancy", "on_hold_time", "one_reply_rate", "one_touch_rate", "orders_paid",
            "outcome_consistency", "peak_hour", "peak_weekday", "percent_cleared", "quality_score", "quality_score_auto", "read_through",
            "reopen_rate", "repeat_contact_rate", "repeat_purchase_rate", "requester_wait_time", "requests_per_agent", "resolution_events",
            "resolution_rate", "resolution_time", "response_time", "retention_by_support", "reviews_made", "scheduled_time",
            "search_no_result_rate", "self_service_completion", "self_service_ratio", "service_level", "share_three_or_more", "share_with_hold",
            "shrinkage", "sla_attainment_first", "sla_attainment_next", "sla_attainment_resolution", "speed_of_answer", "support_cost",
            "support_cost_ratio", "support_revenue", "survey_response_rate", "tickets_closed", "tickets_closed_per_agent",
            "tickets_closed_per_hour", "tickets_converted", "tickets_created", "tickets_reopened", "tickets_resolved", "tickets_waiting",
            "time_to_acknowledge", "time_to_assign", "topic_growth", "topic_share", "transfers_per_ticket", "turns_waiting",
            "unhappy_not_followed_up", "unresolved_tickets", "utilisation", "views_followed", "volume_by_channel", "volume_vs_baseline",
            "zero_touch_rate",
        ];
        Assert.Equal(expected, Catalogue.Ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Additive_are_exactly_the_counts_that_have_parts()
    {
        string[] expected =
        [
            "active_customers", "agent_opened_tickets", "article_views", "automated_resolutions_confirmed", "automation_cost",
            "calls_handled", "calls_offered", "calls_to_article", "contacts_started", "csat_answers", "customers_ended",
            "customers_started", "headcount", "human_resolutions", "human_support_cost", "ignored_assignments", "leavers", "net_flow",
            "net_revenue", "new_minus_churned", "orders_paid", "resolution_events", "reviews_made", "scheduled_time", "support_cost", "support_revenue",
            "tickets_converted", "tickets_created", "tickets_reopened", "turns_waiting", "unhappy_not_followed_up", "unresolved_tickets",
            "views_followed", "volume_by_channel",
        ];
        Assert.Equal(expected, Catalogue.All.Where(metric => metric.IsAdditive).Select(metric => metric.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_formula_has_people_only_where_its_parts_mean_the_same_ones()
    {
        Assert.Equal("opener", Catalogue.Get("channel_share").Attribution);
        Assert.Null(Catalogue.Get("net_flow").Attribution);
        Assert.DoesNotContain("agent", Catalogue.SlicesOf(Catalogue.Get("net_flow")));
        Assert.Contains("channel", Catalogue.SlicesOf(Catalogue.Get("net_flow")));
        Assert.Contains("tag", Catalogue.SlicesOf(Catalogue.Get("tickets_created")));
    }

    /// <summary>A custom field may have any name; a text that is not quoted would then be taken for its column.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void No_name_of_a_custom_field_changes_a_shipped_kpi(string id)
    {
        var words = Catalogue.All.SelectMany(metric => new[] { metric.Measure, metric.Where }).OfType<Node>().SelectMany(Trees.Walk)
            .OfType<TextNode>().Select(text => text.Value).Distinct().ToList();
        Assert.Contains("automation", words);
        var known = new FactSchema([]);
        var custom = new MetricCatalogue(new FactSchema([.. words.Where(word => known.All.All(fact => fact.Find(word) is null))]).All).Get(id);
        var plain = Catalogue.Get(id);
        Assert.Equal((Show(plain.Measure), Show(plain.Where)), (Show(custom.Measure), Show(custom.Where)));
    }

    [Fact]
    public void An_unknown_kpi_is_refused_with_the_nearest()
    {
        var error = Assert.Throws<UsageException>(() => Catalogue.Get("first_respons_time"));
        Assert.Equal("first_response_time", error.Near);
    }

    private static string Show(Node? node) => node is null ? "" : Shown.Of(node);
}
