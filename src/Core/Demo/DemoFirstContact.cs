using Deskmeter.Helpdesk;

namespace Deskmeter.Demo;

/// <summary>Who says that the first contact solved a ticket: the agent who solved it, when it was solved, and the desk's own mark.</summary>
internal static class DemoFirstContact
{
    public static TicketProfile Judge(TicketProfile profile, IReadOnlyList<TicketEvent> events, DemoRandom random)
    {
        var untilSolved = events.TakeWhile(what => what is not StatusChanged { Stage: Stage.Solved }).ToList();
        if (untilSolved.Count == events.Count || events[untilSolved.Count].By?.Class != ActorClass.Agent) return profile;
        var replies = untilSolved.Count(what => what is MessageSent { IsPublic: true, By.Class: ActorClass.Agent });
        var (isAsked, isHopeful) = (random.Chance(0.7), random.Chance(0.2));
        return profile with
        {
            // Agents tick it when they solve, and some a little early.
            FcrByAgent = isAsked ? replies <= 1 || isHopeful : null,
            // The mark goes when the customer comes back.
            FcrBySource = replies <= 1 && !events.Skip(untilSolved.Count).Any(what => what is StatusChanged { Stage: Stage.Open }),
        };
    }
}
