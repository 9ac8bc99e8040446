using System.Text;
using Deskmeter.Connectors;
using Deskmeter.Connectors.Forms;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors.Forms;

/// <summary>Tables with other columns and words.</summary>
public sealed class RecordMappingTests : IDisposable
{
    private readonly FormFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("kind: cals", "m.yaml, line 1: There is no kind 'cals'. Did you mean 'calls'?")]
    [InlineData("kind: orders", "m.yaml, line 1: this mapping is for 'orders', not for 'calls'.")]
    [InlineData("source: pbx", "m.yaml, line 1: the mapping needs 'kind'.")]
    [InlineData("kind: calls\ncolums: {}", "m.yaml, line 2: the mapping has no key 'colums'. Did you mean 'columns'?")]
    [InlineData("kind: calls\ncolumns:\n  offerd_at: Ring", "m.yaml, line 3: There is no column 'offerd_at'. Did you mean 'offered_at'?")]
    [InlineData("kind: calls\ncolumns:\n  outcome: {column: R, map: {ANS: answerd}}", "m.yaml, line 3: There is no outcome 'answerd'. Did you mean 'answered'?")]
    [InlineData("kind: calls\ncolumns:\n  medium: =fax", "m.yaml, line 3: There is no medium 'fax'.")]
    [InlineData("kind: calls\ncolumns:\n  agent: {column: A, find: people.Login}", "m.yaml, line 3: 'find' looks into other files; 'agent' has only its own.")]
    [InlineData("kind: calls\ntimes: {zone: Europe/Amsterdm}", "m.yaml, line 2: There is no time zone 'Europe/Amsterdm'. Did you mean 'Europe/Amsterdam'?")]
    [InlineData("kind: calls\nencoding: utf-9", "m.yaml, line 2: there is no encoding 'utf-9'")]
    [InlineData("kind: calls\ncolumns:\n  agent: Who\n  queue:\n", "m.yaml, line 4: 'queue' names no column.")]
    [InlineData("kind: calls\nabout: a: b", "m.yaml, line 2: it is not well-formed YAML from column 9 on: ")]
    public void A_mistake_is_told_with_its_place_and_the_near_match(string text, string message)
    {
        var error = Assert.Throws<UsageException>(() => RecordMappingReader.Read("m.yaml", text, "calls"));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_the_mapping_names_and_the_file_lacks_is_told()
    {
        var error = Assert.Throws<UsageException>(() => Read("calls", "kind: calls\ncolumns: {id: Call}", "Cal,offered_at\n1,2024-03-04"));
        Assert.Equal("x.csv, line 1: the header has no column 'Call', which 'm.yaml' needs for 'id' (line 2). Did you mean 'Cal'?", error.Message);
    }

    [Fact]
    public void Columns_that_nobody_names_are_left_alone_and_ours_are_read()
    {
        var call = (Call)One("calls", "kind: calls\ncolumns: {offered_at: Ring}", "id,Ring,agent,Colour\nc1,2024-03-04T09:00:00Z,ada,red");
        Assert.Equal(("calls", "c1", "ada"), (call.Source, call.Id, call.Legs.Single().Agent));
    }

    [Fact]
    public void A_column_that_is_not_used_is_not_read_though_it_has_one_of_our_names()
    {
        const string table = "id,Ring,agent,Handler\nc1,2024-03-04T09:00:00Z,ada,bob";
        Assert.Null(((Call)One("calls", "kind: calls\nunread: agent\ncolumns: {offered_at: Ring}", table)).Legs.Single().Agent);
        Assert.Equal("bob", ((Call)One("calls", "kind: calls\nunread: [agent]\ncolumns: {offered_at: Ring, agent: Handler}", table)).Legs.Single().Agent);
        var error = Assert.Throws<UsageException>(() => One("calls", "kind: calls\nunread: agnt\ncolumns: {offered_at: Ring}", table));
        Assert.Equal("m.yaml, line 2: There is no column 'agnt'. Did you mean 'agent'?", error.Message);
    }

    [Fact]
    public void A_column_can_be_always_the_same_one_of_several_or_split()
    {
        var view = (ArticleView)One("articles", "kind: articles\nsource: web\ncolumns: {type: =view, article: [Slug, Page], viewed_at: At}", "Slug,Page,At\n,returns,2024-03-04T09:00:00Z");
        Assert.Equal(("web", "returns", "2024-03-04T09:00:00Z"), (view.Source, view.Article, view.ViewedAt.ToString()));
        var customer = (Customer)One("customers", "kind: customers\ncolumns: {emails: {column: Mail, split: '|'}}", "id,Mail\n9,a@x.example|b@x.example");
        Assert.Equal(["a@x.example", "b@x.example"], customer.Emails);
    }

    [Fact]
    public void A_word_that_the_map_does_not_know_sets_the_row_aside_as_the_mapping_says()
    {
        const string table = "id,R\n1,ANS\n2,LOST";
        Assert.Equal(["3: outcome: There is no outcome 'LOST'. Known: answered, abandoned_queue, abandoned_ivr, abandoned_hold, voicemail, not_reached."], Findings("kind: calls\ncolumns: {outcome: {column: R, map: {ANS: answered}}}", table).Select(text => text.Replace("R: ", "outcome: ", StringComparison.Ordinal)));
        Assert.Equal(["3: R 'LOST' is not known."], Findings("kind: calls\ncolumns: {outcome: {column: R, map: {ANS: answered}, otherwise: aside}}", table));
        Assert.Empty(Findings("kind: calls\ncolumns: {outcome: {column: R, map: {ANS: answered}, otherwise: unknown}}", table));
    }

    [Fact]
    public void Formats_of_times_and_encodings_are_the_mapping_s()
    {
        var path = _folder.Write("x.csv", Encoding.Latin1.GetBytes("id;Start;Thema\n1;4.3.2024 10:00;Zelt für zwei"));
        var mapping = RecordMappingReader.Read("m.yaml", "kind: sessions\nencoding: windows-1252\ntimes: {formats: ['d.M.yyyy HH:mm'], zone: Europe/Berlin}\ncolumns: {started_at: Start, topic: Thema}", "sessions");
        var session = (Session)Assert.IsType<ImportItem.Piece>(Assert.Single(Items(mapping, path))).Record;
        Assert.Equal(("Zelt für zwei", Instant.FromUtc(2024, 3, 4, 9, 0)), (session.Topic, session.StartedAt));
    }

    private static List<ImportItem> Items(RecordMapping mapping, string path) => [.. new RecordImport(mapping, [path], DateTimeZone.Utc, null).Read(new Deskmeter.Connectors.Files.ReadMeter())];

    private List<ImportItem> Read(string import, string mapping, string table) => Items(RecordMappingReader.Read("m.yaml", mapping, import), _folder.Write("x.csv", table));

    private SourceRecord One(string import, string mapping, string table) => Assert.IsType<ImportItem.Piece>(Assert.Single(Read(import, mapping, table))).Record;

    private IEnumerable<string> Findings(string mapping, string table) => Read("calls", mapping, table).OfType<ImportItem.Problem>().Select(problem => $"{problem.Row.Line}: {problem.Row.Reason}");
}
