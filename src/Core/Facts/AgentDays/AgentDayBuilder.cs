using Deskmeter.Facts.AgentDays;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>Makes the facts of one agent on one local day. A pure function of its input and the context. Safe for concurrent use.</summary>
public sealed class AgentDayBuilder(FactContext context)
{
    /// <summary>A stretch that is said to be longer has an end that means "open", such as 9999-12-31.</summary>
    private const int LongestDays = 1100;

    /// <summary>The hours of the day in which something is known.</summary>
    /// <param name="agent">The agent's id.</param>
    /// <param name="day">A date in the workspace's zone.</param>
    /// <param name="records">At least every shift and chat of the agent that overlaps the day, in any order; others do no harm.</param>
    public AgentDayFacts Build(string agent, LocalDate day, IReadOnlyList<StatedRecord> records)
    {
        var facts = new AgentDayFacts { AgentDay = KeyOf(agent, day) };
        var told = new ToldDay(agent, context.Zone.AtStartOfDay(day).ToInstant(), context.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        foreach (var record in records)
        {
            if (record.IsDeleted) continue;
            if (record is Shift shift && shift.Agent == agent) told.Add(shift, EndOf(shift.FromAt, shift.UntilAt));
            else if (record is Call { Medium: CallMedium.Chat } chat) told.Add(chat);
        }

        foreach (var (from, until) in LocalHours.Between(told.Begins, told.Ends, context.Zone))
        {
            if (told.Within(from, until) is not { } seconds) continue;
            facts.Hours.Add(seconds.Row(
                facts.AgentDay, new Actor(ActorClass.Agent, agent, told.TeamWithin(from, until) ?? context.Reference.TeamOf(agent, day)), from));
        }

        return facts;
    }

    /// <summary>The unit of a day, <c>agent/2024-01-31</c>.</summary>
    public static string KeyOf(string agent, LocalDate day) => $"{agent}/{day:uuuu-MM-dd}";

    /// <summary>The days that a record tells something of: of a shift those that it overlaps, of a chat those of each answered leg.</summary>
    public IEnumerable<(string Agent, LocalDate Day)> DaysOf(StatedRecord record) => record switch
    {
        Shift shift => DaysOf(shift.FromAt, shift.UntilAt).Select(day => (shift.Agent, day)),
        Call { Medium: CallMedium.Chat } chat => chat.Legs.Where(leg => leg is { Agent: not null, AnsweredAt: not null })
            .SelectMany(leg => DaysOf(leg.AnsweredAt!.Value, leg.EndedAt), (leg, day) => (leg.Agent!, day)).Distinct(),
        _ => [],
    };

    /// <summary>The local days that a stretch of time overlaps; of one without an end the day on which it began.</summary>
    public IEnumerable<LocalDate> DaysOf(Instant from, Instant? until)
    {
        var last = EndOf(from, until) is { } end && end > from ? context.DayOf(end - Duration.Epsilon) : context.DayOf(from);
        for (var day = context.DayOf(from); day <= last; day = day.PlusDays(1)) yield return day;
    }

    private static Instant? EndOf(Instant from, Instant? until) => until - from > Duration.FromDays(LongestDays) ? null : until;
}

/// <summary>The rows that one agent's day gives.</summary>
public sealed class AgentDayFacts
{
    public required string AgentDay { get; init; }
    public List<AgentHourFact> Hours { get; } = [];
}
