using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What agents do.</summary>
internal static class ReferenceTeam
{
    public static void Add(ReferenceKeys keys, ReferenceShop shop)
    {
        keys.Flow("agent_opened_tickets", () =>
            from ticket in shop.Tickets
            where ticket.Messages.OpenedBy.Class == ActorClass.Agent
            select ReferenceRow.Of(ticket, ticket.Created, ticket.Opener), ReferenceMeasures.Count);
        keys.Flow("requests_per_agent", () =>
            from ticket in shop.Tickets
            from given in ticket.Holders.Given(ticket.Stages, ticket.Messages)
            select ReferenceRow.Of(ticket, given.To.At, (given.To.Agent, given.To.Team)) with
            {
                Word = given.To.Agent is null ? null : $"{ticket.Key} {given.To.Agent}",
                Other = given.To.Agent,
            }, ReferenceMeasures.DistinctOverDistinct);
        keys.Flow("tickets_closed_per_agent", () =>
            from ticket in shop.Tickets
            from cycle in ticket.Stages.Cycles
            where cycle.Resolve is { By.Class: ActorClass.Agent, Via: null or ResolveVia.Manual }
            let agent = cycle.Resolve.By!.Id
            select ReferenceRow.Of(ticket, cycle.Resolved, ticket.Resolver(cycle)) with
            {
                Word = agent is null ? null : $"{ticket.Key} {agent}",
                Other = agent,
            },
            ReferenceMeasures.DistinctOverDistinct);
    }
}
