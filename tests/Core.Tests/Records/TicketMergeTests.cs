using Deskmeter.Helpdesk;
using Deskmeter.Records;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

public class TicketMergeTests
{
    [Fact]
    public void Merging_does_not_depend_on_the_order() => Prop.ForAll(Tickets.Piece.Two().ToArbitrary(), pair =>
        Same(TicketMerge.Merge(pair.Item1, pair.Item2), TicketMerge.Merge(pair.Item2, pair.Item1))).Holds();

    [Fact]
    public void Merging_does_not_depend_on_the_grouping() => Prop.ForAll(Tickets.Piece.Three().ToArbitrary(), three =>
    {
        var (a, b, c) = three;
        var left = TicketMerge.Merge(TicketMerge.Merge(a, b), c);
        return Same(left, TicketMerge.Merge(a, TicketMerge.Merge(b, c))) && Same(left, TicketMerge.Merge([a, b, c]));
    }).Holds();

    [Fact]
    public void Merging_the_same_again_changes_nothing() => Prop.ForAll(Tickets.Piece.Two().ToArbitrary(), pair =>
    {
        var once = TicketMerge.Merge(pair.Item1, pair.Item2);
        return Same(once, TicketMerge.Merge(once, pair.Item1)) && Same(once, TicketMerge.Merge(once, once));
    }).Holds();

    [Fact]
    public void Any_order_repetition_and_split_gives_one_result() =>
        Prop.ForAll(Tickets.Piece.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (whole, seed) =>
        {
            var random = new Random(seed);
            var events = whole.Events.Select(item => whole with { Profile = null, Events = [item] });
            List<Ticket> pieces = [.. events, whole with { Events = [] }];
            pieces.AddRange(random.GetItems(pieces.ToArray(), 3));
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pieces));
            return Same(TicketMerge.Merge([whole]), pieces.Aggregate(TicketMerge.Merge));
        }).Holds();

    [Fact]
    public void A_thousand_permutations_of_a_thousand_events_give_one_result()
    {
        var random = new Random(20240101);
        var events = Enumerable.Range(0, 1000).Select(number => (TicketEvent)new WorkLogged(
            $"e{number % 700}", Tickets.Start + Duration.FromSeconds(random.Next(300)), random.Next(5))
        { Version = random.Next(2) }).ToArray();
        var expected = TicketJson.Write(TicketMerge.Merge([Tickets.Simple("1", [.. events])]));
        for (var round = 0; round < 1000; round++)
        {
            random.Shuffle(events);
            var cut = random.Next(events.Length);
            var merged = TicketMerge.Merge(Tickets.Simple("1", events[..cut]), Tickets.Simple("1", events[cut..]));
            Assert.Equal(700, merged.Events.Count);
            Assert.True(expected.AsSpan().SequenceEqual(TicketJson.Write(merged)));
        }
    }

    [Fact]
    public void The_higher_version_wins_though_it_came_first()
    {
        var newer = new StatusChanged("e", Tickets.Start, Stage.Solved) { Version = 2 };
        var older = new StatusChanged("e", Tickets.Start, Stage.Open) { Version = 1 };
        Assert.Equal([newer], TicketMerge.Merge(Tickets.Simple("1", newer), Tickets.Simple("1", older)).Events);
    }

    [Fact]
    public void Events_are_in_the_order_of_instant_sequence_and_id()
    {
        TicketEvent[] ordered =
        [
            new HandedOver("z", Tickets.Start) { Sequence = 1 },
            new HandedOver("B", Tickets.Start) { Sequence = 2 },
            new HandedOver("a", Tickets.Start) { Sequence = 2 },
            new HandedOver("0", Tickets.Start + Duration.FromNanoseconds(1)),
        ];
        Assert.Equal(ordered, TicketMerge.Merge([Tickets.Simple("1", [.. ordered.Reverse()])]).Events);
    }

    [Fact]
    public void Pieces_of_different_tickets_are_refused() =>
        Assert.Throws<ArgumentException>(() => TicketMerge.Merge(Tickets.Simple("1"), Tickets.Simple("2")));

    private static bool Same(Ticket left, Ticket right) => TicketJson.Write(left).AsSpan().SequenceEqual(TicketJson.Write(right));
}
