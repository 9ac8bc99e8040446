using Deskmeter.Helpdesk;
using NodaTime;

namespace Deskmeter.Core.Tests.Reference;

/// <summary>
/// Tickets as no team would like them: several things in one second, written out of order, opened again and again, merged in chains,
/// removed and restored, started by agents and bots, with statements that contradict what was shown. One seed gives the same ones.
/// </summary>
internal sealed class NastyTickets(int seed, Instant start, int days)
{
    private static readonly string[] Channels = ["email", "chat", "phone"];
    private static readonly string[] Topics = ["delivery", "returns", "size"];
    private static readonly string[] Agents = ["ann", "bob", "eve"];
    private static readonly string[] Teams = ["north", "south"];
    private static readonly string[] Tags = ["vip", "late", "broken"];
    private static readonly int[] Steps = [0, 0, 1, 30, 60, 600, 3600, 7200, 30_000, 86_400, 250_000];
    private readonly Random _random = new(seed);

    public IReadOnlyList<Ticket> Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    private Ticket One(int index)
    {
        var at = start + Duration.FromSeconds(_random.Next(days * 86_400));
        var created = at;
        var events = new List<TicketEvent>();
        var isNumbered = Chance(70);
        for (var i = _random.Next(16); i > 0; i--)
        {
            at += Duration.FromSeconds(Pick(Steps)) + Duration.FromMilliseconds(Chance(20) ? _random.Next(1000) : 0);
            foreach (var happened in Happens(index))
                events.Add(happened with { Id = $"e{events.Count:000}", At = at, Sequence = isNumbered ? events.Count : 0 });
        }

        var hasMessages = !Chance(6);
        if (!hasMessages) events.RemoveAll(happened => happened is MessageSent);
        if (Chance(5)) created += Duration.FromMinutes(_random.Next(-90, 90));
        return new Ticket(hasMessages ? "nasty" : "silent", $"N{index:0000}")
        {
            Profile = new TicketProfile
            {
                CreatedAt = Chance(90) || events.Count == 0 ? created : null,
                OpenedBy = Chance(25) ? null : Chance(75) ? Customer(index) : Chance(60) ? Agent() : new Actor(ActorClass.Bot, "helper"),
                Customer = Chance(90) ? $"C{index % 40}" : null,
                Channel = Maybe(Channels),
                Topic = Maybe(Topics),
                Priority = Chance(30) ? "low" : null,
                Tags = Chance(40) ? [.. Tags.Where(_ => Chance(50))] : [],
                IsReturning = Chance(30) ? null : Chance(50),
                HasMessages = hasMessages,
                Resolved = Chance(75) ? null : Chance(20) ? new StatedInstant(null) : new StatedInstant(Late(created), Chance(50) ? Agent() : null),
                Closed = Chance(85) ? null : new StatedInstant(Late(created), Chance(50) ? Agent() : null),
                StatedSla = Chance(90) ? [] : [new StatedSla(Pick([SlaMetric.First, SlaMetric.Next, SlaMetric.Resolution]), Chance(50), 60)],
            },
            Events = [.. events.OrderBy(_ => _random.Next())],
        };
    }

    /// <summary>One step: mostly one event, sometimes those that come together.</summary>
    private TicketEvent[] Happens(int index) => _random.Next(28) switch
    {
        < 6 => [Message(Customer(index))],
        < 10 => [Message(Agent())],
        10 => [Message(new Actor(ActorClass.Bot, "helper"))],
        11 => [Message(null)],
        12 => [Message(new Actor(ActorClass.Automation)) with { IsAcknowledgement = true }],
        13 => [Message(Customer(index)), Becomes(Stage.Open, Customer(index))],
        14 => [Message(Agent()), Becomes(Pick([Stage.Pending, Stage.Solved]), Agent())],
        < 18 => [Becomes(Pick([Stage.New, Stage.Open, Stage.Pending, Stage.Hold, Stage.Closed]), Somebody(index))],
        < 20 =>
        [
            Becomes(Stage.Solved, Somebody(index)) with { IsConfirmed = Chance(20), Via = Chance(15) ? Pick([ResolveVia.Bulk, ResolveVia.Automation]) : null },
        ],
        20 => [new StateObserved("", default, Cells()) { By = Somebody(index) }],
        21 or 22 =>
        [
            new Assigned("", default, Maybe(Agents), Maybe(Teams))
            {
                Tier = Chance(50) ? _random.Next(1, 4) : null,
                IsTriage = Chance(10),
                By = Somebody(index),
            },
        ],
        23 =>
        [
            new PriorityChanged("", default, Maybe(["low", "high"])),
            new SlaApplied("", default, Pick(Enum.GetValues<SlaMetric>()), Pick<decimal?>([null, 0, 30, 240, 1440]))
            {
                Clock = Chance(50) ? SlaClock.Business : SlaClock.Calendar,
            },
        ],
        24 => [Chance(50) ? new TagsChanged("", default, [.. Tags.Where(_ => Chance(40))]) : new CalendarChanged("", default, Maybe(["evenings", "nobody's"]))],
        25 => [new HandedOver("", default) { By = new Actor(ActorClass.Bot, "helper") }],
        26 => [new WorkLogged("", default, _random.Next(900)) { By = Agent() }],
        _ => Chance(50)
            ? [new Merged("", default, $"N{_random.Next(Math.Max(1, index + 3)):0000}")]
            : [new Removed("", default, Pick(Enum.GetValues<RemovalReason>()))],
    };

    private MessageSent Message(Actor? by) => new("", default)
    {
        By = by,
        IsPublic = by is { Class: ActorClass.Customer } || !Chance(20),
        IsAcknowledgement = by is { Class: ActorClass.Bot or ActorClass.Agent } && Chance(15),
        Channel = Chance(80) ? null : Pick(Channels),
    };

    private static StatusChanged Becomes(Stage stage, Actor? by) => new("", default, stage) { By = by };

    private Dictionary<string, string?> Cells()
    {
        var cells = new Dictionary<string, string?>();
        if (Chance(60)) cells["status"] = Pick(["new", "open", "pending", "hold", "solved", "closed", "?"]);
        if (Chance(40)) cells["agent"] = Maybe(Agents);
        if (Chance(40)) cells["team"] = Maybe(Teams);
        if (Chance(20)) cells["priority"] = Maybe(["low", "high"]);
        return cells;
    }

    private Actor? Somebody(int index) => _random.Next(10) switch
    {
        < 5 => Agent(),
        5 => null,
        6 => Customer(index),
        7 => new Actor(ActorClass.Bot, "helper"),
        8 => new Actor(ActorClass.Automation, "rule"),
        _ => new Actor(ActorClass.System),
    };

    private Actor Agent() => new(ActorClass.Agent, Chance(95) ? Pick(Agents) : null, Chance(25) ? Pick(Teams) : null);

    private static Actor Customer(int index) => new(ActorClass.Customer, $"C{index % 40}");

    private Instant Late(Instant created) => created + Duration.FromSeconds(_random.Next(-600, 400_000));

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private string? Maybe(IReadOnlyList<string> values) => Chance(75) ? Pick(values) : null;
}
