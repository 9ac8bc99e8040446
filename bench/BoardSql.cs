using System.Globalization;
using Deskmeter.Store;
using NodaTime;

namespace Deskmeter.Bench;

/// <summary>A statement written by hand, and what its columns after the keys are: <c>kpi</c> or <c>kpi.field</c>.</summary>
internal sealed record HandWritten(string Text, IReadOnlyList<string> Columns)
{
    public SqlStatement Statement { get; } = new(Text, []);
}

/// <summary>
/// The board as somebody who knows DuckDB well would write it by hand: one statement for each fact and date, medians and 90th
/// percentiles in one call, conditions by count_if.
/// </summary>
internal sealed class BoardSql(BoardShape shape, Instant asOf, DateTimeZone zone)
{
    private const string Unresolved = "status in ('new', 'open', 'pending', 'hold')";

    private string Matured(string anchor) => $"{anchor}_at <= {At(asOf - Duration.FromDays(7))}";

    public IReadOnlyList<HandWritten> Statements() =>
    [
        Flow("ticket", "created", [
            ("tickets_created", "count(*)"), ("resolution_rate.numerator", $"count_if({Matured("created")} and first_resolution_seconds <= 604800)"),
            ("resolution_rate.denominator", $"count_if({Matured("created")})"), ("resolution_rate.pending", $"count_if(not {Matured("created")})")]),
        Flow("ticket", "first_reply", Time("first_response_time", "first_reply_seconds")),
        Flow("ticket", "first_resolved", Time("first_resolution_time", "first_resolution_seconds")),
        Flow("ticket", "first_assigned", Time("time_to_assign", "assign_seconds")),
        Flow("ticket", "last_resolved", [
            .. Time("resolution_time", "resolution_seconds"), .. Time("requester_wait_time", "requester_wait_seconds"),
            .. Time("agent_wait_time", "agent_wait_seconds"), .. Time("on_hold_time", "on_hold_seconds"), .. Time("agent_work_time", "agent_work_seconds"),
            .. Share("one_reply_rate", "agent_replies = 1"), .. Share("one_touch_rate", "agent_replies > 0 and not was_paused and reopens = 0", "agent_replies is not null"),
            ("transfers_per_ticket", "avg(transfers)"), ("messages_per_ticket", "avg(public_messages)")]),
        Flow("turn", "replied", Time("response_time", "reply_seconds")),
        Flow("assignment", "replied", Time("assign_to_reply", "reply_seconds")),
        Flow("resolve_cycle", "resolved", [
            ("resolution_events", "count(*)"), ("tickets_resolved", "count(distinct conversation)"), ("customers_resolved", "count(distinct customer)"),
            ("reopen_rate.numerator", $"count_if(is_first and {Matured("resolved")} and reopen_after_seconds <= 604800 and (reopened_by_class is null or reopened_by_class <> 'automation'))"),
            ("reopen_rate.denominator", $"count_if(is_first and {Matured("resolved")})"), ("reopen_rate.pending", $"count_if(is_first and not {Matured("resolved")})"),
            ("tickets_closed_per_agent.numerator", "count(distinct case when resolver_class = 'agent' and via = 'manual' then ticket_resolver end)"),
            ("tickets_closed_per_agent.denominator", "count(distinct case when resolver_class = 'agent' and via = 'manual' then resolver_id end)")]),
        Flow("resolve_cycle", "reopened", [("reopened", "count(*)")]),
        Flow("sla_target", "decided", [
            .. Share("sla_attainment_first", "is_met", "metric = 'first'"), .. Share("sla_attainment_next", "is_met", "metric = 'next'"),
            .. Share("sla_attainment_resolution", "is_met", "metric = 'resolution'")]),
        Flow("excluded", "created", [("excluded", "count(*)")]),
        .. By("channel", "channel"), .. By("hour", "created_hour"), .. By("weekday", "isodow(created_on)"),
        Baseline(),
        Stock(),
        Ages(),
        .. shape.OfAllKeys ? new BoardOtherSql(shape, asOf).Statements() : [],
    ];

    /// <summary>One reading of all that the statements read.</summary>
    public static IReadOnlyList<HandWritten> Scan() =>
    [
        Sums("ticket", "created_on", "created_hour", "first_reply_on", "first_resolved_on", "first_assigned_on", "last_resolved_on", "first_resolution_seconds", "first_reply_seconds", "assign_seconds", "resolution_seconds",
            "requester_wait_seconds", "agent_wait_seconds", "on_hold_seconds", "agent_work_seconds", "agent_replies", "reopens", "transfers", "public_messages", "was_paused", "channel"),
        Sums("turn", "replied_on", "reply_seconds", "channel"),
        Sums("assignment", "replied_on", "reply_seconds", "channel"),
        Sums("resolve_cycle", "resolved_on", "reopened_on", "conversation", "customer", "is_first", "resolved_at", "reopen_after_seconds", "reopened_by_class", "ticket_resolver", "resolver_id", "resolver_class", "via", "channel"),
        Sums("sla_target", "decided_on", "is_met", "metric", "channel"),
        Sums("status_span", "from_at", "until_at", "ticket_created_at", "status", "channel"),
    ];

    private static HandWritten Sums(string fact, params string[] columns) => new($"select {string.Join(", ", columns.Select(column => $"max({column})"))} from {fact}", []);

    public static (string, string)[] Time(string kpi, string column) =>
    [
        ($"{kpi}+p90", $"quantile_cont({column}, [0.5, 0.9])"), ($"{kpi}.mean", $"avg({column})"), ($"{kpi}.n", $"count({column})"),
    ];

    public static (string, string)[] Share(string kpi, string condition, string? where = null) => where is null
        ? [($"{kpi}.numerator", $"count_if({condition})"), ($"{kpi}.denominator", $"count({condition})")]
        : [($"{kpi}.numerator", $"count_if({where} and {condition})"), ($"{kpi}.denominator", $"count(case when {where} then {condition} end)")];

    public static HandWritten Flow(BoardShape shape, string fact, string anchor, (string Name, string Sql)[] columns) => new(
        $"select {shape.Keys($"{anchor}_on")}, {string.Join(", ", columns.Select(column => column.Sql))} from {fact} where {shape.Where($"{anchor}_on")} {shape.GroupBy}",
        [.. columns.Select(column => column.Name)]);

    private HandWritten Flow(string fact, string anchor, (string Name, string Sql)[] columns) => Flow(shape, fact, anchor, columns);

    private IEnumerable<HandWritten> By(string name, string column)
    {
        if (name == "channel" && shape.ByChannel) return [];
        var group = string.Join(", ", Enumerable.Range(1, shape.KeyCount + 1));
        return [new HandWritten($"select {shape.Keys("created_on")}, {column}, count(*) from ticket where {shape.Where("created_on")} group by {group}", [$"*{name}"])];
    }

    private HandWritten Baseline()
    {
        var channel = shape.ByChannel ? ", channel" : "";
        var members = shape.ByChannel ? "cross join (select distinct channel from ticket)" : "";
        var match = shape.ByChannel ? " and d.channel is not distinct from a.channel" : "";
        return new HandWritten(
            $"""
            with days as (select created_on, count(*) as n{channel} from ticket where created_on >= {BoardShape.Date(shape.First.PlusDays(-56))} and created_on < {BoardShape.Date(shape.To)} group by all),
            past as (select *, day - 7 * w as before from (select cast(unnest(generate_series({BoardShape.Date(shape.First)}, {BoardShape.Date(shape.To.PlusDays(-1))}, interval 1 day)) as date) as day)
              cross join (select cast(unnest(range(1, 9)) as integer) as w) {members}),
            usual as (select a.day{(shape.ByChannel ? ", a.channel" : "")}, quantile_cont(coalesce(d.n, 0), 0.5) as n from past a left join days d on d.created_on = a.before{match} group by all)
            select {shape.Keys("day")}, sum(n) from usual {shape.GroupBy}
            """, ["baseline"]);
    }

    private HandWritten Stock()
    {
        if (shape.Grain != Metrics.Grain.Day)
        {
            string Count(LocalDate date) => $"count_if(from_at < {At(date)} and (until_at is null or until_at >= {At(date)}))";
            return new HandWritten(
                $"""
                with ends as (select {(shape.ByChannel ? "channel, " : "")}{Count(shape.To)} as now, {Count(shape.From)} as before from status_span where {Unresolved} {(shape.ByChannel ? "group by 1" : "")})
                select 1{(shape.ByChannel ? ", channel" : "")}, now from ends union all select 0{(shape.ByChannel ? ", channel" : "")}, before from ends
                """, ["unresolved_tickets"]);
        }

        // The board is asked in the shop's own zone, so a day's end is the next date.
        return new HandWritten(
            $"""
            with changes as (
              select greatest(from_on, {BoardShape.Date(shape.From)}) as day, count(*) as n from status_span where {Unresolved} and from_on < {BoardShape.Date(shape.To)} group by 1
              union all select greatest(until_on, {BoardShape.Date(shape.From)}), -count(*) from status_span where {Unresolved} and until_on < {BoardShape.Date(shape.To)} group by 1)
            select day, cast(sum(sum(n)) over (order by day) as bigint) from changes group by 1
            """, ["unresolved_tickets"]);
    }

    private HandWritten Ages()
    {
        var channel = shape.ByChannel ? ", channel" : "";
        if (shape.Grain != Metrics.Grain.Day)
        {
            string Age(LocalDate date, int key) =>
                $"select {key}{channel}, quantile_cont({date.AtStartOfDayInZone(zone).ToInstant().ToUnixTimeSeconds()} - epoch_us(ticket_created_at) // 1000000, [0.5, 0.9]) from status_span where {Unresolved} and from_at < {At(date)} and (until_at is null or until_at >= {At(date)}) {(shape.ByChannel ? "group by 2" : "")}";
            return new HandWritten($"{Age(shape.To, 1)} union all {Age(shape.From, 0)}", ["backlog_age+p90"]);
        }

        return new HandWritten(
            $"""
            with spans as (select ticket_created_at, unnest(range(greatest(from_on, {BoardShape.Date(shape.From)}) - date '1970-01-01', least(coalesce(until_on, {BoardShape.Date(shape.To)}), {BoardShape.Date(shape.To)}) - date '1970-01-01')) as day
              from status_span where {Unresolved} and from_on < {BoardShape.Date(shape.To)} and (until_on is null or until_on >= {BoardShape.Date(shape.From)}))
            select date '1970-01-01' + cast(day as integer), quantile_cont({DayEnd()} - epoch_us(ticket_created_at) // 1000000, [0.5, 0.9]) from spans group by 1
            """, ["backlog_age+p90"]);
    }

    /// <summary>The instant at which a day of a zone ends, by the offsets it had.</summary>
    private string DayEnd()
    {
        var intervals = zone.GetZoneIntervals(new Interval(shape.From.AtStartOfDayInZone(zone).ToInstant(), shape.To.PlusDays(1).AtStartOfDayInZone(zone).ToInstant())).ToList();
        var offset = string.Concat(intervals.Take(intervals.Count - 1).Select(interval =>
            $"when (day + 1) * 86400 <= {interval.End.ToUnixTimeSeconds()} then {interval.WallOffset.Seconds} "));
        var last = intervals[^1].WallOffset.Seconds;
        return $"((day + 1) * 86400 - {(offset.Length == 0 ? last : $"case {offset}else {last} end")})";
    }

    private string At(LocalDate date) => At(date.AtStartOfDayInZone(zone).ToInstant());

    public static string At(Instant instant) => $"timestamp '{instant.ToDateTimeUtc().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}'";
}
