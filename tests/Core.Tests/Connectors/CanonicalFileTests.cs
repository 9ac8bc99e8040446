using System.IO.Compression;
using System.Text;
using Deskmeter.Connectors;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors;

public class CanonicalFileTests
{
    private const string Ticket =
        """{"id":"1","profile":{"customer":"c7"},"events":[{"type":"status","at":"2024-01-01T09:00:00Z","stage":"open"}]}""";

    [Fact]
    public void A_line_is_a_ticket_of_the_given_source()
    {
        var ticket = (Deskmeter.Helpdesk.Ticket)Assert.IsType<ImportItem.Piece>(Assert.Single(Read(Ticket, "shop"))).Record;
        Assert.Equal(("shop", "1", "c7"), (ticket.Source, ticket.Id, ticket.Profile!.Customer));
        Assert.Equal("canonical", Assert.IsType<ImportItem.Piece>(Assert.Single(Read(Ticket))).Record.Source);
        Assert.Equal("own", Pieces(Ticket.Replace("{\"id\"", "{\"source\":\"own\",\"id\"", StringComparison.Ordinal)).Single().Source);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\n  \n")]
    public void Lines_end_as_they_like(string ending)
    {
        var text = "\uFEFF" + string.Join(ending, Enumerable.Range(1, 5).Select(number => $"{{\"id\":\"{number}\"}}"));
        Assert.Equal(["1", "2", "3", "4", "5"], Pieces(text).Select(ticket => ticket.Id));
        Assert.Equal(5, Pieces(text + ending).Count);
    }

    [Fact]
    public void An_event_without_an_id_has_the_same_id_each_time()
    {
        var first = Pieces(Ticket).Single().Events[0];
        var again = Pieces(Ticket.Replace("\"type\":\"status\",", "", StringComparison.Ordinal)
            .Replace("\"open\"", "\"open\", \"type\": \"status\"", StringComparison.Ordinal)).Single().Events[0];
        Assert.Equal(32, first.Id.Length);
        Assert.Equal(first, again);
        Assert.NotEqual(first.Id, Pieces(Ticket.Replace("open", "hold", StringComparison.Ordinal)).Single().Events[0].Id);
    }

    [Theory]
    [InlineData("""{"profile":{}}""", "id: is missing")]
    [InlineData("""{"id":""}""", "id: is empty")]
    [InlineData("""{"id":7}""", "id: '7' is not a text: write it in quotes")]
    [InlineData("""{"id":"a\u0007"}""", "id: holds a control character")]
    [InlineData("""{"id":"1","profil":{}}""", "profil: There is no field 'profil'. Did you mean 'profile'?")]
    [InlineData("""{"id":"1","id":"2"}""", "id: is named twice")]
    [InlineData("""{"id":"1","profile":{"custmer":"c"}}""", "profile.custmer: There is no field 'custmer'. Did you mean 'customer'?")]
    [InlineData("""{"id":"1","profile":{"tags":"vip"}}""", "profile.tags: is not a list [..]")]
    [InlineData("""{"id":"1","profile":{"subject":"a\u0000b"}}""", "profile.subject: holds a NUL character")]
    [InlineData("""{"id":"1","profile":{"has_messages":"no"}}""", "profile.has_messages: 'no' is not true or false")]
    [InlineData("""{"id":"1","profile":{"resolved":"2024-01-01T00:00:00Z"}}""", """profile.resolved: is not {"at": instant, "by": actor}: an object {..} is needed""")]
    [InlineData("""{"id":"1","profile":{"stated_sla":[{"metric":"first"}]}}""", "profile.stated_sla[0].is_met: is missing")]
    [InlineData("""{"id":"1","profile":{"opened_by":{"id":"x"}}}""", "profile.opened_by.class: is missing: one of customer, agent, bot, automation, system")]
    [InlineData("""{"id":"1","events":[{"type":"handover","at":"2024-01-01T00:00:00Z"},{"type":"handover","at":"29/2/2016"}]}""", "events[1].at: '29/2/2016' is not an instant such as 2016-02-29T01:23:00Z")]
    [InlineData("""{"id":"1","events":[{"type":"handover","at":"2024-01-01T00:00:00"}]}""", "events[0].at: '2024-01-01T00:00:00' is not an instant such as 2016-02-29T01:23:00Z")]
    [InlineData("""{"id":"1","events":[{"type":"handover","at":1704067200}]}""", "events[0].at: '1704067200' is not an instant such as 2016-02-29T01:23:00Z")]
    [InlineData("""{"id":"1","events":[{"type":"handover","at":"1899-12-30T00:00:00Z"}]}""", "events[0].at: '1899-12-30T00:00:00Z' lies outside the years 1970 to 2199")]
    [InlineData("""{"id":"1","events":[{"type":"handover","at":"2024-02-30T00:00:00Z"}]}""", "events[0].at: '2024-02-30T00:00:00Z' is not an instant such as 2016-02-29T01:23:00Z")]
    [InlineData("""{"id":"1","events":[{"type":"handover"}]}""", "events[0].at: is missing")]
    [InlineData("""{"id":"1","events":[{"at":"2024-01-01T00:00:00Z"}]}""", "events[0].type: is missing: one of message, status, assign, priority, tags, calendar, sla, merge, remove, handover, work, rating, state")]
    [InlineData("""{"id":"1","events":[{"type":"mesage","at":"2024-01-01T00:00:00Z"}]}""", "events[0].type: There is no event type 'mesage'. Did you mean 'message'?")]
    [InlineData("""{"id":"1","events":[{"type":"status","at":"2024-01-01T00:00:00Z","stage":"slved"}]}""", "events[0].stage: There is no stage 'slved'. Did you mean 'solved'?")]
    [InlineData("""{"id":"1","events":[{"type":"status","at":"2024-01-01T00:00:00Z"}]}""", "events[0].stage: is missing")]
    [InlineData("""{"id":"1","events":[{"type":"message","at":"2024-01-01T00:00:00Z","stage":"open"}]}""", "events[0].stage: does not belong to an event of type 'message'")]
    [InlineData("""{"id":"1","events":[{"type":"message","at":"2024-01-01T00:00:00Z","by":{"class":"agnet"}}]}""", "events[0].by.class: There is no class of actor 'agnet'. Did you mean 'agent'?")]
    [InlineData("""{"id":"1","events":[{"type":"sla","at":"2024-01-01T00:00:00Z","metric":"first","minutes":-5}]}""", "events[0].minutes: '-5' is less than 0")]
    [InlineData("""{"id":"1","events":[{"type":"sla","at":"2024-01-01T00:00:00Z","metric":"first","minutes":1e400}]}""", "events[0].minutes: '1e400' is not a number")]
    [InlineData("""{"id":"1","events":[{"type":"work","at":"2024-01-01T00:00:00Z","seconds":1.5}]}""", "events[0].seconds: '1.5' is not a whole number")]
    [InlineData("""{"id":"1","events":[{"type":"merge","at":"2024-01-01T00:00:00Z","into":" "}]}""", "events[0].into: is empty")]
    [InlineData("""{"id":"1","events":[{"type":"state","at":"2024-01-01T00:00:00Z","cells":{"staus":"open"}}]}""", "events[0].cells.staus: There is no cell 'staus'. Did you mean 'status'?")]
    [InlineData("""{"id":"1","events":[{"type":"state","at":"2024-01-01T00:00:00Z","cells":{"status":"Resolved"}}]}""", "events[0].cells.status: There is no stage 'Resolved'. Did you mean 'solved'?")]
    [InlineData("""{"id":"1","events":[{"type":"rating","at":"2024-01-01T00:00:00Z","kind":"csat","scale":"1-5"}]}""", "events[0].score: is missing")]
    [InlineData("""{"id":"1","events":[{"type":"rating","at":"2024-01-01T00:00:00Z","kind":"csat","scale":"5","score":4}]}""", "events[0].scale: '5' is not a scale from low to high, such as 1-5 or 0-10")]
    [InlineData("""{"id":"1","events":[{"type":"rating","at":"2024-01-01T00:00:00Z","kind":"csat","scale":"1-5","score":6}]}""", "events[0].score: it lies outside the scale 1-5")]
    [InlineData("""{"id":"1","events":["x"]}""", "events[0]: is not an event: an object {..} is needed")]
    [InlineData("""{"id":"1"} {"id":"2"}""", "The line is not one whole JSON object: at byte 12, '{' is invalid after a single JSON value. Expected end of data")]
    [InlineData("""{"id":"1""", "The line is not one whole JSON object: at byte 9, Expected end of string, but instead reached end of data")]
    [InlineData("""{"id":"\ud800"}""", "The line is not one whole JSON object: at byte 7, a text holds half a character")]
    public void A_bad_line_is_set_aside_with_its_place_and_reason(string line, string reason)
    {
        var items = Read($"{Ticket}\n{line}\n{Ticket}").ToList();
        Assert.Equal(3, items.Count);
        var problem = Assert.IsType<ImportItem.Problem>(items[1]).Row;
        Assert.Equal(("t.jsonl", 2L, line), (problem.File, problem.Line, problem.Content));
        Assert.Equal(reason, problem.Reason.ToString());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_set_aside()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Ticket), (byte)'\n', .. "{\"id\":\""u8, 0xff, .. "\"}"u8];
        var problem = Assert.IsType<ImportItem.Problem>(CanonicalFile.Read(new MemoryStream(bytes), "t").Last());
        Assert.Equal("The line is not UTF-8", problem.Row.Reason.ToString());
    }

    [Fact]
    public void A_line_of_a_deep_nest_is_set_aside() => Assert.IsType<ImportItem.Problem>(
        Read($"{Ticket}\n{{\"id\":\"1\",\"events\":{new string('[', 10_000)}").Last());

    [Fact]
    public void A_line_without_end_is_passed_over()
    {
        var text = $"{Ticket}\n{{\"id\":\"{new string('x', CanonicalLinesLimit + 100_000)}\"}}\n{Ticket}";
        var items = Read(text).ToList();
        Assert.Equal(3, items.Count);
        Assert.Equal("The line is longer than 16 MB", Assert.IsType<ImportItem.Problem>(items[1]).Row.Reason.ToString());
        Assert.InRange(((ImportItem.Problem)items[1]).Row.Content.Length, 1, 2_001);
    }

    [Fact]
    public void What_can_hardly_be_meant_counts_with_a_warning()
    {
        var items = Read(
            """
            {"id":"1","profile":{"created_at":"2024-01-02T00:00:00Z","resolved":{"at":"2024-01-01T00:00:00Z"}},"events":[{"type":"remove","at":"2024-01-03T00:00:00Z","reason":"deleted"},{"type":"message","at":"2024-01-04T00:00:00Z"},{"type":"merge","at":"2024-01-01T00:00:00Z","into":"1"}]}
            """).ToList();
        Assert.IsType<ImportItem.Piece>(items[0]);
        Assert.Equal(
            [
                "profile.resolved.at: the ticket is said to be resolved before it was created.",
                "events[2].at: this is said to happen before the ticket was created.",
                "events[2].into: the ticket is merged into itself; this merge does not count.",
                "events[1].at: the ticket was deleted before this happened; it counts in no figure.",
            ],
            items.Skip(1).Cast<ImportItem.Warning>().Select(warning => warning.Message.ToString()));
    }

    [Fact]
    public void Gzip_is_told_by_its_first_bytes()
    {
        var packed = Packed(string.Join('\n', Enumerable.Range(0, 5000).Select(number => $"{{\"id\":\"{number}\"}}")));
        Assert.Equal(5000, CanonicalFile.Read(new MemoryStream(packed), "t").Count());
    }

    [Fact]
    public void A_cut_archive_says_how_far_it_was_read()
    {
        var packed = Packed(string.Join('\n', Enumerable.Range(0, 50_000).Select(number => $"{{\"id\":\"{number * 7919 % 50_021}\"}}")));
        foreach (var length in (int[])[packed.Length / 2, packed.Length - 1])
        {
            var items = CanonicalFile.Read(new MemoryStream(packed, 0, length), "t.gz").ToList();
            var damage = Assert.IsType<ImportItem.Damage>(items[^1]);
            Assert.StartsWith($"t.gz is damaged or cut off after line {damage.Line}: ", damage.Message.ToString(), StringComparison.Ordinal);
            Assert.All(items[..^1], item => Assert.IsType<ImportItem.Piece>(item));
            Assert.Equal(items.Count - 1, damage.Line);
        }
    }

    [Theory]
    [InlineData("", "t.jsonl is empty.")]
    [InlineData("[\n{\"id\":\"1\"}]", "t.jsonl is one JSON list; a ticket stands on a line of its own. Convert it with: jq -c '.[]' t.jsonl")]
    [InlineData("{\n\"id\":\"1\"}", "t.jsonl spreads a ticket over several lines; a ticket stands on one line. Convert it with: jq -c . t.jsonl")]
    [InlineData("number,state\n1,New", "t.jsonl does not hold JSON lines, a ticket on each. Its first line is 'number,state'. A table is imported with a mapping.")]
    public void A_file_of_another_kind_is_refused(string content, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Read(content).ToList()).Message);

    private const int CanonicalLinesLimit = 16 << 20;

    private static IEnumerable<ImportItem> Read(string text, string source = CanonicalFile.DefaultSource) =>
        CanonicalFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.jsonl", source);

    private static List<Deskmeter.Helpdesk.Ticket> Pieces(string text) => [.. Read(text).Select(item => (Deskmeter.Helpdesk.Ticket)Assert.IsType<ImportItem.Piece>(item).Record)];

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
