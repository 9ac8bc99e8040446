using System.Text;
using System.Text.Json;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

public class RecordJsonTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 31, 9, 0);

    [Fact]
    public void Whatever_is_written_is_read_back_the_same() => Prop.ForAll(RandomRecord.Any.ToArbitrary(), record =>
    {
        var document = RecordJson.Write(record);
        var read = RecordJson.Read(RecordKind.Of(record.GetType()), document);
        Assert.Equal(document, RecordJson.Write(read));
        Assert.Equal(record.GetType(), read.GetType());
        Assert.Equivalent(record, read, strict: true);
    }).Holds(tests: 500);

    [Fact]
    public void A_call_is_written_in_few_words()
    {
        var call = new Call("pbx", "7")
        {
            Direction = CallDirection.Outbound,
            Legs = [new CallLeg("1", Start) { AnsweredAt = Start.PlusNanoseconds(500_000_000), Agent = "ann", Holds = [new HoldSegment(Start, null)] }],
        };
        Assert.Equal(
            """
            {"source":"pbx","id":"7","direction":"outbound","legs":[{"key":"1","offered_at":"2024-01-31T09:00:00Z","answered_at":"2024-01-31T09:00:00.5Z","agent":"ann","holds":[{"from":"2024-01-31T09:00:00Z"}]}]}
            """,
            Written(call));
    }

    [Fact]
    public void What_a_record_cannot_be_without_is_written_though_it_is_zero() => Assert.Equal(
        """{"source":"s","id":"1","version":3,"from_on":"2024-01-01","until_on":"2024-02-01","amount":0,"currency":"EUR"}""",
        Written(new Cost("s", "1") { Version = 3, FromOn = new LocalDate(2024, 1, 1), UntilOn = new LocalDate(2024, 2, 1), Amount = 0.00m, Currency = "EUR" }));

    [Fact]
    public void A_zero_that_is_no_default_is_kept()
    {
        var review = new Review("s", "1") { ReviewedAt = Start, Reviewee = "ann", Categories = [new ReviewCategory("tone") { Highest = 0, Weight = 0 }, new ReviewCategory("plain")] };
        Assert.Contains("""[{"key":"tone","highest":0,"weight":0},{"key":"plain"}]""", Written(review), StringComparison.Ordinal);
        var read = (Review)RecordJson.Read(RecordKind.Of(typeof(Review)), RecordJson.Write(review));
        Assert.Equal([(0, 0), (100, 1)], read.Categories.Select(category => (category.Highest, category.Weight)));
    }

    [Fact]
    public void Amounts_that_are_equal_are_the_same_bytes() =>
        Assert.Equal(Written(new Order("s", "1") { Amount = 19.9m }), Written(new Order("s", "1") { Amount = 19.900m }));

    [Theory]
    [InlineData("""{"source":"s","id":"1"}""")]
    [InlineData("""{"source":"s","started_at":"2024-01-31T09:00:00Z"}""")]
    [InlineData("""{"source":"s","id":"1","started_at":"yesterday"}""")]
    [InlineData("""{"source":"s","id":"1","started_at":"2024-01-31T09:00:00Z","kind":"human"}""")]
    [InlineData("null")]
    [InlineData("{")]
    public void What_is_no_session_is_refused(string document) =>
        Assert.ThrowsAny<JsonException>(() => RecordJson.Read(RecordKind.Of(typeof(Session)), Encoding.UTF8.GetBytes(document)));

    private static string Written(SourceRecord record) => Encoding.UTF8.GetString(RecordJson.Write(record));
}
