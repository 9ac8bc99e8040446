using System.Globalization;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>Who is in the team, and what becomes of their time.</summary>
internal static class ReferenceWork
{
    public static void Add(ReferenceKeys keys, ReferenceShop shop)
    {
        var hours = new Lazy<List<ReferenceAgentHour>>(() => [.. Hours(shop)]);
        IEnumerable<ReferenceRow> Ratio(Func<ReferenceAgentHour, long?> part, Func<ReferenceAgentHour, long?> whole) =>
            hours.Value.Select(hour => Row(shop, hour) with { Number = part(hour), Weight = whole(hour) });
        keys.Flow("scheduled_time", () => Ratio(hour => hour.Scheduled, _ => null), ReferenceMeasures.Sum);
        keys.Flow(
            "occupancy", () => Ratio(hour => hour.HasStates ? hour.Busy : null, hour => hour.HasStates ? hour.Available : null), ReferenceMeasures.SumOverSum);
        keys.Flow(
            "utilisation", () => Ratio(hour => hour.IsKnown ? hour.Productive : null, hour => hour.IsKnown ? hour.Paid : null), ReferenceMeasures.SumOverSum);
        keys.Flow(
            "shrinkage",
            () => Ratio(hour => hour.IsKnown ? hour.Paid - hour.Productive : null, hour => hour.IsKnown ? hour.Paid : null),
            ReferenceMeasures.SumOverSum);
        keys.Flow("concurrency", () => Ratio(hour => hour.Chats, hour => hour.Chatting), ReferenceMeasures.SumOverSum);
        Closed(keys, shop);
        People(keys, shop);
    }

    private static void Closed(ReferenceKeys keys, ReferenceShop shop)
    {
        keys.Flow("tickets_closed", () =>
            from ticket in shop.Tickets
            from cycle in ticket.Stages.Cycles
            where cycle.Resolve is { By: { Class: ActorClass.Agent }, Via: null or ResolveVia.Manual }
            let agent = cycle.Resolve.By!.Id
            select ReferenceRow.Of(ticket, cycle.Resolved, ticket.Resolver(cycle)) with { Word = agent is null ? null : $"{ticket.Key} {agent}" },
            ReferenceMeasures.Distinct);
        keys.Formula(
            "tickets_closed_per_hour",
            question => keys.Of("tickets_closed", question) / new ReferenceFigure(keys.Of("scheduled_time", question).Value / 3600),
            "tickets_closed", "scheduled_time");
    }

    private static void People(ReferenceKeys keys, ReferenceShop shop)
    {
        var stays = shop.Of<Person>().SelectMany(person => person.Stays.Select(stay => (person.Id, Stay: stay))).ToList();
        ReferenceRow Of(long at, string person, PersonStay stay) => ReferenceRow.Of(shop, at, (person, stay.Team), slice => slice switch
        {
            "person" => [person],
            "person_team" => [stay.Team],
            "tier" => [stay.Tier?.ToString(CultureInfo.InvariantCulture)],
            _ => throw new ArgumentException($"A person has no slice '{slice}'.", nameof(slice)),
        });
        keys.Stock(
            "headcount",
            () => stays.Select(one => Of(shop.StartOf(one.Stay.JoinedOn), one.Id, one.Stay) with
            {
                Until = one.Stay.LeftOn is { } left ? shop.StartOf(left) : null,
            }),
            (rows, _) => ReferenceMeasures.Count(rows));
        keys.Flow(
            "leavers",
            () => stays.Where(one => one.Stay is { LeftOn: not null, IsMove: false }).Select(one => Of(shop.StartOf(one.Stay.LeftOn!.Value), one.Id, one.Stay)),
            ReferenceMeasures.Count);
        keys.Formula("agent_attrition_rate", question =>
        {
            var rows = keys["headcount"].Rows(false);
            var people = (ReferenceKeys.StockAt(rows, question.Start, question).Count + ReferenceKeys.StockAt(rows, question.Until, question).Count) / 2.0;
            var days = question.Until < question.End
                ? (question.Until - question.Start) / 86400.0
                : Period.DaysBetween(shop.Local(question.Start).Date, shop.Local(question.End).Date);
            return keys.Of("leavers", question) / new ReferenceFigure(people * days / 365);
        }, "leavers", "headcount");
    }

    /// <summary>The hours of everybody on every day of which something is told.</summary>
    private static IEnumerable<ReferenceAgentHour> Hours(ReferenceShop shop)
    {
        var shifts = shop.Of<Shift>().ToLookup(shift => shift.Agent);
        var chats = shop.Of<Call>().Where(call => call.Medium == CallMedium.Chat)
            .SelectMany(call => call.Legs.Select(leg => leg.Agent).OfType<string>().Distinct().Select(agent => (agent, call)))
            .ToLookup(one => one.agent, one => one.call);
        foreach (var agent in shifts.Select(group => group.Key).Union(chats.Select(group => group.Key)))
        {
            // A day before and two and a half after what began there: no stretch is longer.
            var told = shifts[agent].Select(shift => shift.FromAt).Concat(chats[agent].SelectMany(chat => chat.Legs.Select(leg => leg.OfferedAt)))
                .Select(at => shop.Local(ReferenceLog.Second(at)).Date).ToHashSet();
            foreach (var day in told.SelectMany(day => Enumerable.Range(-1, 5).Select(day.PlusDays)).ToHashSet())
            {
                var (from, until) = (shop.StartOf(day.PlusDays(-4)), shop.StartOf(day.PlusDays(2)));
                bool IsNear(Instant at) => ReferenceLog.Second(at) >= from && ReferenceLog.Second(at) < until;
                var that = new ReferenceAgentDay(
                    shop, agent, day,
                    shifts[agent].Where(shift => IsNear(shift.FromAt)),
                    chats[agent].Where(chat => chat.Legs.Any(leg => IsNear(leg.OfferedAt))));
                foreach (var hour in that.Hours()) yield return hour;
            }
        }
    }

    private static ReferenceRow Row(ReferenceShop shop, ReferenceAgentHour hour) => ReferenceRow.Of(
        shop, hour.At, (hour.Agent, hour.Team), slice => throw new ArgumentException($"An hour has no slice '{slice}'.", nameof(slice)));
}
