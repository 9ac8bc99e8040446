using Deskmeter.Facts.AgentDays;
using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>Makes the facts of one agent on one local day. A pure function of its input and the context. Safe for concurrent use.</summary>
public sealed class AgentDayBuilder(FactContext context)
{
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
            if (record is Shift shift && shift.Agent == agent) told.Add(shift, ShiftEnd.Of(shift.FromAt, shift.UntilAt));
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
}

/// <summary>The rows that one agent's day gives.</summary>
public sealed class AgentDayFacts
{
    public required string AgentDay { get; init; }
    public List<AgentHourFact> Hours { get; } = [];
}
