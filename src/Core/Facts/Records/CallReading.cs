using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Records;

/// <summary>What the legs of a call say together, by the rules of docs/decisions/0015-calls.md.</summary>
internal sealed class CallReading
{
    private readonly Call _call;
    private readonly LegTimes[] _legs;
    private readonly int _first = -1;
    private readonly long? _ended;

    private CallReading(Call call)
    {
        _call = call;
        _legs = LegTimes.Of(call.Legs);
        if (call.Outcome is null or CallOutcome.Answered or CallOutcome.AbandonedHold) _first = FirstAnswered();
        _ended = End();
        if (IsConnected && _ended is not null) Measure();
        Outcome = call.Outcome ?? FromLegs();
    }

    /// <summary>When it came in.</summary>
    public Instant Offered => At(_legs[0].Offered);

    /// <summary>The first connection; null: there was none, or the source says that it was none with a person.</summary>
    public Instant? Answered => IsConnected ? At(_legs[_first].Answered!.Value) : null;

    /// <summary>The leg of the first connection.</summary>
    public CallLeg? FirstConnected => IsConnected ? _legs[_first].Leg : null;

    /// <summary>When the last leg was over; null while that is not known.</summary>
    public Instant? Ended => _ended is { } seconds ? At(seconds) : null;

    /// <summary>How it ended; null while the customer still waits.</summary>
    public CallOutcome? Outcome { get; }

    /// <summary>Talk, hold and wrap-up; null where the fact's column is.</summary>
    public long? Talk { get; private set; }

    public long? Hold { get; private set; }

    public long? Wrap { get; private set; }

    public long? Handle { get; private set; }

    /// <summary>The first queue it was in.</summary>
    public string? Queue => Array.Find(_legs, leg => leg.Leg.Queue is not null).Leg?.Queue;

    /// <summary>The team that it was for: the first that a leg names.</summary>
    public string? Team => Array.Find(_legs, leg => leg.Leg.Team is not null).Leg?.Team;

    /// <summary>Entering the queue to the first connection, else to leaving; null where nobody waited, or nothing says until when.</summary>
    public long? QueueSeconds
    {
        get
        {
            if (_call.Direction == CallDirection.Outbound) return null;
            var (entered, left) = (long.MaxValue, long.MinValue);
            foreach (var leg in _legs)
            {
                if (leg.Queued is not { } queued) continue;
                entered = Math.Min(entered, queued);
                left = Math.Max(left, leg.Answered ?? leg.Ended ?? long.MaxValue);
            }

            if (IsConnected) left = _legs[_first].Answered!.Value;
            else if (_call.Outcome is CallOutcome.Answered or CallOutcome.AbandonedHold) return null;
            return entered == long.MaxValue || left == long.MaxValue ? null : Math.Max(0, left - entered);
        }
    }

    private bool IsConnected => _first >= 0;

    /// <summary>Reads a call; null for one without a leg, which nothing places in time.</summary>
    public static CallReading? Of(Call call) => call.Legs.Count == 0 ? null : new CallReading(call);

    private static Instant At(long seconds) => Instant.FromUnixTimeSeconds(seconds);

    private int FirstAnswered()
    {
        var first = -1;
        for (var index = 0; index < _legs.Length; index++)
        {
            if (_legs[index].Answered is { } answered && (first < 0 || answered < _legs[first].Answered)) first = index;
        }

        return first;
    }

    private long? End()
    {
        long? end = null;
        foreach (var leg in _legs)
        {
            if (leg.Ended is { } ended) end = Math.Max(end ?? ended, ended);
            // Of colleagues who were rung at in vain nothing is said where another answered.
            else if (leg.Answered is not null || !IsConnected) return null;
        }

        return end;
    }

    private CallOutcome? FromLegs()
    {
        if (IsConnected) return _ended is { } end && IsOnHoldAt(end) ? CallOutcome.AbandonedHold : CallOutcome.Answered;
        if (_ended is null) return null;
        return _call.Direction == CallDirection.Outbound ? CallOutcome.NotReached
            : Array.Exists(_legs, leg => leg.Queued is not null) ? CallOutcome.AbandonedQueue
            : CallOutcome.AbandonedIvr;
    }

    private bool IsOnHoldAt(long end)
    {
        foreach (var leg in _legs)
        {
            if (leg.Answered is null || leg.Ended != end) continue;
            foreach (var hold in leg.Leg.Holds)
            {
                if (hold.From.ToUnixTimeSeconds() < end && (hold.Until is not { } until || until.ToUnixTimeSeconds() >= end)) return true;
            }
        }

        return false;
    }

    /// <summary>The customer's time is counted once, whoever was connected; the agents' each for themselves.</summary>
    private void Measure()
    {
        var (connected, onHold) = (new Stretches(), new Stretches());
        var (total, isMeasured) = (0L, false);
        foreach (var leg in _legs)
        {
            if (leg is not { Answered: { } answered, Ended: { } ended }) continue;
            connected.Add(answered, ended);
            foreach (var hold in leg.Leg.Holds)
                onHold.Add(Math.Max(answered, hold.From.ToUnixTimeSeconds()), Math.Min(ended, hold.Until?.ToUnixTimeSeconds() ?? ended));
            isMeasured |= leg.Leg.Holds.Count > 0 || leg.Leg.HoldSeconds is not null;
            if (leg.Leg.Holds.Count == 0) total += Math.Clamp(leg.Leg.HoldSeconds ?? 0, 0, leg.Connected);
            if (leg.Leg.WrapSeconds is { } wrap) Wrap = (Wrap ?? 0) + Math.Max(0, wrap);
        }

        var held = Math.Min(connected.Seconds, onHold.Seconds + total);
        Talk = connected.Seconds - held;
        Hold = isMeasured ? held : null;
        Handle = WithAgents() + (Wrap ?? 0);
    }

    private long WithAgents()
    {
        if (_legs.Length == 1) return _legs[0].Connected;
        var sum = 0L;
        for (var index = 0; index < _legs.Length; index++)
        {
            var agent = _legs[index].Leg.Agent;
            if (agent is null) sum += _legs[index].Connected;
            else if (Array.FindIndex(_legs, leg => leg.Leg.Agent == agent) == index) sum += Of(agent).Seconds;
        }

        return sum;
    }

    /// <summary>When an agent was connected, in one leg or several at a time.</summary>
    private Stretches Of(string agent)
    {
        var stretches = new Stretches();
        foreach (var leg in _legs)
        {
            if (leg.Leg.Agent == agent && leg is { Answered: { } answered, Ended: { } ended }) stretches.Add(answered, ended);
        }

        return stretches;
    }
}
