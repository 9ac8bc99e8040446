using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>How well tickets are resolved.</summary>
internal static class ReferenceResolution
{
    private const long Hour = 3600;
    private const long Week = 7 * 24 * Hour;

    public static void Add(ReferenceKeys keys, ReferenceShop shop)
    {
        Shares(keys, shop);
        Machines(keys, shop);
        keys.Flow(
            "transfers_per_ticket",
            () => ReferenceSpeed.Resolved(shop, ticket => ticket.Holders.All.Count(holder => holder.IsTransfer)),
            ReferenceMeasures.Mean);
        keys.Flow("resolution_rate", () =>
            from ticket in shop.Tickets
            let first = ticket.FirstResolution
            select ReferenceRow.Of(ticket, ticket.Created, ticket.Assignee) with { Yes = first is not null && first.Resolved - ticket.Created <= Week },
            ReferenceMeasures.Share, Week);
        keys.Flow("reopen_rate", () =>
            from ticket in shop.Tickets
            from cycle in ticket.Stages.Cycles
            where cycle.IsFirst
            select ReferenceRow.Of(ticket, cycle.Resolved, ticket.Resolver(cycle)) with
            {
                Yes = cycle.Reopening is { } again && again.At - cycle.Resolved <= Week && again.By?.Class != ActorClass.Automation,
            }, ReferenceMeasures.Share, Week);
    }

    private static void Shares(ReferenceKeys keys, ReferenceShop shop)
    {
        void Share(string key, Func<ReferenceTicket, bool?> yes) => keys.Flow(key, () =>
            from ticket in shop.Tickets
            where ticket.Resolution is not null
            select ReferenceRow.Of(ticket, ticket.Resolution!.Resolved, ticket.Resolver(ticket.Resolution)) with { Yes = yes(ticket) },
            ReferenceMeasures.Share);
        Share("one_reply_rate", ticket => ticket.Messages.Has ? ticket.Messages.Replies == 1 : null);
        Share("zero_touch_rate", ticket => ticket.Messages.Has ? ticket.Messages.Replies == 0 : null);
        // Nobody knows of a ticket without stages whether it ever waited; one that fails anyway fails.
        Share("one_touch_rate", ticket =>
            !ticket.Messages.Has ? null
            : ticket.Messages.Replies == 0 || ticket.WasPaused == true || ticket.Stages.Cycles.Any(cycle => cycle.Reopening is not null) ? false
            : ticket.WasPaused is null ? null : true);
        Share("escalation_rate", ticket => ticket.Holders.HasTiers ? ticket.Holders.All.Any(holder => holder.IsEscalation) : null);
    }

    private static void Machines(ReferenceKeys keys, ReferenceShop shop)
    {
        void Machine(string key, params string[] words) => keys.Flow(key, () =>
            from ticket in shop.Tickets
            from cycle in ticket.Stages.Cycles
            select ReferenceRow.Of(ticket, cycle.Resolved, ticket.Resolver(cycle)) with { Yes = words.Contains(ticket.Automation(cycle)) },
            ReferenceMeasures.Share, 72 * Hour);
        Machine("automated_resolution_rate", "confirmed", "assumed");
        Machine("automated_resolution_rate_confirmed", "confirmed");
        Machine("automated_resolution_rate_assumed", "assumed");
    }
}
