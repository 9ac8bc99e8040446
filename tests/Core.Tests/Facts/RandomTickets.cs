using Deskmeter.Helpdesk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Deskmeter.Core.Tests.Facts;

/// <summary>Tickets of every shape that a source could tell, likely or not: many events in one second, times before the creation, contradictions.</summary>
public static class RandomTickets
{
    private static readonly Instant Start = Instant.FromUtc(2024, 3, 18, 0, 0);

    private static readonly Gen<Actor?> SomeActor = Gen.Elements<Actor?>(
        null,
        new Actor(ActorClass.Customer, "carl"),
        new Actor(ActorClass.Customer),
        new Actor(ActorClass.Agent, "ann"),
        new Actor(ActorClass.Agent, "bob", "south"),
        new Actor(ActorClass.Bot, "bot"),
        new Actor(ActorClass.Automation),
        new Actor(ActorClass.System));

    /// <summary>Half minutes, so that whole seconds are cut here and there and events often meet.</summary>
    private static readonly Gen<Instant> SomeTime =
        from day in Gen.Choose(0, 20)
        from step in Gen.Choose(0, 24 * 4)
        from fraction in Gen.Elements(0, 0, 0, 300, 700)
        select Start + Duration.FromDays(day) + Duration.FromMinutes(15 * step) + Duration.FromMilliseconds(fraction);

    private static readonly Gen<Stage> SomeStage = Gen.Elements(
        Stage.New, Stage.Open, Stage.Open, Stage.Pending, Stage.Hold, Stage.Solved, Stage.Solved, Stage.Closed, Stage.Deleted);

    private static readonly Gen<TicketEvent> SomeEvent = Gen.Frequency(
        (5, from isPublic in Gen.Elements(true, true, false)
            from isAcknowledgement in Gen.Elements(false, false, false, true)
            select (TicketEvent)new MessageSent("", default) { IsPublic = isPublic, IsAcknowledgement = isAcknowledgement }),
        (5, from stage in SomeStage select (TicketEvent)new StatusChanged("", default, stage)),
        (4, from cells in SomeCells() select (TicketEvent)new StateObserved("", default, cells)),
        (3, from agent in Gen.Elements("ann", "bob", null)
            from team in Gen.Elements("north", "south", null)
            from tier in Gen.Elements<int?>(null, 1, 2)
            select (TicketEvent)new Assigned("", default, agent, team) { Tier = tier }),
        (3, from metric in Gen.Elements(Enum.GetValues<SlaMetric>())
            from minutes in Gen.Elements<decimal?>(null, 0, 30, 480, 6000)
            from clock in Gen.Elements(SlaClock.Calendar, SlaClock.Business)
            select (TicketEvent)new SlaApplied("", default, metric, minutes) { Clock = clock }),
        (1, from priority in Gen.Elements("low", "high", null) select (TicketEvent)new PriorityChanged("", default, priority)),
        (1, from calendar in Gen.Elements("weekdays", "evenings", null) select (TicketEvent)new CalendarChanged("", default, calendar)),
        (1, from tag in Gen.Elements("a", "b") select (TicketEvent)new TagsChanged("", default, [tag])),
        (1, Gen.Constant<TicketEvent>(new HandedOver("", default))),
        (1, Gen.Constant<TicketEvent>(new Rated("", default, "csat", "1-5", 4))),
        (1, from seconds in Gen.Choose(0, 600) select (TicketEvent)new WorkLogged("", default, seconds)));

    private static readonly Gen<StatedInstant?> SomeStatement = Gen.Frequency(
        (4, Gen.Constant<StatedInstant?>(null)),
        (1, Gen.Constant<StatedInstant?>(new StatedInstant(null))),
        (3, from at in SomeTime from actor in SomeActor select (StatedInstant?)new StatedInstant(at, actor)));

    /// <summary>A ticket that is in the figures.</summary>
    public static readonly Gen<Ticket> One =
        from events in SomeEvents()
        from created in SomeTime
        from isDated in Gen.Elements(true, true, true, false)
        from opener in SomeActor
        from resolved in SomeStatement
        from closed in SomeStatement
        from hasMessages in Gen.Elements(true, true, true, false)
        let ticket = new Ticket("s", "1")
        {
            Events = events,
            Profile = new TicketProfile
            {
                CreatedAt = isDated ? created : null,
                OpenedBy = opener,
                Resolved = resolved,
                Closed = closed,
                HasMessages = hasMessages,
            },
        }
        where new Deskmeter.Facts.ConversationBuilder(Deskmeter.Facts.FactContext.WithoutCalendars).Build(ticket, []).Ticket is not null
        select ticket;

    /// <summary>The same ticket with everything at another time.</summary>
    public static Ticket Shift(Ticket ticket, Duration by) => ticket with
    {
        Events = [.. ticket.Events.Select(happened => happened with { At = happened.At + by })],
        Profile = ticket.Profile is not { } profile ? null : profile with
        {
            CreatedAt = profile.CreatedAt + by,
            Resolved = Shift(profile.Resolved, by),
            Closed = Shift(profile.Closed, by),
        },
    };

    private static StatedInstant? Shift(StatedInstant? stated, Duration by) => stated is { At: { } at } ? stated with { At = at + by } : stated;

    private static Gen<TicketEvent[]> SomeEvents() =>
        from events in (from happened in SomeEvent
                        from at in SomeTime
                        from sequence in Gen.Choose(0, 2)
                        from actor in SomeActor
                        select happened with { At = at, Sequence = sequence, By = actor }).ArrayOf()
        select events.Select((happened, index) => happened with { Id = $"e{index:000}" }).ToArray();

    private static Gen<Dictionary<string, string?>> SomeCells() =>
        from status in Gen.Elements("new", "open", "pending", "hold", "solved", "closed", "?", null)
        from agent in Gen.Elements("ann", "bob", "-", null)
        from team in Gen.Elements("north", "-", null)
        select new[] { ("status", status), ("agent", agent), ("team", team) }.Where(cell => cell.Item2 is not null)
            .ToDictionary(cell => cell.Item1, cell => cell.Item2 == "-" ? null : cell.Item2);
}
