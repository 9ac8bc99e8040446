using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Facts;

/// <summary>One agent in one local hour in which something of theirs is known, in seconds of that hour.</summary>
[FactTable("agent_hour", FactUnit.AgentDay)]
public sealed record AgentHourFact
{
    public required string AgentDay { get; init; }
    public required Actor Agent { get; init; }

    /// <summary>The beginning of the hour.</summary>
    public Instant Worked { get; init; }

    /// <summary>Rostered, or on paid leave; without a roster the time in any state.</summary>
    public long PaidSeconds { get; init; }
    public long ScheduledSeconds { get; init; }

    /// <summary>Ready for a contact, or with one; null on a day on which no states were kept.</summary>
    public long? AvailableSeconds { get; init; }

    /// <summary>With a contact, its hold and wrap-up included; null like the available ones.</summary>
    public long? BusySeconds { get; init; }

    /// <summary>Paid and available; null where rostered time is paid of which no state says what became of it.</summary>
    public long? ProductiveSeconds { get; init; }

    /// <summary>Paid, and not there for contacts; null like the productive ones.</summary>
    public long? LostSeconds { get; init; }

    /// <summary>Chats added up: two at a time count twice.</summary>
    public long ChatSeconds { get; init; }

    /// <summary>Time with at least one chat.</summary>
    public long ChattingSeconds { get; init; }
}
