using System.Runtime.InteropServices;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

public class RecordMergeTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 31, 9, 0);

    [Fact]
    public void Any_order_repetition_and_grouping_gives_one_result() =>
        Prop.ForAll(RandomRecord.Pieces.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (pieces, seed) =>
        {
            var random = new Random(seed);
            List<SourceRecord> waiting = [.. pieces, .. random.GetItems(pieces, 3)];
            var expected = RecordMerge.Merge(pieces);
            while (waiting.Count > 1)
            {
                // Merges some of what waits, in any order, and lets the result wait in turn.
                random.Shuffle(CollectionsMarshal.AsSpan(waiting));
                var taken = waiting[..random.Next(1, Math.Min(4, waiting.Count) + 1)];
                waiting.RemoveRange(0, taken.Count);
                waiting.Add(RecordMerge.Merge(taken));
                if (random.Next(10) == 0) waiting.Add(expected);
            }

            Assert.Equal(RecordJson.Write(expected), RecordJson.Write(RecordMerge.Merge(waiting)));
        }).Holds(tests: 500);

    [Fact]
    public void The_higher_version_wins_as_a_whole_and_parts_are_united()
    {
        var early = new Call("s", "1") { Version = 1, Customer = "c", Ticket = "T1", Legs = [new CallLeg("b", Start), new CallLeg("c", Start)] };
        var late = new Call("s", "1") { Version = 2, Customer = "d", Legs = [new CallLeg("b", Start) { Version = 1, Agent = "ann" }, new CallLeg("a", Start)] };
        var merged = (Call)RecordMerge.Merge([late, early]);
        Assert.Equal(("d", null), (merged.Customer, merged.Ticket));
        Assert.Equal([("a", null), ("b", "ann"), ("c", null)], merged.Legs.Select(leg => (leg.Key, leg.Agent)));
    }

    [Fact]
    public void Parts_are_in_the_order_of_time_and_key()
    {
        CallLeg[] ordered = [new("z", Start), new("B", Start + Duration.FromSeconds(1)), new("a", Start + Duration.FromSeconds(1))];
        Assert.Equal(ordered, ((Call)RecordMerge.Merge([new Call("s", "1") { Legs = [.. ordered.Reverse()] }])).Legs);
    }

    [Fact]
    public void What_was_deleted_does_not_come_back()
    {
        var order = new Order("s", "1") { Version = 1, Customer = "c" };
        Assert.True(((Order)RecordMerge.Merge([new Order("s", "1") { Version = 2, IsDeleted = true }, order])).IsDeleted);
    }

    /// <summary>Every list of parts is united: one that is forgotten would be replaced as a whole.</summary>
    [Fact]
    public void Every_list_of_parts_is_united()
    {
        var random = new Random(1);
        foreach (var type in RandomRecord.Kinds)
        {
            foreach (var property in type.GetProperties().Where(property => IsListOfParts(property.PropertyType)))
            {
                StatedRecord With(int count)
                {
                    StatedRecord record;
                    do record = RandomRecord.Of(type, random);
                    while (((IReadOnlyCollection<object>)property.GetValue(record)!).Count != count);
                    return record;
                }

                var merged = RecordMerge.Merge([With(0) with { Version = 9 }, With(1)]);
                Assert.NotEmpty((IReadOnlyCollection<object>)property.GetValue(merged)!);
            }
        }

        static bool IsListOfParts(Type type) => type.IsGenericType && type.GetGenericArguments()[0].IsAssignableTo(typeof(IRecordPart));
    }

    [Fact]
    public void Pieces_of_different_records_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RecordMerge.Merge([new Order("s", "1"), new Order("s", "2")]));
        Assert.Throws<ArgumentException>(() => RecordMerge.Merge([new Order("s", "1"), new Person("s", "1")]));
    }
}
