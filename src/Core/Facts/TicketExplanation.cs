using Deskmeter.Facts.Conversations;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>How the figures of one ticket came about: what happened, and which event started and stopped each clock.</summary>
public sealed class TicketExplanation
{
    private readonly Conversation _conversation;

    internal TicketExplanation(Conversation conversation, ConversationFacts facts) => (_conversation, Facts) = (conversation, facts);

    /// <summary>The rows that the conversation gives.</summary>
    public ConversationFacts Facts { get; }

    /// <summary>What happened, in the order in which it counts; the first is the creation.</summary>
    public IReadOnlyList<TimelineEntry> Entries => _conversation.Timeline.Entries;

    /// <summary>The durations that can be explained, as fact and column.</summary>
    public static IReadOnlyList<(string Fact, string Column)> Columns { get; } = [.. TicketClocks.All.Select(clock => (clock.Fact, clock.Column))];

    /// <summary>How a duration came about; the business twin of a column runs on the same clock. Null for other columns.</summary>
    public ClockExplanation? Explain(string fact, string column)
    {
        var calendar = column.Replace("business_seconds", "seconds", StringComparison.Ordinal);
        var clock = TicketClocks.All.FirstOrDefault(clock => clock.Fact == fact && clock.Column == calendar);
        if (clock is null) return null;
        var runs = clock.Runs(_conversation);
        return new ClockExplanation(runs, [.. Entries.Select(entry => Note(entry, clock, runs))]);
    }

    /// <summary>A run's length; one that goes on is measured up to <paramref name="asOf"/>.</summary>
    public Elapsed Length(ClockRun run, Instant asOf) =>
        run.Value ?? _conversation.Clock.Between(run.Started.At, Instant.Max(run.Started.At, TicketTimeline.WholeSeconds(asOf)));

    private EntryNote Note(TimelineEntry entry, TicketClocks.Definition clock, IReadOnlyList<ClockRun> runs)
    {
        var effect = ClockEffect.None;
        if (runs.Any(run => ReferenceEquals(run.Stopped, entry))) effect |= ClockEffect.Stops;
        if (runs.Any(run => ReferenceEquals(run.Started, entry))) effect |= ClockEffect.Starts;
        if (effect != ClockEffect.None) return new EntryNote(entry, effect, null);
        var reason = entry.LeftOut ?? clock.Why(_conversation, entry, runs);
        return new EntryNote(entry, reason is null ? ClockEffect.None : ClockEffect.LeftOut, reason);
    }
}

/// <summary>How one duration of a ticket came about.</summary>
/// <param name="Runs">Each time the clock ran, in order; a duration that is a sum has several.</param>
/// <param name="Notes">What each event of the timeline did to the clock, in the order of the timeline.</param>
public sealed record ClockExplanation(IReadOnlyList<ClockRun> Runs, IReadOnlyList<EntryNote> Notes);

/// <summary>One time that a clock ran.</summary>
/// <param name="Started">What started it.</param>
/// <param name="Stopped">What stopped it; null while it goes on.</param>
/// <param name="Value">How long it ran, on both clocks; null while it goes on.</param>
public sealed record ClockRun(TimelineEntry Started, TimelineEntry? Stopped, Elapsed? Value);

/// <summary>What an event did to a clock.</summary>
[Flags]
public enum ClockEffect
{
    /// <summary>It has nothing to do with it.</summary>
    None = 0,
    Starts = 1,
    Stops = 2,

    /// <summary>It could have, and was left out.</summary>
    LeftOut = 4,
}

/// <summary>What an event did to a clock, and why it was left out.</summary>
public sealed record EntryNote(TimelineEntry Entry, ClockEffect Effect, EntryReason? Reason);
