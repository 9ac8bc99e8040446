using NodaTime;

namespace Deskmeter.Bench;

/// <summary>
/// The rest of the catalogue by hand, for the headline: calls, answers, sessions, articles, customers, orders, costs, people and reviews,
/// and what else tickets give. One statement for each fact and date, as in <see cref="BoardSql"/>.
/// </summary>
internal sealed class BoardOtherSql(BoardShape shape, Instant asOf)
{
    private const int Day = 86_400;
    private const string Offered = "direction = 'inbound' and (outcome <> 'abandoned_queue' or queue_seconds is null or queue_seconds >= 5)";
    private const string Served = "direction = 'inbound' and is_in_hours and queue_seconds is not null and (outcome = 'answered' or (outcome = 'abandoned_queue' and queue_seconds > 20))";
    private const string Held = "outcome in ('answered', 'abandoned_hold')";

    public IReadOnlyList<HandWritten> Statements() =>
    [
        .. Tickets(), .. Calls(), .. Contacts(), .. Answers(), .. Content(), .. Customers(), .. Money(), .. Team(),
    ];

    private IEnumerable<HandWritten> Tickets() =>
    [
        Flow("ticket", "created", [("agent_opened_tickets", "count_if(opened_by_class = 'agent')")]),
        Flow("ticket", "first_reply", BoardSql.Time("first_response_since_handoff", "since_handoff_seconds")),
        Flow("ticket", "first_bot_reply", BoardSql.Time("first_response_time_bot", "first_bot_reply_seconds")),
        Flow("ticket", "acknowledged", BoardSql.Time("time_to_acknowledge", "acknowledge_seconds")),
        Flow("ticket", "last_resolved", [
            .. BoardSql.Time("human_resolution_time", "human_resolution_seconds"), .. BoardSql.Share("escalation_rate", "escalations > 0"), .. BoardSql.Share("zero_touch_rate", "agent_replies = 0")]),
        Flow("resolve_cycle", "resolved", [
            .. Matured("automated_resolution_rate", "resolved", 3, "automation in ('confirmed', 'assumed')"), .. Matured("automated_resolution_rate_confirmed", "resolved", 3, "automation = 'confirmed'"),
            .. Matured("automated_resolution_rate_assumed", "resolved", 3, "automation = 'assumed'"), ("automated_resolutions_confirmed", $"count_if({Over("resolved", 3 * Day)} and automation = 'confirmed')"),
            ("human_resolutions", "count_if(automation = 'human')"), ("tickets_closed", "count(distinct case when resolver_class = 'agent' and via = 'manual' then ticket_resolver end)")]),
        Flow("assignment", "assigned", [
            ("ignored_assignments", "count_if(ended_at is not null and replied_at is null)"), ("requests_per_agent.numerator", "count(distinct ticket_assignee)"), ("requests_per_agent.denominator", "count(distinct assignee_id)")]),
        new("select 1, max(epoch(" + BoardSql.At(asOf) + ") - epoch(started_at)), count(distinct conversation), count(*) from turn where ended_at is null", ["longest_wait_now", "tickets_waiting", "turns_waiting"]),
        Members("topic_share", "topic", "ticket", "created", "true"), Members("channel_share", "channel", "ticket", "created", "true"),
        Growth("topic_growth", "topic"), Consistency(),
    ];

    private IEnumerable<HandWritten> Calls() =>
    [
        Flow("call", "offered", [
            ("calls_offered", $"count_if({Offered})"), ("calls_handled", "count_if(direction = 'inbound' and outcome = 'answered')"), .. BoardSql.Share("abandonment_rate", "outcome <> 'answered'", Offered),
            .. BoardSql.Share("service_level", "(outcome = 'answered' and queue_seconds <= 20)", Served), .. BoardSql.Share("share_with_hold", "hold_seconds > 0", Held), ("calls_to_article", "count_if(article is not null)"),
            .. BoardSql.Time("speed_of_answer", "case when outcome = 'answered' then queue_seconds end"), .. BoardSql.Time("hold_time", $"case when {Held} then hold_seconds end")]),
        Members("call_outcome_share", "outcome", "call", "offered", Offered),
        Flow("session", "started", [
            .. Matured("bot_deflection_rate", "started", 3, "(outcome <> 'handed_over' and (next_any_contact_seconds is null or next_any_contact_seconds > 259200))", "kind = 'bot' and outcome is not null and customer is not null"),
            .. BoardSql.Share("bot_handoff_rate", "outcome = 'handed_over'", "kind = 'bot'"),
            .. Matured("self_service_completion", "started", 1, "(outcome is not null and outcome = 'completed')", "kind in ('portal', 'bot')")]),
    ];

    private IEnumerable<HandWritten> Contacts()
    {
        var (week, known) = (Over("resolved", 7 * Day), "is_known and customer_contacts is not null");
        var bought = $"kind = 'ticket' and {Over("started", 5 * Day)} and order_after_seconds <= 432000";
        return
        [
            Flow("contact", "started", [
                ("contacts_started", "count(*)"), ("tickets_converted", $"count_if({bought})"), ("support_revenue", $"sum(case when {bought} then order_net end)"),
                .. Matured("conversion_rate", "started", 5, "(order_after_seconds is not null and order_after_seconds <= 432000)", "kind = 'ticket'")]),
            Flow("contact", "resolved", [
                .. Matured("fcr_rate", "resolved", 7, "(customer_contacts <= 1 and (reopen_after_seconds is null or reopen_after_seconds > 604800) and (next_contact_seconds is null or next_contact_seconds > 604800))", known),
                .. BoardSql.Share("fcr_by_agent", "fcr_by_agent"), .. BoardSql.Share("fcr_by_customer", "fcr_by_customer"), .. BoardSql.Share("fcr_by_source", "fcr_by_source"),
                ("repeat_contact_rate.numerator", $"count(distinct case when {week} and next_any_contact_seconds <= 604800 then customer end)"), ("repeat_contact_rate.denominator", $"count(distinct case when {week} then customer end)"),
                .. BoardSql.Time("handle_time", "handle_seconds"), ("handled_time", "count(*) * avg(handle_seconds)")]),
            Flow("issue", "resolved", [
                ("contacts_to_resolution", $"avg(case when {week} then contacts end)"), ("calls_to_resolution", $"avg(case when {week} and calls > 0 then calls end)"),
                .. Matured("share_three_or_more", "resolved", 7, "contacts >= 3"), ("effort_index", $"avg(case when {week} then effort_points end)")]),
        ];
    }

    private IEnumerable<HandWritten> Answers()
    {
        static (string, string) Mean(string kpi, string where, string value = "score") => (kpi, $"avg(case when {where} then {value} end)");
        static (string, string) Promoters(string kpi, string where) => (kpi, $"100.0 * (count_if({where} and score >= 9) - count_if({where} and score <= 6)) / nullif(count_if({where}), 0)");
        return
        [
            Flow("answer", "answered", [
                ("csat_answers", "count_if(kind = 'csat')"), Mean("csat_average", "kind = 'csat'"), .. BoardSql.Share("csat_score", "is_top", "kind = 'csat'"), .. BoardSql.Share("esat_score", "is_top", "kind = 'esat'"),
                Mean("ces_score", "kind = 'ces'"), .. BoardSql.Share("ces_easy_rate", "score >= 5", "kind = 'ces' and scale = '1-7'"),
                Mean("confidence_score", "kind = 'confidence' and (touchpoint is null or touchpoint <> 'pre')"), Mean("confidence_delta", "kind = 'confidence'", "delta_from_pre"),
                Promoters("enps", "kind = 'enps' and scale = '0-10'"), Promoters("nps_relationship", "kind = 'nps' and touchpoint = 'relationship' and scale = '0-10'"),
                Promoters("nps_transactional", "kind = 'nps' and touchpoint = 'transactional' and scale = '0-10'"),
                ("detractor_recovery.numerator", $"count(distinct case when first_band <= 2 and {Over("answered", 30 * Day)} and followed_up_after_seconds is not null and recovered_after_seconds <= 2592000 then customer end)"),
                ("detractor_recovery.denominator", $"count(distinct case when first_band <= 2 and {Over("answered", 30 * Day)} then customer end)")]),
            Members("csat_distribution", "band", "answer", "answered", "kind = 'csat'"),
            Flow("invitation", "sent", Matured("survey_response_rate", "sent", 7, "is_answered", "is_delivered")),
        ];
    }

    private IEnumerable<HandWritten> Content() =>
    [
        Flow("article_view", "viewed", [
            ("article_views", "count_if(is_human)"), ("article_readers", "count(distinct case when is_human then reader end)"), ("views_followed", $"count_if(is_human and {Over("viewed", 1800)} and contact_after_seconds <= 1800)"),
            .. BoardSql.Time("article_read_time", "case when is_human then active_seconds end"), ("read_through", "quantile_cont(case when is_human then active_seconds::double / nullif(expected_seconds, 0) end, 0.5)")]),
        new($"select {shape.Keys("viewed_on")}, article, count(*), count_if({Over("viewed", 1800)} and contact_after_seconds <= 1800) from article_view where is_human and {shape.Where("viewed_on")} group by all", ["*article_views", "*views_followed"]),
        new($"select {shape.Keys("offered_on")}, article, count(*) from call where article is not null and {shape.Where("offered_on")} group by all", ["*calls_to_article"]),
        new($"select {shape.Keys("viewed_on")}, topic, count(distinct reader) from article_view where is_human and {shape.Where("viewed_on")} group by all", ["*article_readers"]),
        new($"select {shape.Keys("started_on")}, topic, count(*) from contact where {shape.Where("started_on")} group by all", ["*contacts_started"]),
        Flow("article_vote", "voted", BoardSql.Share("article_helpful_rate", "is_up")),
        Flow("article_search", "searched", BoardSql.Share("search_no_result_rate", "result_count = 0")),
    ];

    private IEnumerable<HandWritten> Customers()
    {
        var (end, last) = ($"case when month_on = {BoardShape.Date(shape.From)} then {BoardShape.Date(shape.To)} else {BoardShape.Date(shape.From)} end", "active_until_on");
        var months = $"month_on in ({BoardShape.Date(shape.From)}, {BoardShape.Date(shape.First)})";
        var stays = $"({last} is null or {last} > {end})";
        return
        [
            Flow("customer_span", "active_from", [("customers_started", "count(*)")]), Flow("customer_span", "active_until", [("customers_ended", "count(*)")]),
            Stock("active_customers", "customer_span", "active_from_on", "active_until_on"),
            new($"select {shape.Keys("month_on")}, count_if({stays}), count(*), count_if(not {stays}), count(*) from customer_month where {months} group by 1",
                ["customer_retention_rate.numerator", "customer_retention_rate.denominator", "customer_churn_rate.numerator", "customer_churn_rate.denominator"]),
            new($"select {shape.Keys("month_on")}, support_band, count_if({stays}) / count(*)::double from customer_month where {months} group by 1, 2", ["*retention_by_support"]),
        ];
    }

    private IEnumerable<HandWritten> Money() =>
    [
        Flow("\"order\"", "paid", [
            ("orders_paid", "count(*)"), ("net_revenue", "sum(net_amount)"),
            ("repeat_purchase_rate.numerator", $"count(distinct case when previous_paid_on >= case when paid_on >= {BoardShape.Date(shape.From)} then {BoardShape.Date(shape.From)} else {BoardShape.Date(shape.First)} end then customer end)"),
            ("repeat_purchase_rate.denominator", "count(distinct customer)")]),
        Flow("cost_day", "spent", [
            ("support_cost", "sum(amount)"), ("human_support_cost", "sum(case when category <> 'automation' then amount end)"), ("automation_cost", "sum(case when category = 'automation' then amount end)")]),
    ];

    private IEnumerable<HandWritten> Team() =>
    [
        Stock("headcount", "employment", "joined_on", "left_on"), Flow("employment", "left", [("leavers", "count_if(not is_move)")]),
        Flow("agent_hour", "worked", [
            ("occupancy", "sum(busy_seconds) / nullif(sum(available_seconds), 0)::double"), ("concurrency", "sum(chat_seconds) / nullif(sum(chatting_seconds), 0)::double"), ("scheduled_time", "sum(scheduled_seconds)"),
            ("utilisation", "sum(productive_seconds) / nullif(sum(case when productive_seconds is not null then paid_seconds end), 0)::double"),
            ("shrinkage", "sum(lost_seconds) / nullif(sum(case when lost_seconds is not null then paid_seconds end), 0)::double")]),
        Flow("review", "reviewed", [("quality_score", "avg(case when kind = 'manual' then score end)"), ("quality_score_auto", "avg(case when kind = 'auto' then score end)"),
            ("critical_error_rate", "avg(case when kind = 'manual' then has_critical_error::int end)"), ("reviews_made", "count(case when kind = 'manual' then 1 end)")]),
        Flow("review_category", "reviewed", [
            ("empathy_score", "avg(case when category = 'empathy' and kind = 'manual' then score end)"), ("empathy_score_auto", "avg(case when category = 'empathy' and kind = 'auto' then score end)"),
            ("consistency_score", "sum(case when category in ('procedure', 'policy', 'tone') and kind <> 'calibration' then weighted_score end)::double / nullif(sum(case when category in ('procedure', 'policy', 'tone') and kind <> 'calibration' then weight end), 0)"),
            ("category_score", "sum(case when kind = 'manual' then weighted_score end)::double / nullif(sum(case when kind = 'manual' then weight end), 0)")]),
    ];

    /// <summary>How far agents' medians vary within a topic, of cells with five tickets or more.</summary>
    private HandWritten Consistency() => new(
        $"""
        with cells as (select {shape.Keys("last_resolved_on")} as period, topic, resolver_id, quantile_cont(resolution_seconds, 0.5) as m, count(resolution_seconds) as n from ticket where {shape.Where("last_resolved_on")} group by all),
        topics as (select period, topic, sum(n) as n, stddev_pop(m) / avg(m) as varies, avg(m) as mean from cells where n >= 5 group by all having count(*) > 1)
        select period, 1 - sum(least(1, varies) * n) / sum(n) from topics where mean > 0 group by 1
        """, ["outcome_consistency"]);

    /// <summary>What was there at the end of a range and at its start.</summary>
    private HandWritten Stock(string kpi, string fact, string from, string until)
    {
        string At(LocalDate date) => $"count_if({from} < {BoardShape.Date(date)} and ({until} is null or {until} >= {BoardShape.Date(date)}))";
        return new($"with ends as (select {At(shape.To)} as last, {At(shape.From)} as first, {At(shape.First)} as before from {fact}) select 1, last, first from ends union all select 0, first, before from ends", [kpi, $"{kpi}.start"]);
    }

    /// <summary>The share of each member in all of a range.</summary>
    private HandWritten Members(string kpi, string column, string fact, string anchor, string where) => new(
        $"select {shape.Keys($"{anchor}_on")} as period, {column}, count(*)::double / sum(count(*)) over (partition by period) from {fact} where {where} and {shape.Where($"{anchor}_on")} group by 1, 2", [$"*{kpi}"]);

    /// <summary>How much more each member had than in the range before; and so the range before.</summary>
    private HandWritten Growth(string kpi, string column)
    {
        var earlier = shape with { From = shape.First, To = shape.From };
        string Than(int key, BoardShape range) =>
            $"select {key}, {column}, count_if(created_on >= {BoardShape.Date(range.From)}) / nullif(count_if(created_on < {BoardShape.Date(range.From)}), 0)::double - 1 from ticket where {range.Where("created_on")} group by 2";
        return new($"{Than(1, shape)} union all {Than(0, earlier)}", [$"*{kpi}"]);
    }

    private HandWritten Flow(string fact, string anchor, (string Name, string Sql)[] columns) => BoardSql.Flow(shape, fact, anchor, columns);

    private string Over(string anchor, long seconds) => $"{anchor}_at <= {BoardSql.At(asOf - Duration.FromSeconds(seconds))}";

    private (string, string)[] Matured(string kpi, string anchor, int days, string condition, string where = "true") =>
    [
        ($"{kpi}.numerator", $"count_if({where} and {Over(anchor, days * Day)} and {condition})"), ($"{kpi}.denominator", $"count(case when {where} and {Over(anchor, days * Day)} then {condition} end)"),
    ];
}
