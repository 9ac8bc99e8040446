using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts.AgentDays;

/// <summary>What an agent is at one moment.</summary>
internal readonly record struct Moment
{
    public bool IsScheduled { get; init; }
    public bool IsPaid { get; init; }
    public bool IsOnLeave { get; init; }
    public bool IsAvailable { get; init; }
    public bool IsBusy { get; init; }
    public int Chats { get; init; }
}

/// <summary>The seconds of an hour, by what they count as.</summary>
/// <param name="HasStates">Somebody kept the agent's states on that day.</param>
internal readonly record struct HourSeconds(bool HasStates)
{
    private long Paid { get; init; }
    private long Scheduled { get; init; }
    private long Available { get; init; }
    private long Busy { get; init; }
    private long Productive { get; init; }

    /// <summary>Paid, and on leave while not available.</summary>
    private long OnLeave { get; init; }
    private long Chat { get; init; }
    private long Chatting { get; init; }

    /// <summary>It is known what became of all that was paid: states were kept, or all of it was leave.</summary>
    private bool IsKnown => HasStates || Paid == OnLeave;

    /// <summary>These and so many seconds of one more moment.</summary>
    public HourSeconds Plus(Moment moment, long seconds)
    {
        return this with
        {
            Paid = Paid + If(moment.IsPaid),
            Scheduled = Scheduled + If(moment.IsScheduled),
            Available = Available + If(moment.IsAvailable),
            Busy = Busy + If(moment.IsBusy),
            Productive = Productive + If(moment.IsPaid && moment.IsAvailable),
            OnLeave = OnLeave + If(moment.IsPaid && moment.IsOnLeave && !moment.IsAvailable),
            Chat = Chat + (moment.Chats * seconds),
            Chatting = Chatting + If(moment.Chats > 0),
        };

        long If(bool isSo) => isSo ? seconds : 0;
    }

    /// <summary>Where it is known what became of the hour, all paid time is productive or lost.</summary>
    public AgentHourFact Row(string agentDay, Actor agent, long begins) => new()
    {
        AgentDay = agentDay,
        Agent = agent,
        Worked = Instant.FromUnixTimeSeconds(begins),
        PaidSeconds = Paid,
        ScheduledSeconds = Scheduled,
        AvailableSeconds = HasStates ? Available : null,
        BusySeconds = HasStates ? Busy : null,
        ProductiveSeconds = IsKnown ? Productive : null,
        LostSeconds = IsKnown ? Paid - Productive : null,
        ChatSeconds = Chat,
        ChattingSeconds = Chatting,
    };
}
