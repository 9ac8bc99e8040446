using System.Globalization;
using Deskmeter.Facts.Conversations;
using Deskmeter.Helpdesk;

namespace Deskmeter.Facts;

/// <summary>The entries of a timeline in plain English, for command lines and logs.</summary>
public static class TimelineText
{
    /// <summary>What happened, such as <c>status became pending (Awaiting User Info)</c>; without who and when.</summary>
    public static string What(TimelineEntry entry) => entry.Event switch
    {
        null => "ticket created",
        MessageSent { IsPublic: false } => "internal note",
        MessageSent { IsAcknowledgement: true } => "automatic acknowledgement",
        MessageSent => entry.IsAgentReply ? "replied" : "wrote",
        StatusChanged status => $"status became {Stages.Word(status.Stage)}{InBrackets(status.Name)}",
        Assigned { Agent: null, Team: null } => "assigned to nobody",
        Assigned assigned => $"assigned to {string.Join(" of ", new[] { assigned.Agent, assigned.Team }.Where(word => word is not null))}{Tier(assigned)}",
        PriorityChanged priority => $"priority became {priority.Priority ?? "none"}",
        TagsChanged tags => tags.Tags.Count > 0 ? $"tags became {string.Join(", ", tags.Tags)}" : "tags were removed",
        CalendarChanged calendar => $"calendar became {calendar.Calendar ?? "the workspace's"}",
        SlaApplied sla => Target(sla),
        Merged merged => $"merged into {merged.Into}",
        Removed removed => removed.Reason == RemovalReason.Restored ? "restored" : $"removed: {Words.Of(removed.Reason)}",
        HandedOver => "handed over to people",
        WorkLogged work => string.Create(CultureInfo.InvariantCulture, $"logged {work.Seconds} s of work"),
        Rated rated => string.Create(CultureInfo.InvariantCulture, $"rated {rated.Kind} {rated.Score:0.##} on {rated.Scale}"),
        _ => "state observed",
    };

    /// <summary>Why an entry was left out.</summary>
    public static string Why(EntryReason reason) => reason switch
    {
        EntryReason.NoChange => "changes nothing",
        EntryReason.OverruledByStated => "the source itself states otherwise",
        EntryReason.Undone => "was taken back",
        EntryReason.MergedTicket => "of a merged ticket only messages and work count",
        EntryReason.NothingToMeasure => "nothing was left to be measured",
        EntryReason.Superseded => "another target replaced it before it was due",
        EntryReason.InternalNote => "not public",
        EntryReason.BotMessage => "by a bot",
        EntryReason.AutomationMessage => "by an automation",
        EntryReason.Acknowledgement => "an acknowledgement is no reply",
        EntryReason.UnknownAuthor => "its author is not known",
        EntryReason.SameRun => "the clock runs from the first message of the run",
        EntryReason.NotWaiting => "the clock was not running",
        EntryReason.AfterStop => "the clock had stopped",
        EntryReason.Reopened => "the ticket was opened again",
        EntryReason.Unanswered => "nobody answered before it was resolved or given to another",
        EntryReason.NotAssignee => "not by the assignee",
        EntryReason.AgentStarted => "an agent started the conversation",
        EntryReason.NoAgent => "to a team, not to an agent",
        EntryReason.NeverResolved => "the source says that the ticket was never resolved",
        EntryReason.ResolvedUnseen => "the ticket was resolved when it was first seen, and since when is not known",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    /// <summary>Who did it, such as <c>agent ann (north)</c>; null when that is not known.</summary>
    public static string? Who(TimelineEntry entry) =>
        entry.By is { } by ? $"{Words.Of(by.Class)}{(by.Id is null ? "" : $" {by.Id}")}{InBrackets(by.Team)}" : null;

    private static string InBrackets(string? word) => word is null ? "" : $" ({word})";

    private static string Tier(Assigned assigned) =>
        assigned.Tier is { } tier ? string.Create(CultureInfo.InvariantCulture, $", tier {tier}") : "";

    private static string Target(SlaApplied sla) => sla.Minutes is { } minutes
        ? string.Create(CultureInfo.InvariantCulture, $"SLA target on {Words.Of(sla.Metric)}: {minutes:0.##} min, {Words.Of(sla.Clock)} clock")
        : $"SLA target on {Words.Of(sla.Metric)} taken away";
}
