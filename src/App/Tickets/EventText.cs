using Deskmeter.App.Languages;
using Deskmeter.Facts.Conversations;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;

namespace Deskmeter.App.Tickets;

/// <summary>The events of a timeline in the language of the page.</summary>
public sealed class EventText(Language language)
{
    /// <summary>Who did it: a name where there is one, else what kind of actor.</summary>
    public string? Who(TimelineEntry entry) => entry.By is not { } by ? null
        : by is { Class: ActorClass.Agent or ActorClass.Bot, Id: { } id } ? id : language[$"board.actor.{MetricQueryText.Word(by.Class)}"];

    /// <summary>What happened, as it follows on who did it.</summary>
    public string What(TimelineEntry entry) => entry.Event switch
    {
        null => Say("created"),
        MessageSent { IsPublic: false } => Say("noted"),
        MessageSent { IsAcknowledgement: true } => Say("acknowledged"),
        MessageSent { By.Class: ActorClass.Agent } => Say("replied"),
        MessageSent => Say("wrote"),
        StatusChanged status => language.Say("board.event.status", ("stage", Stage(status.Stage)), ("name", InBrackets(status.Name))),
        Assigned { Agent: null, Team: null } => Say("unassigned"),
        Assigned assigned => language.Say("board.event.assigned", ("to", string.Join(", ", new[] { assigned.Agent, assigned.Team }.OfType<string>()))),
        PriorityChanged { Priority: { } priority } => language.Say("board.event.priority", ("priority", priority)),
        PriorityChanged => Say("no_priority"),
        TagsChanged tags => language.Say("board.event.tags", ("tags", tags.Tags.Count > 0 ? string.Join(", ", tags.Tags) : language["board.none"])),
        CalendarChanged calendar => language.Say("board.event.calendar", ("calendar", calendar.Calendar ?? language["board.none"])),
        SlaApplied { Minutes: { } minutes } sla => language.Say("board.event.sla", ("metric", language[$"board.sla.{MetricQueryText.Word(sla.Metric)}"]), ("minutes", minutes.ToString("0.##", language.Culture))),
        SlaApplied sla => language.Say("board.event.no_sla", ("metric", language[$"board.sla.{MetricQueryText.Word(sla.Metric)}"])),
        Merged merged => language.Say("board.event.merged", ("into", merged.Into)),
        Removed removed => language[$"board.event.{MetricQueryText.Word(removed.Reason)}"],
        HandedOver => Say("handed_over"),
        WorkLogged work => language.Say("board.event.work", ("minutes", (work.Seconds / 60m).ToString("0.#", language.Culture))),
        _ => Say("observed"),
    };

    /// <summary>A stage in words.</summary>
    public string Stage(Stage stage) => language[$"board.stage.{MetricQueryText.Word(stage)}"];

    private string Say(string key) => language[$"board.event.{key}"];

    private static string InBrackets(string? name) => name is null ? "" : $" ({name})";
}
