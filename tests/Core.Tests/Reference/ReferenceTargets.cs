using Deskmeter.Helpdesk;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>A target that was judged.</summary>
internal sealed record ReferenceTarget(SlaMetric Metric, long Decided, bool IsMet);

/// <summary>How SLA targets came out, by decision 8; only those of replies and of the resolution, of which there are figures.</summary>
internal static class ReferenceTargets
{
    /// <summary>What a target measures: from when, until when, and when it could not be fulfilled any more.</summary>
    private sealed record Measured(long From, long? Fulfilled, long? Over);

    public static IEnumerable<ReferenceTarget> Of(Ticket ticket, ReferenceLog log, ReferenceStages stages, ReferenceMessages messages, ReferenceHours hours)
    {
        foreach (var metric in (SlaMetric[])[SlaMetric.First, SlaMetric.Next, SlaMetric.Resolution])
        {
            var stated = ticket.Profile?.StatedSla.FirstOrDefault(one => one.Metric == metric);
            if (stated is not null)
            {
                if (stages.Last?.Resolved is { } decided) yield return new ReferenceTarget(metric, decided, stated.IsMet);
                continue;
            }

            var applied = log.Entries.Where(entry => entry.Event is SlaApplied sla && sla.Metric == metric)
                .Select(entry => (entry.At, Sla: (SlaApplied)entry.Event)).ToList();
            var measured = metric switch
            {
                SlaMetric.First => FirstReply(stages, messages),
                SlaMetric.Next => Turns(stages, messages),
                _ => Cycles(stages),
            };
            foreach (var one in measured)
            {
                // One that is applied to a cycle ends with it; one on replies goes on for the turns to come.
                var here = metric == SlaMetric.Resolution ? applied.FindAll(target => target.At >= one.From && !(target.At > one.Fulfilled)) : applied;
                foreach (var target in Judge(metric, here, one, hours)) yield return target;
            }
        }
    }

    private static IEnumerable<ReferenceTarget> Judge(SlaMetric metric, List<(long At, SlaApplied Sla)> applied, Measured measured, ReferenceHours hours)
    {
        var inForce = WithoutRepeats(applied);
        for (var i = 0; i < inForce.Count; i++)
        {
            var (at, sla) = inForce[i];
            var replaced = i + 1 < inForce.Count ? inForce[i + 1].At : (long?)null;
            // One of a reply that was replaced before the turn began is not in force any more.
            if (sla.Minutes is null || (metric == SlaMetric.Next && replaced <= measured.From)) continue;
            if (Judge(metric, sla, at, replaced, measured, hours) is { } target) yield return target;
        }
    }

    private static ReferenceTarget? Judge(SlaMetric metric, SlaApplied sla, long applied, long? replaced, Measured measured, ReferenceHours hours)
    {
        var seconds = (long)(sla.Minutes!.Value * 60);
        var due = sla.Clock == SlaClock.Business ? hours.After(measured.From, seconds) : measured.From + seconds;
        var over = measured.Fulfilled ?? measured.Over;
        if (over < applied || due is not { } deadline) return null;
        if (measured.Fulfilled is { } fulfilled && fulfilled <= deadline)
            return replaced <= fulfilled ? null : new ReferenceTarget(metric, fulfilled, true);
        // Not in time: a miss at the due instant, unless it was replaced or over before.
        if (replaced <= deadline) return null;
        if (measured.Fulfilled is null && measured.Over < deadline) return null;
        return new ReferenceTarget(metric, deadline, false);
    }

    private static IEnumerable<Measured> FirstReply(ReferenceStages stages, ReferenceMessages messages)
    {
        var start = messages.All.Find(message => message.IsCustomers || message.IsReply);
        if (start is not { IsCustomers: true }) return [];
        // It can still come while the ticket is open.
        var over = messages.FirstReply is null ? stages.Last?.Resolved : null;
        return [new Measured(start.At, messages.FirstReply?.At, over)];
    }

    /// <summary>Every turn after a reply.</summary>
    private static IEnumerable<Measured> Turns(ReferenceStages stages, ReferenceMessages messages) =>
        from turn in messages.Turns(stages)
        where messages.All.TakeWhile(message => message != turn.Start).Any(message => message.IsReply)
        select new Measured(turn.Start.At, turn.Reply?.At, turn.Reply is null ? turn.EndedAt : null);

    /// <summary>Creation, or a reopening, to the resolve.</summary>
    private static IEnumerable<Measured> Cycles(ReferenceStages stages)
    {
        foreach (var cycle in stages.Cycles) yield return new Measured(cycle.Began, cycle.Resolved, null);
        if (stages.Last is null) yield return new Measured(stages.Cycles.LastOrDefault()?.Reopening?.At ?? stages.Created, null, null);
    }

    /// <summary>The same target again changes nothing.</summary>
    private static List<(long At, SlaApplied Sla)> WithoutRepeats(List<(long At, SlaApplied Sla)> applied)
    {
        var kept = new List<(long At, SlaApplied Sla)>();
        foreach (var one in applied)
            if (kept.Count == 0 || (kept[^1].Sla.Minutes, kept[^1].Sla.Clock) != (one.Sla.Minutes, one.Sla.Clock)) kept.Add(one);
        return kept;
    }
}
