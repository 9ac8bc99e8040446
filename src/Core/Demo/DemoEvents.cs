using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Demo;

/// <summary>Writes down what happens to one ticket, in order, up to the end of the shop's history.</summary>
internal sealed class DemoEvents(long end)
{
    public static readonly Actor Automation = new(ActorClass.Automation, "Rules");
    public static readonly Actor Bot = new(ActorClass.Bot, "Trail bot");

    private static readonly string[] Ids = [.. Enumerable.Range(1, 128).Select(number => $"e{number}")];
    private readonly List<TicketEvent> _all = new(12);

    /// <summary>Seconds since 1970; only grows.</summary>
    public long Now { get; set; }

    /// <summary>Past the end, where nothing is written any more.</summary>
    public bool IsOver => Now >= end;

    public IReadOnlyList<TicketEvent> All => _all;

    /// <summary>When the last of them happened.</summary>
    public long Last => _all[^1].At.ToUnixTimeSeconds();

    private string Id => _all.Count < Ids.Length ? Ids[_all.Count] : $"e{_all.Count + 1}";

    private Instant At => Instant.FromUnixTimeSeconds(Now);

    public void Message(Actor by, bool isPublic = true, bool isAcknowledgement = false) =>
        Add(new MessageSent(Id, At) { By = by, IsPublic = isPublic, IsAcknowledgement = isAcknowledgement, Sequence = _all.Count });

    public void Status(Stage stage, Actor by, ResolveVia? via = null, bool isConfirmed = false) =>
        Add(new StatusChanged(Id, At, stage) { By = by, Via = via, IsConfirmed = isConfirmed, Sequence = _all.Count });

    public void Assign(DemoAgent agent, Actor by) =>
        Add(new Assigned(Id, At, agent.Name, DemoTeam.Names[agent.Team])
        {
            By = by,
            Tier = DemoTeam.TierOf(agent.Team),
            Sequence = _all.Count,
        });

    /// <summary>Puts the ticket in a team's queue.</summary>
    public void Queue(int team) =>
        Add(new Assigned(Id, At, null, DemoTeam.Names[team])
        {
            By = Automation,
            Tier = DemoTeam.TierOf(team),
            IsTriage = true,
            Sequence = _all.Count,
        });

    public void Priority(string priority, Actor by) => Add(new PriorityChanged(Id, At, priority) { By = by, Sequence = _all.Count });

    public void Tags(IReadOnlyList<string> tags, Actor by) => Add(new TagsChanged(Id, At, tags) { By = by, Sequence = _all.Count });

    public void Sla(SlaMetric metric, int minutes, SlaClock clock) =>
        Add(new SlaApplied(Id, At, metric, minutes) { By = Automation, Clock = clock, Sequence = _all.Count });

    public void Merge(string into, Actor by) => Add(new Merged(Id, At, into) { By = by, Sequence = _all.Count });

    public void Remove(RemovalReason reason, Actor by) => Add(new Removed(Id, At, reason) { By = by, Sequence = _all.Count });

    public void HandOver() => Add(new HandedOver(Id, At) { By = Bot, Sequence = _all.Count });

    public void Work(long seconds, Actor by) => Add(new WorkLogged(Id, At, seconds) { By = by, Sequence = _all.Count });

    private void Add(TicketEvent what)
    {
        if (!IsOver) _all.Add(what);
    }
}
