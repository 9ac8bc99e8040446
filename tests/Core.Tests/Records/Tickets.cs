using Deskmeter.Helpdesk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Deskmeter.Core.Tests.Records;

/// <summary>Tickets of every shape. Ids come from a few, so that pieces contradict each other.</summary>
internal static class Tickets
{
    public static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 9, 0);

    private static readonly Gen<string> Word = Gen.Elements(
        "a", "b", "Ünïcode \"quoted\" \\ 𝄞", "INC1", "{\"type\":\"work\"}", "line\nbreak");
    private static readonly Gen<string?> MaybeWord = Gen.OneOf(Word.Select(word => (string?)word), Gen.Constant<string?>(null));
    private static readonly Gen<bool> Flag = Gen.Elements(true, false);
    private static readonly Gen<ResolveVia?> Via = Gen.Elements<ResolveVia?>(null, ResolveVia.Manual, ResolveVia.Bulk);
    private static readonly Gen<decimal?> Minutes = Gen.Elements<decimal?>(null, 0m, 1.5m, 1.50m, 480m);

    private static readonly Gen<Instant> At =
        from seconds in Gen.Choose(0, 4)
        from nanoseconds in Gen.Elements(0L, 0L, 0L, 500_000_000L, 1L)
        select Start.PlusNanoseconds(seconds * 1_000_000_000L + nanoseconds);

    private static readonly Gen<Actor?> MaybeActor = Gen.OneOf(
        Gen.Constant<Actor?>(null),
        from actor in AnyOf<ActorClass>()
        from id in MaybeWord
        from team in MaybeWord
        select (Actor?)new Actor(actor, id, team));

    private static readonly Gen<IReadOnlyList<string>> Words = Word.ListOf().Select(list => (IReadOnlyList<string>)[.. list.Take(3)]);

    private static readonly Gen<IReadOnlyDictionary<string, string?>> Cells =
        from pairs in Gen.Zip(Gen.Elements("x", "y", "Z", "a b"), MaybeWord).ListOf()
        select (IReadOnlyDictionary<string, string?>)pairs.DistinctBy(pair => pair.Item1).ToDictionary();

    /// <summary>An event of any type.</summary>
    public static readonly Gen<TicketEvent> Event =
        from id in Gen.Elements("e1", "e2", "e3", "e4")
        from at in At
        from version in Gen.Choose(0, 1)
        from sequence in Gen.Choose(-1, 1)
        from author in MaybeActor
        from item in Gen.OneOf(OfEachType(id, at))
        select item with { Version = version, Sequence = sequence, By = author };

    public static readonly Gen<TicketProfile> Profile =
        from version in Gen.Choose(0, 1)
        from hasMessages in Flag
        from createdAt in Gen.Elements<Instant?>(null, Start)
        from openedBy in MaybeActor
        from texts in MaybeWord.ArrayOf(12)
        from isReturning in Gen.Elements<bool?>(null, true, false)
        from fcr in Gen.Elements<bool?>(null, true, false).ArrayOf(3)
        from tags in Words
        from cells in Cells.Two()
        from stated in Gen.Elements(null, new StatedInstant(null), new StatedInstant(Start, new Actor(ActorClass.Bot)))
        from sla in Gen.Elements<StatedSla[]>([], [new(SlaMetric.First, false), new(SlaMetric.Work, true, 1.5m, SlaClock.Business)])
        select new TicketProfile
        {
            Version = version,
            HasMessages = hasMessages,
            CreatedAt = createdAt,
            OpenedBy = openedBy,
            Customer = texts[0],
            Subject = texts[1],
            Channel = texts[2],
            Brand = texts[3],
            Kind = texts[4],
            Priority = texts[5],
            Language = texts[6],
            Country = texts[7],
            Location = texts[8],
            Product = texts[9],
            Topic = texts[10],
            Segment = texts[11],
            IsReturning = isReturning,
            FcrByAgent = fcr[0],
            FcrByCustomer = fcr[1],
            FcrBySource = fcr[2],
            Tags = tags,
            Fields = cells.Item1,
            Slices = cells.Item2,
            Resolved = stated,
            Closed = stated,
            StatedSla = sla,
        };

    /// <summary>A piece of the one ticket <c>s/1</c>.</summary>
    public static readonly Gen<Ticket> Piece =
        from profile in Gen.OneOf(Gen.Constant<TicketProfile?>(null), Profile.Select(profile => (TicketProfile?)profile))
        from events in Event.ListOf()
        select new Ticket("s", "1") { Profile = profile, Events = [.. events] };

    /// <summary>A small ticket without much to say.</summary>
    public static Ticket Simple(string id, params IReadOnlyList<TicketEvent> events) =>
        new("s", id) { Profile = new TicketProfile { Customer = $"customer of {id}" }, Events = events };

    private static IEnumerable<Gen<TicketEvent>> OfEachType(string id, Instant at) =>
    [
        from flag in Flag from other in Flag from channel in MaybeWord
        select (TicketEvent)new MessageSent(id, at) { IsPublic = flag, IsAcknowledgement = other, Channel = channel },
        from stage in AnyOf<Stage>() from name in MaybeWord from via in Via from flag in Flag
        select (TicketEvent)new StatusChanged(id, at, stage) { Name = name, Via = via, IsConfirmed = flag },
        from agent in MaybeWord from team in MaybeWord from tier in Gen.Elements<int?>(null, 0, 2) from flag in Flag
        select (TicketEvent)new Assigned(id, at, agent, team) { Tier = tier, IsTriage = flag },
        MaybeWord.Select(word => (TicketEvent)new PriorityChanged(id, at, word)),
        Words.Select(tags => (TicketEvent)new TagsChanged(id, at, tags)),
        MaybeWord.Select(word => (TicketEvent)new CalendarChanged(id, at, word)),
        from metric in AnyOf<SlaMetric>() from minutes in Minutes from clock in AnyOf<SlaClock>()
        select (TicketEvent)new SlaApplied(id, at, metric, minutes) { Clock = clock },
        Gen.Elements("1", "2", "INC1").Select(word => (TicketEvent)new Merged(id, at, word)),
        AnyOf<RemovalReason>().Select(reason => (TicketEvent)new Removed(id, at, reason)),
        Gen.Constant((TicketEvent)new HandedOver(id, at)),
        Gen.Choose(0, 2).Select(seconds => (TicketEvent)new WorkLogged(id, at, seconds)),
        from score in Gen.Elements(0m, 4m, 4.5m) from comment in MaybeWord
        select (TicketEvent)new Rated(id, at, "csat", "0-5", score) { Comment = comment },
        Cells.Select(cells => (TicketEvent)new StateObserved(id, at, cells)),
    ];

    private static Gen<TEnum> AnyOf<TEnum>() where TEnum : struct, Enum => Gen.Elements(Enum.GetValues<TEnum>());
}
