using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.Conversations;

/// <summary>
/// The SLA targets of a ticket. A target counts for what was being measured when it was applied; a next-reply target for every later
/// turn too. A later target of the same metric replaces one that was not due yet; one that was stays missed.
/// </summary>
internal static class SlaTargets
{
    private static readonly SlaMetric[] Metrics = Enum.GetValues<SlaMetric>();

    public static IReadOnlyList<SlaTarget> Read(TicketTimeline timeline, StageTrack stages, Replies replies, List<Turn> turns, TicketClock clock)
    {
        if (!timeline.Entries.Exists(entry => entry is { Kind: EntryKind.Sla, LeftOut: null })) return [];
        List<SlaTarget> targets = [];
        foreach (var metric in Metrics)
        {
            var applied = timeline.Entries.FindAll(entry => entry is { Event: SlaApplied sla, LeftOut: null } && sla.Metric == metric);
            if (applied.Count == 0) continue;
            // The source's own word on a metric stands for what could be worked out.
            var isStated = timeline.Profile.StatedSla.Any(stated => stated.Metric == metric);
            foreach (var entry in applied) entry.LeftOut = isStated ? EntryReason.OverruledByStated : EntryReason.NothingToMeasure;
            if (isStated) continue;
            var measures = metric switch
            {
                SlaMetric.First => [First(timeline, stages, replies)],
                SlaMetric.Next => Next(turns),
                _ => Cycles(timeline, stages, metric),
            };
            // What was applied while the ticket was resolved came after the fact; a reopening after it begins without a target.
            if (metric is not (SlaMetric.First or SlaMetric.Next))
                applied.RemoveAll(entry => !measures.Exists(measure => entry.At >= measure.Start && !(entry.At > measure.End)));
            Apply(applied, measures, isKept: metric == SlaMetric.Next, clock, targets);
        }

        return targets;
    }

    /// <summary>From the customer's first message to the first reply. Without either a customer or messages there is nothing to measure.</summary>
    private static SlaMeasure First(TicketTimeline timeline, StageTrack stages, Replies replies)
    {
        if (replies.FirstContact is not { } contact || !timeline.Profile.HasMessages) return SlaMeasure.Nothing(timeline.Created);
        var dropped = stages.Now.IsResolved() && replies.FirstReply is null ? stages.Changes[stages.LastResolve].At : (Instant?)null;
        return SlaMeasure.Straight(contact.At, replies.FirstReply?.At, dropped);
    }

    /// <summary>Every turn that began after a reply, to the reply that answers it.</summary>
    private static List<SlaMeasure> Next(List<Turn> turns) =>
    [
        .. turns.Where(turn => turn.IsAfterReply)
            .Select(turn => SlaMeasure.Straight(turn.Start.At, turn.Reply?.At, turn.Reply is null ? turn.EndedAt : null)),
    ];

    /// <summary>From the creation, and then from every reopening, to the resolve.</summary>
    private static List<SlaMeasure> Cycles(TicketTimeline timeline, StageTrack stages, SlaMetric metric)
    {
        List<SlaMeasure> measures = [];
        List<(Instant From, Instant? To)> running = [];
        var start = timeline.Created;
        var (stage, from) = (Stage.New, start);
        foreach (var change in stages.Changes)
        {
            if (stage.IsResolved() && change.Stage.IsUnresolved()) start = change.At;
            else if (stage.IsUnresolved())
            {
                var isEnd = change.Stage.IsResolved();
                if (Runs(metric, stage)) running.Add((from, isEnd ? null : change.At));
                if (isEnd)
                {
                    measures.Add(new SlaMeasure(start, change.At, null, running));
                    running = [];
                }
            }

            (stage, from) = (change.Stage, change.At);
        }

        if (stage.IsResolved()) return measures;
        if (Runs(metric, stage)) running.Add((from, null));
        measures.Add(new SlaMeasure(start, null, null, running));
        return measures;
    }

    private static bool Runs(SlaMetric metric, Stage stage) => metric switch
    {
        SlaMetric.Wait => stage is Stage.New or Stage.Open or Stage.Hold,
        SlaMetric.Work => stage is Stage.New or Stage.Open,
        _ => true,
    };

    /// <param name="isKept">A target goes on counting for what is measured later.</param>
    private static void Apply(
        List<TimelineEntry> applied, IReadOnlyList<SlaMeasure> measures, bool isKept, TicketClock clock, List<SlaTarget> targets)
    {
        var next = 0;
        TimelineEntry? current = null;
        foreach (var measure in measures)
        {
            if (!isKept) current = null;
            var target = Of(current, measure);
            for (; next < applied.Count && !(applied[next].At > measure.End); next++)
            {
                var entry = applied[next];
                if (IsSame(current, entry))
                {
                    entry.LeftOut = EntryReason.NoChange;
                    continue;
                }

                if (target is not null && entry.At > measure.Start && target.IsOverdueAt(entry.At, clock)) targets.Add(target.Decide(clock));
                else if (target is not null && !targets.Exists(kept => ReferenceEquals(kept.Applied, current))) current!.LeftOut = EntryReason.Superseded;
                entry.LeftOut = null;
                current = entry;
                target = Of(current, measure);
            }

            if (target is not null) targets.Add(target.Decide(clock));
        }
    }

    private static bool IsSame(TimelineEntry? current, TimelineEntry entry) =>
        current?.Event is SlaApplied before && entry.Event is SlaApplied after && (before.Minutes, before.Clock) == (after.Minutes, after.Clock);

    /// <summary>A target on a measure; none where it was taken away.</summary>
    private static SlaTarget? Of(TimelineEntry? applied, SlaMeasure measure) =>
        applied?.Event is SlaApplied { Minutes: not null } ? new SlaTarget(applied, measure) : null;
}
