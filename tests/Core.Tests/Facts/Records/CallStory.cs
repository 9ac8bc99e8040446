using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Core.Tests.Facts.Records;

/// <summary>Calls told in a few words. Times are UTC on Monday, 1 January 2024, such as <c>10:00:05</c>.</summary>
internal static class CallStory
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    public static Instant At(string time) => (new LocalDate(2024, 1, 1) + Time.Parse(time).Value).InUtc().ToInstant();

    public static Call Call(params CallLeg[] legs) => new("pbx", "1") { Legs = legs };

    /// <summary>A leg in the queue "sales", answered by Ann if at all.</summary>
    public static CallLeg Leg(string offered, string? answered = null, string? ended = null, string? queued = null, string key = "1") => new(key, At(offered))
    {
        Queue = "sales",
        QueuedAt = queued is null ? null : At(queued),
        AnsweredAt = answered is null ? null : At(answered),
        EndedAt = ended is null ? null : At(ended),
        Agent = answered is null ? null : "ann",
        Team = answered is null ? null : "north",
    };

    public static HoldSegment Hold(string from, string? until = null) => new(At(from), until is null ? null : At(until));

    /// <summary>The row of a call that is in the figures.</summary>
    public static CallFact Row(Call call, FactContext? context = null)
    {
        var facts = new RecordBuilder(context ?? FactContext.WithoutCalendars).Build(call);
        return facts.Excluded is null ? facts.Call! : throw new InvalidOperationException($"left out: {facts.Excluded.Reason}");
    }
}
