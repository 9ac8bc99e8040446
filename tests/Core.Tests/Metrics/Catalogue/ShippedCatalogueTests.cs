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
    public void Every_key_of_the_ticket_born_facts_is_there()
    {
        string[] expected =
        [
            "agent_opened_tickets", "agent_wait_time", "agent_work_time", "assign_to_reply", "automated_resolution_rate",
            "automated_resolution_rate_assumed", "automated_resolution_rate_confirmed", "backlog_age", "channel_share", "customers_resolved",
            "escalation_rate", "first_resolution_time", "first_response_since_handoff", "first_response_time", "first_response_time_bot",
            "human_resolution_time", "ignored_assignments", "longest_wait_now", "messages_per_ticket", "net_flow", "on_hold_time",
            "one_reply_rate", "one_touch_rate", "peak_hour", "peak_weekday", "percent_cleared", "reopen_rate", "requester_wait_time",
            "requests_per_agent", "resolution_events", "resolution_rate", "resolution_time", "response_time", "sla_attainment_first",
            "sla_attainment_next", "sla_attainment_resolution", "tickets_closed_per_agent", "tickets_created", "tickets_reopened",
            "tickets_resolved", "tickets_waiting", "time_to_acknowledge", "time_to_assign", "topic_growth", "topic_share",
            "transfers_per_ticket", "turns_waiting", "unresolved_tickets", "volume_by_channel", "volume_vs_baseline", "zero_touch_rate",
        ];
        Assert.Equal(expected, Catalogue.Ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Additive_are_exactly_the_counts_that_have_parts()
    {
        string[] expected =
        [
            "agent_opened_tickets", "ignored_assignments", "net_flow", "resolution_events", "tickets_created", "tickets_reopened",
            "turns_waiting", "unresolved_tickets", "volume_by_channel",
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
