using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>What happened in one call or live chat, second by second.</summary>
internal sealed class ReferenceCall
{
    private readonly ReferenceShop _shop;
    private readonly List<ReferenceLeg> _legs;

    /// <summary>Those in which somebody of the team was connected; of a call that was none with a person, none.</summary>
    private readonly List<ReferenceLeg> _connected;

    public ReferenceCall(ReferenceShop shop, Call call)
    {
        (_shop, Call) = (shop, call);
        _legs = ReferenceLeg.InOrder(call);
        _connected = call.Outcome is null or CallOutcome.Answered or CallOutcome.AbandonedHold ? _legs.FindAll(leg => leg.Answered is not null) : [];
        if (_legs.Count == 0) return;
        Ended = FindEnd();
        Outcome = FindOutcome();
        QueueSeconds = FindQueueSeconds();
        HoldSeconds = FindHoldSeconds();
        HandleSeconds = FindHandleSeconds();
        Calendar = shop.Calendars.Of(_legs.Find(leg => leg.Team is not null)?.Team ?? Who.Team);
    }

    public Call Call { get; }

    /// <summary>When it was, and how it ended, is known.</summary>
    public bool IsOver => _legs.Count > 0 && Outcome is not null;

    public long Offered => _legs[0].Offered;

    /// <summary>The first connection; null: there was none.</summary>
    public long? Answered => _connected.Count > 0 ? _connected.Min(leg => leg.Answered) : null;

    /// <summary>The end of the whole call; null while it runs.</summary>
    public long? Ended { get; }

    /// <summary>How it ended; null: the customer still waits, so nobody knows.</summary>
    public CallOutcome? Outcome { get; }

    /// <summary>Entering the first queue to the first connection, or to leaving the last queue; null where it never queued.</summary>
    public long? QueueSeconds { get; }

    /// <summary>On hold in all; null when not answered, not measured, or not over.</summary>
    public long? HoldSeconds { get; }

    /// <summary>The time of every agent, of one in two legs at a time once, and the wrap-up; null when not answered or not over.</summary>
    public long? HandleSeconds { get; }

    public string? Calendar { get; }

    public string? Queue => _legs.Find(leg => leg.Queue is not null)?.Queue;

    /// <summary>Whom the customer spoke to first.</summary>
    public (string? Agent, string? Team) Who
    {
        get
        {
            if (_connected.Find(leg => leg.Answered == Answered) is not { } first) return (null, null);
            return (first.Agent, first.Team ?? _shop.People.TeamOf(first.Agent, _shop.Local(Answered!.Value).Date));
        }
    }

    /// <summary>It came in while the team was there; null: nobody says when that is.</summary>
    public bool? IsInHours => _shop.Calendars.Named(Calendar) is { } hours ? hours.Seconds(Offered, Offered + 1) > 0 : null;

    /// <summary>The article that the customer called from.</summary>
    public string? Article => Call.Article ?? _shop.ArticleOfNumber(Call.Number);

    /// <summary>What it says of the dimensions of tickets.</summary>
    public IReadOnlyList<string?> Slice(string slice) => slice switch
    {
        "channel" => [Call.Channel ?? ReferenceSlices.Word(Call.Medium)],
        "calendar" => [Calendar],
        _ => ReferenceSlices.Of(Call, slice),
    };

    private long? FindEnd()
    {
        // After an answer, a leg that nobody answered and of whose end nothing is said says nothing.
        var telling = _connected.Count > 0 ? _legs.FindAll(leg => leg.Answered is not null || leg.SaysEnd) : _legs;
        return telling.Any(leg => leg.Ended is null) ? null : telling.Max(leg => leg.Ended);
    }

    private CallOutcome? FindOutcome()
    {
        if (Call.Outcome is { } stated) return stated;
        if (_connected.Count > 0)
        {
            return _connected.Any(leg => leg.Ended is { } end && end == Ended && leg.Holds.Any(hold => hold.From < end && hold.Until >= end))
                ? CallOutcome.AbandonedHold : CallOutcome.Answered;
        }

        if (Ended is null) return null;
        if (Call.Direction == CallDirection.Outbound) return CallOutcome.NotReached;
        return _legs.Any(leg => !leg.IsMenu) ? CallOutcome.AbandonedQueue : CallOutcome.AbandonedIvr;
    }

    private long? FindQueueSeconds()
    {
        var waits = _legs.FindAll(leg => !leg.IsMenu);
        if (Call.Direction == CallDirection.Outbound || waits.Count == 0) return null;
        // The source says that somebody answered, and no leg says when.
        if (Answered is null && (Call.Outcome is CallOutcome.Answered or CallOutcome.AbandonedHold)) return null;
        // A machine that answers ends the wait too.
        var left = Answered ?? (waits.Any(leg => (leg.Answered ?? leg.Ended) is null) ? null : waits.Max(leg => leg.Answered ?? leg.Ended));
        return left is { } end ? Math.Max(0, end - waits.Min(leg => leg.Queued)) : null;
    }

    private long? FindHoldSeconds()
    {
        if (_connected.Count == 0 || Ended is null) return null;
        if (_connected.All(leg => leg.Leg.HoldSeconds is null && leg.Holds.Count == 0)) return null;
        var (held, spoken) = (new HashSet<long>(), new HashSet<long>());
        long stated = 0;
        foreach (var leg in _connected)
        {
            var (answered, ended) = (leg.Answered!.Value, leg.Ended!.Value);
            for (var second = answered; second < ended; second++)
            {
                spoken.Add(second);
                if (leg.Holds.Any(hold => hold.From <= second && second < hold.Until)) held.Add(second);
            }

            if (leg.Holds.Count == 0) stated += Math.Max(0, Math.Min(leg.Leg.HoldSeconds ?? 0, ended - answered));
        }

        // Nobody is on hold for longer than somebody is there.
        return Math.Min(spoken.Count, stated + held.Count);
    }

    private long? FindHandleSeconds()
    {
        if (_connected.Count == 0 || Ended is null) return null;
        var sum = _connected.Sum(leg => Math.Max(0, leg.Leg.WrapSeconds ?? 0));
        // Whom nobody names is somebody else in each leg.
        foreach (var legs in _connected.GroupBy(leg => leg.Agent ?? $"unknown {leg.Leg.Key}"))
        {
            var busy = new HashSet<long>();
            foreach (var leg in legs)
                for (var second = leg.Answered!.Value; second < leg.Ended; second++) busy.Add(second);
            sum += busy.Count;
        }

        return sum;
    }
}
