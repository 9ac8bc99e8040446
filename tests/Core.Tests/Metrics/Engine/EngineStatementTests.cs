using Deskmeter.Store;
using Xunit;

namespace Deskmeter.Core.Tests.Metrics.Engine;

/// <summary>What runs, in a few shapes, each with the reason for its form. A line break stands for a space.</summary>
public sealed class EngineStatementTests : IDisposable
{
    private readonly EngineWorld _world = new();

    public void Dispose() => _world.Dispose();

    public static TheoryData<string, string, string, string> Shapes => new()
    {
        {
            "One period is no group: a plain aggregate, which the engine answers fastest.",
            "kpi=tickets_created from=2016-03-01 to=2016-04-01",
            """
            select count(*)
            from "ticket"
            where "created_on" >= date '2016-03-01' and "created_on" < date '2016-04-01'
            """,
            ""
        },
        {
            "Range and comparison share a statement; conditions and percentiles are aggregates, not filters.",
            "kpi=tickets_created,resolution_rate from=2016-03-01 to=2016-05-01 grain=month compare=previous as_of=2016-04-30T23:59:59Z",
            """
            select case when "created_on" < date '2016-03-01' then case when "created_on" < date '2016-02-01' then 0 else 1 end else case when "created_on" < date '2016-04-01' then 2 else 3 end end, count(*), cast(count_if((("created_at" <= timestamp '2016-04-23 23:59:59') and (("first_resolution_seconds" is not null) and ("first_resolution_seconds" <= 604800)))) as bigint), count(case when ("created_at" <= timestamp '2016-04-23 23:59:59') then (("first_resolution_seconds" is not null) and ("first_resolution_seconds" <= 604800)) end), cast(count_if(not ("created_at" <= timestamp '2016-04-23 23:59:59')) as bigint)
            from "ticket"
            where "created_on" >= date '2016-01-01' and "created_on" < date '2016-05-01'
            group by 1
            """,
            ""
        },
        {
            "Days group by the stored date itself; medians bring p90 in one call, sum and count for the mean, and the least and the most; the business clock has its own columns.",
            "kpi=resolution_time,requester_wait_time from=2016-03-01 to=2016-04-01 clock=business grain=day",
            """
            select "last_resolved_on", cast(sum("resolution_business_seconds") as bigint), count("resolution_business_seconds"), min("resolution_business_seconds"), max("resolution_business_seconds"), cast(sum("requester_wait_business_seconds") as bigint), count("requester_wait_business_seconds"), min("requester_wait_business_seconds"), max("requester_wait_business_seconds"), quantile_cont("resolution_business_seconds", [0.5, 0.9]), quantile_cont("requester_wait_business_seconds", [0.5, 0.9])
            from "ticket"
            where "last_resolved_on" >= date '2016-03-01' and "last_resolved_on" < date '2016-04-01'
            group by 1
            """,
            ""
        },
        {
            "Ranges apart are bounds of the date, so that what lies between is skipped, and belongs to no period.",
            "kpi=tickets_created from=2016-03-01 to=2016-04-01 compare=year",
            """
            select case when "created_on" < date '2015-04-01' then 0 else case when "created_on" < date '2016-03-01' then null else 1 end end, count(*)
            from "ticket"
            where "created_on" >= date '2015-03-01' and "created_on" < date '2016-04-01' and (("created_on" >= date '2015-03-01' and "created_on" < date '2015-04-01') or ("created_on" >= date '2016-03-01' and "created_on" < date '2016-04-01'))
            group by 1
            """,
            ""
        },
        {
            "A running period: nothing after as_of, and of the comparison only the same elapsed part.",
            "kpi=tickets_created from=2016-03-01 to=2016-04-01 compare=previous as_of=2016-03-10T12:00:00Z",
            """
            select case when "created_on" < date '2016-03-01' then 0 else 1 end, count(*)
            from "ticket"
            where "created_on" >= date '2016-02-01' and "created_on" < date '2016-04-01' and "created_at" < timestamp '2016-03-10 12:00:01' and not ("created_at" >= timestamp '2016-02-10 12:00:01' and "created_at" < timestamp '2016-03-01 00:00:00')
            group by 1
            """,
            ""
        },
        {
            "Hours group by the stored date and hour.",
            "kpi=tickets_created from=2016-03-01 to=2016-03-02 grain=hour",
            """
            select "created_on", "created_hour", count(*)
            from "ticket"
            where "created_on" >= date '2016-03-01' and "created_on" < date '2016-03-02'
            group by 1, 2
            """,
            ""
        },
        {
            "Months of another zone are stretches of instants: no local date is needed.",
            "kpi=tickets_created from=2016-03-01 to=2016-05-01 grain=month zone=Europe/Amsterdam",
            """
            select case when "created_at" < timestamp '2016-03-31 22:00:00' then 0 else 1 end, count(*)
            from "ticket"
            where "created_at" >= timestamp '2016-02-29 23:00:00' and "created_at" < timestamp '2016-04-30 22:00:00'
            group by 1
            """,
            ""
        },
        {
            "Days of another zone are sums of seconds with the zone's offsets; never the engine's own time zones.",
            "kpi=tickets_created from=2016-03-27 to=2016-03-29 grain=day zone=Europe/Amsterdam",
            """
            select (date '1970-01-01' + cast((epoch_us("created_at") // 1000000 + case when "created_at" < timestamp '2016-03-27 01:00:00' then 3600 else 7200 end) // 86400 as integer)), count(*)
            from "ticket"
            where "created_at" >= timestamp '2016-03-26 23:00:00' and "created_at" < timestamp '2016-03-28 22:00:00'
            group by 1
            """,
            ""
        },
        {
            "By tag a row counts once in each of its tags; filters choose rows, their words are parameters, and != keeps rows without a value.",
            "kpi=tickets_created from=2016-03-01 to=2016-04-01 by=tag where=tag=a,b where=channel!=web where=hour=9,10",
            """
            select "member 0", count(*)
            from (select *, unnest(case when len(coalesce("tags", [])) = 0 then [null] else list_distinct("tags") end) as "member 0"
            from "ticket"
            where "created_on" >= date '2016-03-01' and "created_on" < date '2016-04-01' and list_has_any("tags", [$1, $2]) and ("channel" is null or not ("channel" in ($3))) and "created_hour" in (9, 10))
            group by 1
            """,
            "a, b, web"
        },
        {
            "An agent is the KPI's own actor; rows that are too young are pending and nothing else.",
            "kpi=reopen_rate,resolution_events from=2016-03-01 to=2016-04-01 by=agent as_of=2016-03-20T00:00:00Z",
            """
            select "resolver_id", cast(count_if((("is_first" and ("resolved_at" <= timestamp '2016-03-13 00:00:00')) and ((("reopen_after_seconds" is not null) and ("reopen_after_seconds" <= 604800)) and (("reopened_by_class" is null) or ("reopened_by_class" <> $1))))) as bigint), count(case when ("is_first" and ("resolved_at" <= timestamp '2016-03-13 00:00:00')) then ((("reopen_after_seconds" is not null) and ("reopen_after_seconds" <= 604800)) and (("reopened_by_class" is null) or ("reopened_by_class" <> $1))) end), cast(count_if(("is_first" and not ("resolved_at" <= timestamp '2016-03-13 00:00:00'))) as bigint), count(*)
            from "resolve_cycle"
            where "resolved_on" >= date '2016-03-01' and "resolved_on" < date '2016-04-01' and "resolved_at" < timestamp '2016-03-20 00:00:01'
            group by 1
            """,
            "automation"
        },
        {
            "KPIs of one fact with conditions of their own share a statement; a condition that all share is in its where.",
            "kpi=sla_attainment_first,sla_attainment_next from=2016-03-01 to=2016-04-01",
            """
            select cast(count_if((("metric" = $1) and "is_met")) as bigint), count(case when ("metric" = $1) then "is_met" end), cast(count_if((("metric" = $2) and "is_met")) as bigint), count(case when ("metric" = $2) then "is_met" end)
            from "sla_target"
            where "decided_on" >= date '2016-03-01' and "decided_on" < date '2016-04-01'
            """,
            "first, next"
        },
        {
            "A stock is one reading, grouped by where rows entered and where they left.",
            "kpi=unresolved_tickets from=2016-03-01 to=2016-05-01 grain=month",
            """
            select case when "from_at" is not null then case when "from_at" < timestamp '2016-04-01 00:00:00' then 0 else case when "from_at" < timestamp '2016-05-01 00:00:00' then 1 else 2 end end end, coalesce(case when "until_at" is not null then case when "until_at" < timestamp '2016-04-01 00:00:00' then 0 else case when "until_at" < timestamp '2016-05-01 00:00:00' then 1 else 2 end end end, 2), count(*)
            from "status_span"
            where "from_at" < timestamp '2016-05-01 00:00:00' and coalesce("until_at", timestamp '9999-12-31 00:00:00') >= timestamp '2016-04-01 00:00:00' and ("status" in ($1, $2, $3, $4))
            group by 1, 2
            """,
            "new, open, pending, hold"
        },
        {
            "Many period ends are arithmetic on the date, not a tree that takes longer to plan than to run.",
            "kpi=unresolved_tickets from=2016-01-01 to=2016-04-01 grain=day by=channel",
            """
            select case when "from_at" is not null then greatest("from_on" - date '2016-01-01', 0) end, "channel", count(*)
            from "status_span"
            where "from_at" < timestamp '2016-04-01 00:00:00' and coalesce("until_at", timestamp '9999-12-31 00:00:00') >= timestamp '2016-01-02 00:00:00' and ("status" in ($1, $2, $3, $4))
            group by 1, 2
            union all select -1 - case when "until_at" is not null then greatest("until_on" - date '2016-01-01', 0) end, "channel", count(*)
            from "status_span"
            where "until_at" >= timestamp '2016-01-02 00:00:00' and "until_at" < timestamp '2016-04-01 00:00:00' and ("status" in ($1, $2, $3, $4))
            group by 1, 2
            """,
            "new, open, pending, hold"
        },
        {
            "Ages: each row once for every period end that it lasts over, never a join of rows and ends.",
            "kpi=backlog_age from=2016-03-01 to=2016-05-01 grain=month",
            """
            select period_end, cast(sum((period_end - epoch_us("ticket_created_at") // 1000000)) as bigint), count((period_end - epoch_us("ticket_created_at") // 1000000)), min((period_end - epoch_us("ticket_created_at") // 1000000)), max((period_end - epoch_us("ticket_created_at") // 1000000)), quantile_cont((period_end - epoch_us("ticket_created_at") // 1000000), [0.5, 0.9])
            from (select *, cast([1459468800, 1462060800] as bigint[])["an end" + 1] as period_end
            from (select *, unnest(range("first end", "last end")) as "an end"
            from (select *, case when "from_at" is not null then case when "from_at" < timestamp '2016-04-01 00:00:00' then 0 else case when "from_at" < timestamp '2016-05-01 00:00:00' then 1 else 2 end end end as "first end", least(coalesce(case when "until_at" is not null then case when "until_at" < timestamp '2016-04-01 00:00:00' then 0 else case when "until_at" < timestamp '2016-05-01 00:00:00' then 1 else 2 end end end, 2), 2) as "last end"
            from "status_span"
            where "from_at" < timestamp '2016-05-01 00:00:00' and coalesce("until_at", timestamp '9999-12-31 00:00:00') >= timestamp '2016-04-01 00:00:00' and ("status" in ($1, $2, $3, $4)))
            where "first end" < "last end"))
            group by 1
            """,
            "new, open, pending, hold"
        },
        {
            "The state of now: rows that began until as_of, whatever the range.",
            "kpi=longest_wait_now from=2016-03-01 to=2016-04-01 as_of=2016-04-01T00:00:00Z",
            """
            select max((1459468800 - epoch_us("started_at") // 1000000)), count((1459468800 - epoch_us("started_at") // 1000000))
            from "turn"
            where "started_at" < timestamp '2016-04-01 00:00:01' and ("ended_at" is null)
            """,
            ""
        },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_statement_has_this_form_because(string reason, string question, string text, string parameters)
    {
        SqlStatement statement = _world.Run(question).Statements[0];
        Assert.True(text.ReplaceLineEndings(" ") == statement.Text, $"{reason} Now it is:\n{statement.Text}");
        Assert.Equal(parameters, string.Join(", ", statement.Parameters));
    }
}
