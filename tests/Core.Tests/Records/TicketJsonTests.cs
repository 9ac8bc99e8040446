using System.Text;
using System.Text.Json.Serialization;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Records;

public class TicketJsonTests
{
    [Fact]
    public void Whatever_is_written_is_read_back_the_same() => Prop.ForAll(Tickets.Piece.ToArbitrary(), ticket =>
    {
        var document = TicketJson.Write(ticket);
        var read = TicketJson.Read(document);
        Assert.Equal(document, TicketJson.Write(read));
        AssertSame(ticket, read);
    }).Holds();

    [Fact]
    public void A_strict_reader_takes_what_we_write() => Prop.ForAll(Tickets.Event.ToArbitrary(), item =>
    {
        // The names of a state's cells are a strict reader's own matter.
        if (item is StateObserved) return;
        var document = TicketJson.Write(Tickets.Simple("1", item));
        Assert.Equal(document, TicketJson.Write(TicketJson.ReadStrictly(document, "other")));
    }).Holds();

    [Fact]
    public void Only_what_differs_from_the_default_is_written()
    {
        var ticket = new Ticket("s", "1")
        {
            Profile = new TicketProfile { Customer = "c" },
            Events = [new MessageSent("e1", Tickets.Start), new StatusChanged("e2", Tickets.Start, Stage.New)],
        };
        Assert.Equal(
            """
            {"source":"s","id":"1","profile":{"customer":"c"},"events":[{"type":"message","id":"e1","at":"2024-01-01T09:00:00Z"},{"type":"status","id":"e2","at":"2024-01-01T09:00:00Z","stage":"new"}]}
            """,
            Encoding.UTF8.GetString(TicketJson.Write(ticket)));
    }

    [Fact]
    public void Defaults_are_read_as_the_types_state_them()
    {
        var ticket = Read("""{"id":"1","profile":{},"events":[{"type":"message","at":"2024-01-01T09:00:00Z"}]}""");
        Assert.True(ticket.Profile!.HasMessages);
        Assert.True(Assert.IsType<MessageSent>(ticket.Events[0]).IsPublic);
        Assert.Empty(ticket.Profile.Tags);
        Assert.Empty(ticket.Profile.Fields);
        Assert.Equal("given", ticket.Source);
    }

    [Theory]
    [InlineData("2016-02-29T01:23:00Z", "2016-02-29T01:23:00Z")]
    [InlineData("2016-02-29T01:23:00+01:00", "2016-02-29T00:23:00Z")]
    [InlineData("2016-02-29T01:23:00.5Z", "2016-02-29T01:23:00.5Z")]
    [InlineData("2016-02-29T01:23:00.123456789-00:30", "2016-02-29T01:53:00.123456789Z")]
    [InlineData("2016-12-31T23:59:59.000Z", "2016-12-31T23:59:59Z")]
    public void Instants_are_taken_with_any_offset_and_written_in_utc(string said, string written)
    {
        var ticket = Read($$"""{"id":"1","events":[{"type":"handover","at":"{{said}}"}]}""");
        Assert.Contains($"\"at\":\"{written}\"", Encoding.UTF8.GetString(TicketJson.Write(ticket)), StringComparison.Ordinal);
    }

    [Fact]
    public void Instants_before_1970_keep_their_second()
    {
        var ticket = Tickets.Simple("1", new HandedOver("e", Instant.FromUtc(1969, 12, 31, 23, 59, 58).PlusNanoseconds(7)));
        Assert.Equal(ticket.Events[0], TicketJson.Read(TicketJson.Write(ticket)).Events[0]);
    }

    [Fact]
    public void The_words_of_events_are_those_of_the_published_types()
    {
        var published = typeof(TicketEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>()
            .Select(type => (string)type.TypeDiscriminator!);
        Assert.Equal(published, EventShape.All.Select(shape => shape.Type));
    }

    private static Ticket Read(string json) => TicketJson.ReadStrictly(Encoding.UTF8.GetBytes(json), "given");

    private static void AssertSame(Ticket expected, Ticket actual)
    {
        Assert.Equal((expected.Source, expected.Id, expected.Events.Count), (actual.Source, actual.Id, actual.Events.Count));
        Assert.Equivalent(expected.Profile, actual.Profile, strict: true);
        foreach (var (left, right) in expected.Events.Zip(actual.Events))
        {
            Assert.Equal(left.GetType(), right.GetType());
            Assert.Equivalent(left, right, strict: true);
        }
    }
}
