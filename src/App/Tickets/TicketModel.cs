using Deskmeter.App.Board;
using Deskmeter.App.Charts;
using Deskmeter.Facts;
using Deskmeter.Facts.Conversations;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using NodaTime;

namespace Deskmeter.App.Tickets;

/// <summary>A clock of a ticket drawn to scale.</summary>
/// <param name="Clock">What ran.</param>
/// <param name="Name">The KPI's name.</param>
/// <param name="Total">Its length, up to as_of where it goes on.</param>
/// <param name="Kind">cust: the customer waits; part: of it; all: the whole.</param>
/// <param name="Target">The SLA target on it.</param>
public sealed record TicketLane(TicketClock Clock, string Name, Elapsed Total, string Kind, SlaTargetFact? Target);

/// <summary>What an event did to the clocks.</summary>
/// <param name="Kind">starts, stops or nothing.</param>
/// <param name="Text">In words.</param>
/// <param name="Clock">The column of the clock, where it is drawn.</param>
public sealed record EventEffect(string Kind, string Text, string? Clock = null);

/// <summary>One time that a clock ran, by the numbers of the events that started and stopped it; null: it goes on.</summary>
public sealed record ClockRun(int Started, int? Stopped);

/// <summary>One ticket: its clocks, its events and what each of them did, its figures.</summary>
public sealed class TicketModel
{
    /// <summary>Nights and weekends of longer lives would be stripes.</summary>
    private const int LongestShadedDays = 21;

    private const int MostNamed = 2;

    private static readonly (string Column, string Kind, SlaMetric? Target)[] Lanes =
    [
        ("first_reply_seconds", "cust", SlaMetric.First),
        ("requester_wait_seconds", "cust", SlaMetric.Wait),
        ("on_hold_seconds", "part", null),
        ("agent_wait_seconds", "part", null),
        ("resolution_seconds", "all", SlaMetric.Resolution),
    ];

    private static readonly string[] Silent = ["first_resolution_seconds", "agent_work_seconds", "human_resolution_seconds", "cycle_seconds"];
    private readonly Visit _visit;
    private readonly IReadOnlyList<TicketClock> _clocks;

    public TicketModel(Visit visit, ExplainedTicket told)
    {
        _visit = visit;
        Told = told;
        Entries = told.Explanation.Entries;
        _clocks = [.. TicketClock.Of(visit.Workspace, told.Explanation)];
        var end = _clocks.SelectMany(clock => clock.Explanation.Runs).Select(run => run.Stopped?.At ?? visit.AsOf).Append(Entries[^1].At).Max();
        var pad = Duration.FromSeconds(Math.Max(60, (end - Entries[0].At).TotalSeconds * 0.012));
        Scale = new TimeScale(Entries[0].At - pad, end + pad);
    }

    public ExplainedTicket Told { get; }

    public Ticket Ticket => Told.Ticket;

    public TicketFact? Fact => Told.Explanation.Facts.Ticket;

    public IReadOnlyList<TimelineEntry> Entries { get; }

    public TimeScale Scale { get; }

    /// <summary>Why it is in no figure; null when it counts.</summary>
    public ExcludedFact? Excluded => Told.Explanation.Facts.Excluded.Find(row => row.TicketId == Ticket.Id);

    /// <summary>The clocks that ran, as lanes.</summary>
    public IReadOnlyList<TicketLane> Drawn =>
    [
        .. from lane in Lanes
           let clock = _clocks.FirstOrDefault(clock => clock.Fact == "ticket" && clock.Column == lane.Column)
           where clock?.Explanation.Runs.Count > 0
           select new TicketLane(clock, NameOf(clock), Length(clock), lane.Kind, Told.Explanation.Facts.SlaTargets.FindLast(target => target.Metric == lane.Target)),
    ];

    /// <summary>Every duration that the ticket has, with its length and whether it goes on.</summary>
    public IEnumerable<(TicketClock Clock, string Name, Elapsed Length)> Figures => _clocks
        .Where(clock => clock.Fact == "ticket" && clock.Explanation.Runs.Count > 0).Select(clock => (clock, NameOf(clock), Length(clock)));

    /// <summary>Each time that a clock ran.</summary>
    public IReadOnlyList<ClockRun> RunsOf(TicketClock clock)
    {
        var entries = Entries.ToList();
        return [.. clock.Explanation.Runs.Select(run => new ClockRun(NumberOf(run.Started), run.Stopped is { } stop ? NumberOf(stop) : null))];

        int NumberOf(TimelineEntry entry) => entries.FindIndex(each => ReferenceEquals(each, entry)) + 1;
    }

    /// <summary>When the ticket's calendar is closed; empty without one, and over long lives.</summary>
    public IReadOnlyList<(Instant From, Instant To)> Closed
    {
        get
        {
            if (Fact?.Slices.Calendar is not { } name || !_visit.Workspace.Settings.Calendars.TryGetValue(name, out var calendar)) return [];
            if ((Scale.To - Scale.From).TotalDays > LongestShadedDays) return [];
            var closed = new List<(Instant From, Instant To)>();
            var at = Scale.From;
            foreach (var (from, to) in new BusinessHours(calendar).Open(Scale.From, Scale.To))
            {
                if (from > at) closed.Add((at, from));
                at = to;
            }

            if (at < Scale.To) closed.Add((at, Scale.To));
            return closed;
        }
    }

    /// <summary>What an event did to the clocks; why it did nothing, when it could have.</summary>
    public IReadOnlyList<EventEffect> EffectsOf(int index)
    {
        List<EventEffect> starts = [], stops = [];
        var reasons = new List<(EntryReason Reason, string Clock)>();
        foreach (var clock in _clocks.Where(IsTold))
        {
            var note = clock.Explanation.Notes[index];
            if (note.Effect.HasFlag(ClockEffect.Stops)) stops.Add(new EventEffect("stops", Say("stops", NameOf(clock), Stopped(clock, note.Entry)), Lane(clock)));
            if (note.Effect.HasFlag(ClockEffect.Starts)) starts.Add(new EventEffect("starts", Say("starts", NameOf(clock), ""), Lane(clock)));
            if (note.Reason is { } reason) reasons.Add((reason, NameOf(clock)));
        }

        if (starts.Count + stops.Count > 0) return [.. stops, .. starts];
        return [.. reasons.GroupBy(each => each.Reason, each => each.Clock).Select(each => new EventEffect("nothing", WhyNot(each.Key, [.. each.Distinct()])))];
    }

    /// <summary>A length on the clock of the visit, or on the calendar's where there are no business hours.</summary>
    public string Write(Elapsed length) =>
        _visit.State.Clock == Clock.Business && length.Business is { } business ? _visit.Text.Work(business) : _visit.Text.Text(length.Calendar, MetricUnit.Duration);

    /// <summary>Turns but the first, which is the first response; durations that repeat another are not told.</summary>
    private static bool IsTold(TicketClock clock) =>
        clock.Fact is "ticket" or "turn" && !Silent.Contains(clock.Column) && (clock.Fact != "turn" || clock.Explanation.Runs.Count > 1);

    /// <summary>Why an event did nothing to some clocks; to all of them, when it was left out as a whole.</summary>
    private string WhyNot(EntryReason reason, IReadOnlyList<string> clocks)
    {
        var why = _visit.Language[$"board.reason.{MetricQueryText.Word(reason)}"];
        return clocks.Count > MostNamed ? why : _visit.Language.Say("board.event.left_out", ("reason", why), ("clocks", string.Join(", ", clocks)));
    }

    private static string? Lane(TicketClock clock) => clock.Fact == "ticket" && Lanes.Any(lane => lane.Column == clock.Column) ? clock.Column : null;

    private string NameOf(TicketClock clock) => clock.Kpi is { } kpi ? _visit.Name(kpi) : clock.Column;

    private Elapsed Length(TicketClock clock) =>
        clock.Explanation.Runs.Select(run => Told.Explanation.Length(run, _visit.AsOf)).Aggregate((sum, run) => sum + run);

    private string Stopped(TicketClock clock, TimelineEntry entry) => Write(clock.Explanation.Runs
        .Where(run => ReferenceEquals(run.Stopped, entry)).Select(run => run.Value!.Value).Aggregate((sum, run) => sum + run));

    private string Say(string key, string clock, string length) => _visit.Language.Say($"board.event.{key}", ("clock", clock), ("length", length));
}
