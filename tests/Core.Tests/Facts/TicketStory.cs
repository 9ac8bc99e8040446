using Deskmeter.Facts;
using Deskmeter.Helpdesk;
using NodaTime;
using NodaTime.Text;

namespace Deskmeter.Core.Tests.Facts;

/// <summary>
/// A ticket told as a story. Times are UTC in January 2024, of which the 1st is a Monday: <c>09:00</c> is on the 1st,
/// <c>3 09:00</c> on the 3rd, <c>2024-03-31T01:30</c> any day. What happens in one second happens in the order in which it is told.
/// </summary>
public sealed class TicketStory
{
    private static readonly LocalDateTimePattern Full = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm");
    private readonly List<TicketEvent> _events = [];
    private readonly List<Ticket> _children = [];
    private readonly string _id;
    private TicketProfile _profile;

    private TicketStory(string id, TicketProfile profile) => (_id, _profile) = (id, profile);

    public static TicketStory Created(string at, string id = "1") => new(id, new TicketProfile { CreatedAt = When(at), Customer = "carl" });

    /// <summary>Without an instant of creation.</summary>
    public static TicketStory Undated(string id = "1") => new(id, new TicketProfile());

    public static Instant When(string at)
    {
        if (at.Length > 10) return Full.Parse(at).Value.InUtc().ToInstant();
        var parts = at.Split(' ');
        var (day, time) = parts.Length == 2 ? (parts[0], parts[1]) : ("1", parts[0]);
        return Full.Parse($"2024-01-{int.Parse(day, System.Globalization.CultureInfo.InvariantCulture):00}T{time}").Value.InUtc().ToInstant();
    }

    public static Actor Agent(string id = "ann", string? team = null) => new(ActorClass.Agent, id, team);

    public static Actor Customer(string id = "carl") => new(ActorClass.Customer, id);

    public static Actor Automation { get; } = new(ActorClass.Automation, "rule");

    public static Actor Bot { get; } = new(ActorClass.Bot, "bot");

    public TicketStory With(Func<TicketProfile, TicketProfile> change)
    {
        _profile = change(_profile);
        return this;
    }

    public TicketStory OpenedBy(Actor actor) => With(profile => profile with { OpenedBy = actor });

    public TicketStory Resolved(string? at, Actor? by = null) =>
        With(profile => profile with { Resolved = new StatedInstant(at is null ? null : When(at), by) });

    public TicketStory Closed(string? at) => With(profile => profile with { Closed = new StatedInstant(at is null ? null : When(at)) });

    public TicketStory Writes(string at, Actor? by) => Add(new MessageSent(Id(), When(at)) { By = by });

    public TicketStory CustomerWrites(string at) => Writes(at, Customer());

    public TicketStory AgentReplies(string at, string agent = "ann", string? team = null) => Writes(at, Agent(agent, team));

    public TicketStory BotReplies(string at) => Writes(at, Bot);

    public TicketStory Notes(string at, string agent = "ann") => Add(new MessageSent(Id(), When(at)) { By = Agent(agent), IsPublic = false });

    public TicketStory Acknowledges(string at) => Add(new MessageSent(Id(), When(at)) { By = Automation, IsAcknowledgement = true });

    public TicketStory Becomes(string at, Stage stage, Actor? by = null, ResolveVia? via = null, bool confirmed = false) =>
        Add(new StatusChanged(Id(), When(at), stage) { By = by, Via = via, IsConfirmed = confirmed });

    public TicketStory Solved(string at, string by = "ann") => Becomes(at, Stage.Solved, Agent(by));

    public TicketStory Assigned(string at, string? agent, string? team = null, int? tier = null, bool triage = false, Actor? by = null) =>
        Add(new Assigned(Id(), When(at), agent, team) { Tier = tier, IsTriage = triage, By = by });

    public TicketStory Observed(string at, string cells, Actor? by = null) =>
        Add(new StateObserved(Id(), When(at), Cells(cells)) { By = by });

    public TicketStory Target(string at, SlaMetric metric, decimal? minutes, SlaClock clock = SlaClock.Calendar) =>
        Add(new SlaApplied(Id(), When(at), metric, minutes) { Clock = clock });

    public TicketStory HandedOver(string at) => Add(new HandedOver(Id(), When(at)) { By = Bot });

    public TicketStory Runs(string at, string? calendar) => Add(new CalendarChanged(Id(), When(at), calendar));

    public TicketStory Works(string at, long seconds) => Add(new WorkLogged(Id(), When(at), seconds) { By = Agent() });

    public TicketStory Rates(string at, decimal score) => Add(new Rated(Id(), When(at), "csat", "1-5", score) { By = Customer() });

    public TicketStory Prioritised(string at, string? priority) => Add(new PriorityChanged(Id(), When(at), priority));

    public TicketStory Tagged(string at, params string[] tags) => Add(new TagsChanged(Id(), When(at), tags));

    public TicketStory MergedInto(string at, string parent) => Add(new Merged(Id(), When(at), parent));

    public TicketStory Removed(string at, RemovalReason reason) => Add(new Removed(Id(), When(at), reason));

    public TicketStory Child(TicketStory child)
    {
        _children.Add(child.Ticket);
        return this;
    }

    public Ticket Ticket => new("s", _id) { Profile = _profile, Events = _events };

    public ConversationFacts Facts(FactContext? context = null) => new ConversationBuilder(context ?? FactContext.WithoutCalendars).Build(Ticket, _children);

    public TicketExplanation Explain(FactContext? context = null) =>
        new ConversationBuilder(context ?? FactContext.WithoutCalendars).Explain(Ticket, _children)!;

    /// <summary>The row of the ticket.</summary>
    public TicketFact Row(FactContext? context = null) => Facts(context).Ticket!;

    /// <summary>Weekdays from 09:00 to 17:00 in UTC, as the default of all tickets.</summary>
    public static FactContext Weekdays { get; } = Calendars(("weekdays", Hours("weekdays", "UTC", 9, 17)));

    /// <summary>Calendars by name; the first is the default.</summary>
    public static FactContext Calendars(params (string Name, BusinessCalendar Calendar)[] calendars) =>
        new(calendars.ToDictionary(pair => pair.Name, pair => pair.Calendar), calendars[0].Name);

    public static BusinessCalendar Hours(string name, string zone, int from, int to) => new()
    {
        Name = name,
        TimeZone = zone,
        Versions =
        [
            new CalendarVersion(null, Enumerable.Range(1, 5).ToDictionary(
                day => (IsoDayOfWeek)day,
                IReadOnlyList<OpenInterval> (_) => [new OpenInterval(from * 60, to * 60)])),
        ],
    };

    /// <summary>The event with this place in the story, from 1.</summary>
    private string Id() => $"e{_events.Count + 1:000}";

    private TicketStory Add(TicketEvent happened)
    {
        _events.Add(happened with { Sequence = _events.Count + 1 });
        return this;
    }

    private static Dictionary<string, string?> Cells(string cells) =>
        cells.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1] == "-" ? null : pair[1]);
}
