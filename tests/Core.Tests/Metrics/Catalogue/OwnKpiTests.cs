using Deskmeter.Core.Tests.Metrics.Expression;
using Deskmeter.Facts;
using Deskmeter.Metrics;
using Deskmeter.Metrics.Expression;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Catalogue;

public class OwnKpiTests
{
    [Fact]
    public void A_workspaces_own_kpi_is_read_like_a_shipped_one()
    {
        using var folder = new OwnFolder();
        folder.Write("quality/vip_wait.yaml", """
            id: vip_wait
            version: 3
            name: VIP wait
            description: How long our best customers wait.
            fact: ticket
            dated_by: first_reply
            attribution: first_replier
            params: {longest: 2d}
            measure: percentile(first_reply_seconds, 0.9 where first_reply_seconds <= $longest)
            where: segment in (vip, 'top 100') and not is_agent_started
            unit: duration
            better: lower
            clocks:
            - business
            - calendar
            min_sample: 10
            target: 4h
            guards: [reopen_rate]
            """);
        var catalogue = folder.Catalogue;
        Assert.Empty(catalogue.Problems);
        var metric = catalogue.Get("vip_wait");
        Assert.Equal(("quality", 3, "VIP wait", 14400.0, 10), (metric.Family, metric.Version, metric.Name, metric.Target, metric.MinSample));
        Assert.Equal([Clock.Business, Clock.Calendar], metric.Clocks);
        Assert.Equal([new MetricParameter("longest", 172800, true)], metric.Parameters);
        Assert.Equal("((segment in ('vip', 'top 100')) and (not is_agent_started))", Shown.Of(metric.Where!));
        Assert.Equal("percentile(first_reply_seconds, 0.9 where (first_reply_seconds <= $longest))", Shown.Of(metric.Measure!));
        Assert.Equal("vip_wait", catalogue.Ids[^1]);
    }

    [Fact]
    public void Constructs_of_surveys_customers_and_scores_are_read()
    {
        using var folder = new OwnFolder();
        folder.Write("csat.yaml", """
            id: csat
            fact: answer
            dated_by: answered
            attribution: agent
            measure: share(is_top)
            where: kind = csat
            not_pooled: scale
            unit: rate
            """);
        folder.Write("own_enps.yaml", "id: own_enps\nfact: answer\ndated_by: answered\nmeasure: nps(score)\nwhere: kind = enps\nnot_pooled: scale\nmin_group: 5\nunit: score\n");
        folder.Write("loyalty.yaml", """
            id: loyalty
            params: {csat_weight: 2, nps_weight: 1}
            formula: >-
              clamp(50 + 10 * ($csat_weight * zscore(csat, 12) + $nps_weight * zscore(own_enps, 12))
              / ($csat_weight + $nps_weight), 0, 100)
            periods: month
            unit: score
            """);
        folder.Write("recovery.yaml", """
            id: recovery
            fact: answer
            dated_by: answered
            params: {window: 30d}
            matures_after: $window
            measure: count(distinct customer where recovered_after_seconds <= $window) / count(distinct customer)
            unit: rate
            """);
        folder.Write("retention.yaml", """
            id: retention
            fact: customer_month
            dated_by: month
            measure: share(active_until_on is null or active_until_on >= period_end)
            where: month_on = period_start
            by: support_band
            periods: whole_months
            unit: rate
            """);
        folder.Write("evenness.yaml", "id: evenness\nformula: spread(resolution_time, agent, topic)\nunit: rate\n");
        folder.Write("growth.yaml", "id: growth\nformula: (unresolved_tickets - at_start(unresolved_tickets)) / days()\nunit: ratio\n");
        var catalogue = folder.Catalogue;
        Assert.Empty(catalogue.Problems);
        Assert.Equal("scale", catalogue.Get("csat").NotPooled);
        Assert.Equal((5, PeriodRule.WholeMonths), (catalogue.Get("own_enps").MinGroup, catalogue.Get("own_enps").Periods));
        Assert.Equal(PeriodRule.Month, catalogue.Get("loyalty").Periods);
        Assert.Equal(new ParameterNode(0, "window"), catalogue.Get("recovery").MaturesAfter);
        Assert.Equal("support_band", catalogue.Get("retention").By);
        Assert.Equal("assignee", catalogue.Get("growth").Attribution);
        Assert.False(catalogue.Get("growth").IsAdditive);
    }

    [Fact]
    public void A_broken_file_is_left_out_with_what_needs_it_and_the_rest_lives()
    {
        using var folder = new OwnFolder();
        folder.Write("broken.yaml", "id: broken\nformula: tickets_creatd * 2\nunit: count\n");
        folder.Write("a_user.yaml", "id: a_user\nformula: 1 + broken\nunit: count\n");
        folder.Write("fine.yaml", "id: fine\nformula: tickets_created * 2\nunit: count\n");
        var catalogue = folder.Catalogue;
        Assert.Equal(
        [
            "metrics/a_user.yaml:2:14: The part 'broken' cannot be used. metrics/broken.yaml:2:10: There is no KPI 'tickets_creatd'. Did you mean 'tickets_created'?",
            "metrics/broken.yaml:2:10: There is no KPI 'tickets_creatd'. Did you mean 'tickets_created'?",
        ], catalogue.Problems.Select(problem => problem.Message.ToString()));
        Assert.Null(catalogue.Find("broken"));
        Assert.True(catalogue.Get("fine").IsAdditive);
        Assert.Equal(new MetricCatalogue(new FactSchema([]).All).All.Count + 1, catalogue.All.Count);
    }

    [Fact]
    public void Formulas_that_go_round_in_a_circle_are_refused()
    {
        using var folder = new OwnFolder();
        folder.Write("a.yaml", "id: a\nformula: b + 1\nunit: count\n");
        folder.Write("b.yaml", "id: b\nformula: 2 * a\nunit: count\n");
        var problems = folder.Catalogue.Problems;
        Assert.Equal(["metrics/a.yaml", "metrics/b.yaml"], problems.Select(problem => problem.File));
        Assert.Contains("metrics/b.yaml:2:14: The formula goes round in a circle: a -> b -> a.", problems[0].Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shipped_kpi_cannot_be_replaced()
    {
        using var folder = new OwnFolder();
        folder.Write("resolution_time.yaml", "id: resolution_time\nformula: tickets_created\nunit: count\n");
        Assert.Contains("There is a KPI 'resolution_time' already", Assert.Single(folder.Catalogue.Problems).Message.ToString(), StringComparison.Ordinal);
        Assert.Equal(MetricUnit.Duration, folder.Catalogue.Get("resolution_time").Unit);
    }
}
