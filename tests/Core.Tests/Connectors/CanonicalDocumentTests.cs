using System.Text;
using System.Text.RegularExpressions;
using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>What the page on the canonical format shows is true.</summary>
public partial class CanonicalDocumentTests
{
    private static readonly string Page = File.ReadAllText(Checkout.Path("docs/sources/canonical.md"));

    [Fact]
    public void Every_example_can_be_imported()
    {
        var examples = Examples().Matches(Page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(3, examples.Count);
        Assert.All(examples.SelectMany(Read), item => Assert.IsType<ImportItem.Piece>(item));
        var shown = examples.SelectMany(Read).Cast<ImportItem.Piece>().SelectMany(piece => ((Ticket)piece.Record).Events).Select(item => item.GetType());
        var types = typeof(TicketEvent).Assembly.GetTypes().Where(type => type.BaseType == typeof(TicketEvent));
        Assert.Equal(types.ToHashSet(), shown.ToHashSet());
    }

    [Fact]
    public void The_pieces_of_the_last_example_are_one_ticket()
    {
        var pieces = Read(Examples().Matches(Page)[2].Groups[1].Value).Cast<ImportItem.Piece>().Select(piece => (Ticket)piece.Record);
        var ticket = TicketMerge.Merge([.. pieces]);
        Assert.Equal(3, ticket.Events.Count);
        Assert.Equal(2, ticket.Profile!.Version);
    }

    [Fact]
    public void Every_reason_is_given_as_shown()
    {
        var rows = Reasons().Matches(Page).ToList();
        Assert.Equal(5, rows.Count);
        foreach (var row in rows)
        {
            var (said, place, reason) = (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value);
            var problem = Assert.IsType<ImportItem.Problem>(Assert.Single(Read(Line(said, place))));
            Assert.EndsWith(reason, problem.Row.Reason.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_words_of_events_are_all_there() =>
        Assert.All(EventShape.Types, type => Assert.Contains($"| `{type}` |", Page, StringComparison.Ordinal));

    // A line in which nothing is wrong but what the page says.
    private static string Line(string said, string place)
    {
        if (place.StartsWith("profile", StringComparison.Ordinal)) return "{\"id\":\"1\",\"profile\":{" + said + "}}";
        var field = said.Split('"')[1];
        var rest = new Dictionary<string, string>
        {
            ["at"] = "\"at\":\"2024-01-01T00:00:00Z\"",
            ["type"] = field == "stage" ? "\"type\":\"status\"" : "\"type\":\"sla\",\"metric\":\"first\"",
            [field] = said,
        };
        return "{\"id\":\"1\",\"events\":[{" + string.Join(',', rest.Values) + "}]}";
    }

    private static IEnumerable<ImportItem> Read(string text) => CanonicalFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "page");

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex(@"^\| `(""[^`]+)` \| `([a-z]+[^:`]*): ([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Reasons();
}
