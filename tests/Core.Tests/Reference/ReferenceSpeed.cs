using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>How long things take, of tickets.</summary>
internal static class ReferenceSpeed
{
    public static void Add(ReferenceKeys keys, ReferenceShop shop)
    {
        Replies(keys, shop);
        Resolutions(keys, shop);
        Assignments(keys, shop);
        Turns(keys, shop);
        Targets(keys, shop);
    }

    private static void Replies(ReferenceKeys keys, ReferenceShop shop)
    {
        keys.Flow("first_response_time", business => FirstReplies(shop, (ticket, reply) =>
            ticket.Seconds(business, ticket.Messages.FirstOfCustomer!.At, reply.At)), ReferenceMeasures.Median);
        keys.Flow("first_response_since_handoff", business => FirstReplies(shop, (ticket, _) =>
            ticket.Seconds(business, ticket.HandedOver, ticket.ReplyAfterHandOver?.At)), ReferenceMeasures.Median);
        keys.Flow("first_response_time_bot", () =>
            from ticket in shop.Tickets
            let reply = ticket.Messages.FirstBotReply
            where reply is not null
            select ReferenceRow.Of(ticket, reply.At, ticket.Assignee) with { Number = reply.At - ticket.Messages.FirstOfCustomer!.At },
            ReferenceMeasures.Median);
        keys.Flow("time_to_acknowledge", () =>
            from ticket in shop.Tickets
            let word = ticket.Messages.FirstAcknowledgement
            where word is not null
            select ReferenceRow.Of(ticket, word.At, ticket.Assignee) with { Number = word.At - ticket.Messages.FirstOfCustomer!.At }, ReferenceMeasures.Median);
    }

    private static IEnumerable<ReferenceRow> FirstReplies(ReferenceShop shop, Func<ReferenceTicket, ReferenceMessage, long?> seconds) =>
        from ticket in shop.Tickets
        let reply = ticket.Messages.FirstReply
        where reply is not null
        select ReferenceRow.Of(ticket, reply.At, ticket.Replier(reply)) with { Number = seconds(ticket, reply) };

    private static void Resolutions(ReferenceKeys keys, ReferenceShop shop)
    {
        keys.Flow("resolution_time", business => Resolved(shop, ticket =>
            ticket.Seconds(business, ticket.Created, ticket.Resolution!.Resolved)), ReferenceMeasures.Median);
        keys.Flow("human_resolution_time", business => Resolved(shop, ticket =>
            ticket.Seconds(business, ticket.HandedOver, ticket.Resolution!.Resolved)), ReferenceMeasures.Median);
        keys.Flow("first_resolution_time", business =>
            from ticket in shop.Tickets
            let first = ticket.FirstResolution
            where first is not null
            select ReferenceRow.Of(ticket, first.Resolved, ticket.Resolver(ticket.Resolution)) with
            {
                Number = ticket.Seconds(business, ticket.Created, first.Resolved),
            }, ReferenceMeasures.Median);
        Stage[] wait = [Stage.New, Stage.Open, Stage.Hold];
        Waits("requester_wait_time", wait);
        Waits("agent_wait_time", Stage.Pending);
        Waits("on_hold_time", Stage.Hold);
        Waits("agent_work_time", Stage.New, Stage.Open);

        void Waits(string key, params Stage[] stages) => keys.Flow(key, business =>
            from ticket in shop.Tickets
            where ticket.Resolution is not null
            select ReferenceRow.Of(ticket, ticket.Resolution!.Resolved, ticket.Assignee) with { Number = ticket.SecondsIn(business, stages) },
            ReferenceMeasures.Median);
    }

    /// <summary>Tickets at their last resolve, of its resolver.</summary>
    internal static IEnumerable<ReferenceRow> Resolved(ReferenceShop shop, Func<ReferenceTicket, double?> number) =>
        from ticket in shop.Tickets
        where ticket.Resolution is not null
        select ReferenceRow.Of(ticket, ticket.Resolution!.Resolved, ticket.Resolver(ticket.Resolution)) with { Number = number(ticket) };

    private static void Assignments(ReferenceKeys keys, ReferenceShop shop)
    {
        keys.Flow("time_to_assign", business =>
            from ticket in shop.Tickets
            let first = ticket.Holders.FirstToAgent
            where first is not null
            select ReferenceRow.Of(ticket, first.At, ticket.Assignee) with { Number = ticket.Seconds(business, ticket.Created, first.At) },
            ReferenceMeasures.Median);
        keys.Flow("assign_to_reply", business =>
            from ticket in shop.Tickets
            from given in ticket.Holders.Given(ticket.Stages, ticket.Messages)
            where given.Reply is not null
            select ReferenceRow.Of(ticket, given.Reply!.At, (given.To.Agent, given.To.Team)) with
            {
                Number = ticket.Seconds(business, given.To.At, given.Reply.At),
            }, ReferenceMeasures.Median);
        keys.Flow("ignored_assignments", () =>
            from ticket in shop.Tickets
            from given in ticket.Holders.Given(ticket.Stages, ticket.Messages)
            where given.EndedAt is not null && given.Reply is null
            select ReferenceRow.Of(ticket, given.To.At, (given.To.Agent, given.To.Team)), ReferenceMeasures.Count);
    }

    private static void Turns(ReferenceKeys keys, ReferenceShop shop)
    {
        keys.Flow("response_time", business =>
            from ticket in shop.Tickets
            from turn in ticket.Turns
            where turn.Reply is not null
            select ReferenceRow.Of(ticket, turn.Reply!.At, ticket.Replier(turn.Reply)) with
            {
                Number = ticket.Seconds(business, turn.Start.At, turn.Reply.At),
            }, ReferenceMeasures.Median);
        keys.Now("turns_waiting", () => Waiting(shop), (rows, _) => ReferenceMeasures.Count(rows));
        keys.Now("tickets_waiting", () => Waiting(shop), (rows, _) => ReferenceMeasures.Distinct(rows));
        keys.Now("longest_wait_now", () => Waiting(shop), (rows, now) =>
            ReferenceMeasures.Max([.. rows.Select(row => row with { Number = now - row.At })]));
    }

    private static IEnumerable<ReferenceRow> Waiting(ReferenceShop shop) =>
        from ticket in shop.Tickets
        from turn in ticket.Turns
        where turn.EndedAt is null
        select ReferenceRow.Of(ticket, turn.Start.At, ticket.Assignee) with { Word = ticket.Key };

    private static void Targets(ReferenceKeys keys, ReferenceShop shop)
    {
        foreach (var (key, metric) in ((string, SlaMetric)[])[
            ("sla_attainment_first", SlaMetric.First), ("sla_attainment_next", SlaMetric.Next), ("sla_attainment_resolution", SlaMetric.Resolution)])
        {
            keys.Flow(key, () =>
                from ticket in shop.Tickets
                from target in ticket.Targets
                where target.Metric == metric
                select ReferenceRow.Of(ticket, target.Decided, ticket.AssigneeAt(target.Decided)) with { Yes = target.IsMet }, ReferenceMeasures.Share);
        }
    }
}
