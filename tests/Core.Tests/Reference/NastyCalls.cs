using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// Calls as telephone systems tell them at their worst: legs out of order and at the same time, ends before answers, holds outside of
/// their leg, outcomes that contradict the legs, nobody's legs, parts without an end. One seed gives the same ones.
/// </summary>
internal sealed class NastyCalls(int seed, Instant start, int days)
{
    private static readonly string[] Queues = ["orders", "returns", "night"];
    private static readonly string[] Teams = ["north", "south"];
    private static readonly string[] Numbers = ["+31 000 800 2001", "+31-000-800-2001", "0800 2002", "+31 000 800 1000", "none"];
    private static readonly int[] Steps = [0, 0, 1, 4, 5, 6, 19, 20, 21, 40, 90, 300, 900];
    private readonly NastyDice _dice = new(seed);

    public IReadOnlyList<Call> Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    private Call One(int index)
    {
        var at = _dice.At(start, days);
        var legs = new List<CallLeg>();
        for (var left = _dice.Chance(4) ? 0 : _dice.Chance(50) ? 1 : _dice.Between(2, 5); left > 0; left--) legs.Add(Leg(legs.Count, ref at));
        return new Call(_dice.Chance(90) ? "nasty" : "other", $"P{index:000}")
        {
            Version = 2,
            IsDeleted = _dice.Chance(4),
            Medium = _dice.Chance(70) ? CallMedium.Phone : CallMedium.Chat,
            Direction = _dice.Chance(80) ? CallDirection.Inbound : CallDirection.Outbound,
            Customer = _dice.Chance(70) ? $"C{_dice.Below(40)}" : null,
            Ticket = _dice.Chance(20) ? $"N{_dice.Below(300):0000}" : null,
            Number = _dice.Maybe(Numbers, 40),
            Article = _dice.Chance(10) ? "A-two" : null,
            Channel = _dice.Maybe(["hotline", "web chat"], 30),
            Brand = _dice.Maybe(["peak", "valley"], 30),
            Topic = _dice.Maybe(["delivery", "returns", "size"]),
            Language = _dice.Maybe(["en", "nl"], 50),
            Outcome = _dice.Chance(20) ? _dice.Pick(Enum.GetValues<CallOutcome>()) : null,
            Legs = _dice.Shuffled(legs),
        };
    }

    private CallLeg Leg(int place, ref Instant at)
    {
        var offered = at;
        at = Later(at);
        var queued = _dice.Chance(40) ? at : (Instant?)null;
        at = Later(at);
        var answered = _dice.Chance(50) ? at : (Instant?)null;
        var ends = _dice.Chance(30) ? 0 : 2;
        for (; ends > 0; ends--) at = Later(at);
        var ended = _dice.Chance(80) ? at : (Instant?)null;
        // The next one rings before this one is over, or later.
        at += Duration.FromSeconds(_dice.Pick(Steps) - (_dice.Chance(20) ? 200 : 0));
        // A clock that goes wrong.
        if (_dice.Chance(8)) ended -= Duration.FromSeconds(500);
        if (_dice.Chance(5)) answered -= Duration.FromSeconds(100);
        return new CallLeg($"{place}", offered)
        {
            Version = 2,
            Queue = _dice.Maybe(Queues, 60),
            QueuedAt = queued,
            AnsweredAt = answered,
            EndedAt = ended,
            Agent = answered is not null || _dice.Chance(30) ? _dice.Maybe(NastyTeam.Agents) : null,
            Team = _dice.Maybe(Teams, 30),
            HoldSeconds = _dice.Chance(40) ? _dice.Pick([-5, 0, 1, 30, 600, 100_000]) : null,
            Holds = _dice.Chance(60) ? [] : [.. Enumerable.Range(0, _dice.Between(1, 4)).Select(_ => Hold(offered))],
            WrapSeconds = _dice.Chance(50) ? _dice.Pick([-20, 0, 15, 240]) : null,
        };
    }

    private Instant Later(Instant at) => at + Duration.FromSeconds(_dice.Pick(Steps)) + Duration.FromMilliseconds(_dice.Chance(10) ? _dice.Below(1000) : 0);

    private HoldSegment Hold(Instant offered)
    {
        var from = offered + Duration.FromSeconds(_dice.Between(-30, 900));
        return new HoldSegment(from, _dice.Chance(75) ? from + Duration.FromSeconds(_dice.Between(-10, 400)) : null);
    }
}
