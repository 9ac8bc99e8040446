using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>A leg of a call in whole seconds, nothing before what it follows.</summary>
internal sealed class ReferenceLeg(CallLeg leg)
{
    public CallLeg Leg { get; } = leg;

    public string? Queue => Leg.Queue;

    public string? Team => Leg.Team;

    public string? Agent => Leg.Agent;

    public long Offered { get; } = ReferenceLog.Second(leg.OfferedAt);

    /// <summary>When the customer began to wait for somebody.</summary>
    public long Queued => Math.Max(Offered, Leg.QueuedAt is { } at ? ReferenceLog.Second(at) : Offered);

    public long? Answered => Leg.AnsweredAt is { } at ? Math.Max(Offered, ReferenceLog.Second(at)) : null;

    public bool SaysEnd => Leg.EndedAt is not null;

    /// <summary>When it was over for the customer; null: it still is not.</summary>
    public long? Ended { get; private init; } = leg.EndedAt is { } at ? Math.Max(ReferenceLog.Second(leg.OfferedAt), ReferenceLog.Second(at)) : null;

    /// <summary>Nobody is there to wait for.</summary>
    public bool IsMenu => Leg is { Queue: null, Team: null, Agent: null, AnsweredAt: null, QueuedAt: null };

    /// <summary>Times on hold; one without an end runs to that of the leg, and beyond.</summary>
    public List<(long From, long Until)> Holds { get; } =
        [.. leg.Holds.Select(hold => (ReferenceLog.Second(hold.From), hold.Until is { } until ? ReferenceLog.Second(until) : long.MaxValue))];

    public static List<ReferenceLeg> InOrder(Call call)
    {
        var legs = call.Legs.OrderBy(leg => leg.OfferedAt).ThenBy(leg => leg.Key, StringComparer.Ordinal).Select(leg => new ReferenceLeg(leg)).ToList();
        for (var place = 0; place < legs.Count; place++)
        {
            var leg = legs[place];
            // Nobody answered it and nobody says when it ended: as the next one began.
            if (leg is { Answered: null, Ended: null } && place + 1 < legs.Count) legs[place] = new ReferenceLeg(leg.Leg) { Ended = legs[place + 1].Offered };
            if (leg.Answered > leg.Ended) legs[place] = new ReferenceLeg(leg.Leg) { Ended = leg.Answered };
        }

        return legs;
    }
}
