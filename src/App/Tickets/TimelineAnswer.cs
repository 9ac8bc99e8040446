using Deskmeter.Facts;
using Deskmeter.Facts.Conversations;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Tickets;

/// <summary>A ticket's timeline and clocks as the API gives them.</summary>
/// <param name="Source">Where the ticket comes from.</param>
/// <param name="Id">The source's own id; of the ticket that goes on, where the one asked for was merged.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="AsOf">Clocks that go on are measured up to this instant.</param>
/// <param name="LeftOut">Why the ticket is in no figure; null when it counts.</param>
/// <param name="Events">In the order in which they count; the first is the creation.</param>
/// <param name="Clocks">Its durations.</param>
public sealed record TimelineAnswer(
    string Source, string Id, string? Subject, string AsOf, string? LeftOut, IReadOnlyList<TimelineEvent> Events, IReadOnlyList<TimelineClock> Clocks)
{
    public static TimelineAnswer Of(ExplainedTicket told, IReadOnlyList<TicketClock> clocks, Instant asOf)
    {
        var entries = told.Explanation.Entries.ToList();
        var excluded = told.Explanation.Facts.Excluded.Find(row => row.TicketId == told.Ticket.Id);
        return new TimelineAnswer(
            told.Ticket.Source, told.Ticket.Id, told.Ticket.Profile?.Subject, MetricJson.Text(asOf), excluded?.Reason,
            [.. entries.Select(TimelineEvent.Of)],
            [.. clocks.Where(clock => clock.Explanation.Runs.Count > 0).Select(clock => TimelineClock.Of(told.Explanation, clock, entries, asOf))]);
    }
}

/// <summary>Something that happened.</summary>
/// <param name="Number">Its place, from 1; clocks refer to it.</param>
/// <param name="At">When it counts.</param>
/// <param name="Kind">created, message, status, assignment, ...</param>
/// <param name="What">What happened, in English.</param>
/// <param name="Actor">The class of who did it: customer, agent, bot, automation or system.</param>
/// <param name="ActorId">Who did it.</param>
/// <param name="Team">The team of who did it.</param>
/// <param name="MergedFrom">The merged ticket that it came from.</param>
/// <param name="LeftOut">Why no rule reads it; null when it counts.</param>
public sealed record TimelineEvent(
    int Number, string At, string Kind, string What, string? Actor, string? ActorId, string? Team, string? MergedFrom, string? LeftOut)
{
    public static TimelineEvent Of(TimelineEntry entry, int index) => new(
        index + 1, MetricJson.Text(entry.At), MetricQueryText.Word(entry.Kind), TimelineText.What(entry), entry.By is { } by ? MetricQueryText.Word(by.Class) : null,
        entry.By?.Id, entry.By?.Team, entry.MergedFrom, entry.LeftOut is { } reason ? MetricQueryText.Word(reason) : null);
}

/// <summary>A duration of the ticket, in seconds.</summary>
/// <param name="Fact">The fact that holds it.</param>
/// <param name="Column">Its column on the calendar clock.</param>
/// <param name="Kpi">The KPI that is its median.</param>
/// <param name="Seconds">The sum of its runs on the calendar clock, up to as_of where one goes on.</param>
/// <param name="BusinessSeconds">The same within business hours; null without a calendar.</param>
/// <param name="IsRunning">One of its runs goes on.</param>
/// <param name="Runs">Each time it ran.</param>
/// <param name="LeftOut">Events that could have started or stopped it and were left out.</param>
public sealed record TimelineClock(
    string Fact, string Column, string? Kpi, long Seconds, long? BusinessSeconds, bool IsRunning, IReadOnlyList<TimelineRun> Runs,
    IReadOnlyList<TimelineReason> LeftOut)
{
    public static TimelineClock Of(TicketExplanation explanation, TicketClock clock, List<TimelineEntry> entries, Instant asOf)
    {
        var lengths = clock.Explanation.Runs.Select(run => explanation.Length(run, asOf)).ToList();
        var total = lengths.Aggregate((sum, length) => sum + length);
        return new TimelineClock(
            clock.Fact, clock.Column, clock.Kpi?.Id, total.Calendar, total.Business, clock.Total is null,
            [.. clock.Explanation.Runs.Select((run, index) => new TimelineRun(
                entries.IndexOf(run.Started) + 1, run.Stopped is null ? null : entries.IndexOf(run.Stopped) + 1, lengths[index].Calendar, lengths[index].Business))],
            [.. clock.Explanation.Notes.Where(note => note.Reason is not null)
                .Select(note => new TimelineReason(entries.IndexOf(note.Entry) + 1, MetricQueryText.Word(note.Reason!.Value)))]);
    }
}

/// <summary>One time that a clock ran: from event to event (null: it goes on).</summary>
public sealed record TimelineRun(int Started, int? Stopped, long Seconds, long? BusinessSeconds);

/// <summary>An event that was left out, and why.</summary>
public sealed record TimelineReason(int Event, string Reason);
