using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>One SLA target as it was applied to something that is measured, and what came of it.</summary>
/// <param name="Applied">What applied it.</param>
/// <param name="Measure">What it measures.</param>
internal sealed record SlaTarget(TimelineEntry Applied, SlaMeasure Measure)
{
    public SlaApplied Target => (SlaApplied)Applied.Event!;

    public long Seconds => SecondsOf(Target.Minutes!.Value);

    public static long SecondsOf(decimal minutes) => (long)decimal.Round(minutes * 60);

    /// <summary>When it was or will be due; null while it is paused, without a calendar, or when there is nothing left to measure.</summary>
    public Instant? DueAt { get; private init; }

    /// <summary>Fulfilled if in time, else due; null while neither.</summary>
    public Instant? Decided { get; private init; }

    public bool? IsMet { get; private init; }

    /// <summary>On the target's clock, until it was fulfilled.</summary>
    public long? ElapsedSeconds { get; private init; }

    /// <summary>Decides a target. An open one counts as missed from its due instant on, which an as-of before it cuts off.</summary>
    public SlaTarget Decide(TicketClock clock)
    {
        var due = Measure.DueAt(Target.Clock, Seconds, clock);
        var elapsed = Measure.FulfilledAt is null ? null : Measure.Elapsed(Target.Clock, clock);
        if (Measure.FulfilledAt is { } fulfilled)
        {
            // Without a calendar nothing elapsed that could be judged.
            if (elapsed is null) return this;
            var isMet = due is null || fulfilled <= due;
            return this with { DueAt = due, ElapsedSeconds = elapsed, IsMet = isMet, Decided = isMet ? fulfilled : due };
        }

        if (due is null || Measure.DroppedAt < due) return this;
        return this with { DueAt = due, IsMet = false, Decided = due };
    }

    /// <summary>It was due at an instant, and not fulfilled before.</summary>
    public bool IsOverdueAt(Instant at, TicketClock clock) => Measure.DueAt(Target.Clock, Seconds, clock) is { } due && due <= at;
}

/// <summary>What an SLA target measures: the time from a start until it is fulfilled, or a part of it.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="FulfilledAt">When it was fulfilled; null while it was not.</param>
/// <param name="DroppedAt">When there was nothing left to fulfil: resolved without the reply that was due.</param>
/// <param name="Running">The stretches in which it runs, in order; the last may have no end.</param>
internal sealed record SlaMeasure(Instant Start, Instant? FulfilledAt, Instant? DroppedAt, IReadOnlyList<(Instant From, Instant? To)> Running)
{
    /// <summary>Nothing that could ever be fulfilled or missed.</summary>
    public static SlaMeasure Nothing(Instant start) => new(start, null, null, []);

    /// <summary>When it ended, one way or the other.</summary>
    public Instant? End => FulfilledAt ?? DroppedAt;

    /// <summary>One that runs without a pause.</summary>
    public static SlaMeasure Straight(Instant start, Instant? fulfilled, Instant? dropped = null) =>
        new(start, fulfilled, dropped, [(start, null)]);

    /// <summary>When so many seconds will have run; null when that is not known or never comes.</summary>
    public Instant? DueAt(SlaClock clock, long seconds, TicketClock ticket)
    {
        foreach (var (from, to) in Running)
        {
            var due = ticket.Deadline(clock, from, seconds);
            if (to is not { } end || due <= end) return due;
            if (ticket.Seconds(clock, from, end) is not { } run) return null;
            seconds -= run;
        }

        return null;
    }

    /// <summary>Seconds that ran until it was fulfilled.</summary>
    public long? Elapsed(SlaClock clock, TicketClock ticket)
    {
        long? sum = 0;
        foreach (var (from, to) in Running)
        {
            var end = to is { } known && known < FulfilledAt ? known : FulfilledAt!.Value;
            if (from < end) sum += ticket.Seconds(clock, from, end);
        }

        return sum;
    }
}
