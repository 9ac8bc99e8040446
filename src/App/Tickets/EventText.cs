using Deskmeter.App.Figures;
using Deskmeter.App.Languages;
using Deskmeter.Facts.Conversations;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;

namespace Deskmeter.App.Tickets;

/// <summary>The events of a timeline in the language of the page.</summary>
public sealed class EventText(FigureFormat format)
{
    private readonly Language _language = format.Language;

    /// <summary>Who did it: a name where there is one, else what kind of actor.</summary>
    public string? Who(TimelineEntry entry) => entry.By is not { } by ? null
        : by is { Class: ActorClass.Agent or ActorClass.Bot, Id: { } id } ? id : _language[$"board.actor.{MetricQueryText.Word(by.Class)}"];

    /// <summary>Who did what.</summary>
    public string Whole(TimelineEntry entry) => $"{Who(entry)} {What(entry)}".TrimStart();

    /// <summary>What happened, as it follows on who did it.</summary>
    public string What(TimelineEntry entry) => entry.Event switch
    {
        null => Say("created"),
        MessageSent { IsPublic: false } => Say("noted"),
        MessageSent { IsAcknowledgement: true } => Say("acknowledged"),
        MessageSent { By.Class: ActorClass.Agent } => Say("replied"),
        MessageSent => Say("wrote"),
        StatusChanged status => _language.Say("board.event.status", ("stage", Status(status.Stage, status.Name))),
        Assigned { Agent: null, Team: null } => Say("unassigned"),
        Assigned assigned => _language.Say("board.event.assigned", ("to", string.Join(", ", new[] { assigned.Agent, assigned.Team }.OfType<string>()))),
        PriorityChanged { Priority: { } priority } => _language.Say("board.event.priority", ("priority", _language.Find($"board.member.priority.{priority}") ?? priority)),
        PriorityChanged => Say("no_priority"),
        TagsChanged { Tags.Count: > 0 } tags => _language.Say("board.event.tags", ("tags", string.Join(", ", tags.Tags))),
        TagsChanged => Say("no_tags"),
        CalendarChanged { Calendar: { } calendar } => _language.Say("board.event.calendar", ("calendar", calendar)),
        CalendarChanged => Say("no_calendar"),
        SlaApplied { Minutes: { } minutes } sla => _language.Say("board.event.sla", ("metric", _language[$"board.sla.{MetricQueryText.Word(sla.Metric)}"]), ("time", format.Text((double)minutes * 60, MetricUnit.Duration))),
        SlaApplied sla => _language.Say("board.event.no_sla", ("metric", _language[$"board.sla.{MetricQueryText.Word(sla.Metric)}"])),
        Merged merged => _language.Say("board.event.merged", ("into", merged.Into)),
        Removed removed => _language[$"board.event.{MetricQueryText.Word(removed.Reason)}"],
        HandedOver => Say("handed_over"),
        WorkLogged work => _language.Say("board.event.work", ("time", format.Text(work.Seconds, MetricUnit.Duration))),
        Rated rated => _language.Say("board.event.rated", ("kind", rated.Kind.ToUpperInvariant()), ("score", format.Number((double)rated.Score, rated.Score % 1 == 0 ? 0 : 1)), ("scale", FigureFormat.Scale(rated.Scale))),
        _ => Say("observed"),
    };

    /// <summary>A stage in words, with the source's own word where it is another.</summary>
    public string Status(Stage stage, string? name) => Own(stage, name) is { } own ? $"{Stage(stage)} ({own})" : Stage(stage);

    /// <summary>A stage in words.</summary>
    public string Stage(Stage stage) => _language[$"board.stage.{MetricQueryText.Word(stage)}"];

    private string Say(string key) => _language[$"board.event.{key}"];

    /// <summary>The source's own word for a stage; null where it says the same.</summary>
    private string? Own(Stage stage, string? name) =>
        string.Equals(name, Stage(stage), StringComparison.OrdinalIgnoreCase) || string.Equals(name, stage.Word(), StringComparison.OrdinalIgnoreCase) ? null : name;
}
