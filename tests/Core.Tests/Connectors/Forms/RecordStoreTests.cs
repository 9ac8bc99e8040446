using System.Text;
using Deskmeter.Connectors;
using Deskmeter.Core.Tests.Records;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors.Forms;

/// <summary>Imported records in the store: any order, any repetition and any split of files gives one result.</summary>
public sealed class RecordStoreTests : IDisposable
{
    private readonly FormFolder _files = new();
    private readonly List<RecordsFolder> _folders = [];
    private readonly List<SqliteRecords> _stores = [];

    public static TheoryData<string> Imports => RecordImportTests.Imports;

    [Theory]
    [MemberData(nameof(Imports))]
    public async Task A_second_import_changes_nothing_in_either_format(string import)
    {
        var store = Store();
        var first = await Import(store, import, Csv(import));
        Assert.Equal((0, 0), (first.SetAside, first.Changed));
        Assert.True(first.Created > 0);
        var (position, documents) = (store.Position, Documents(store));
        foreach (var path in new[] { Csv(import), _files.Write($"{import}.jsonl", Samples.All[import].Json) })
        {
            var again = await Import(store, import, path);
            Assert.Equal((0, 0, first.Created), (again.Created, again.Changed, again.Unchanged));
            Assert.Equal((position, documents), (store.Position, Documents(store)));
        }
    }

    [Theory]
    [MemberData(nameof(Imports))]
    public async Task Shuffled_rows_and_split_files_give_the_same_bytes(string import)
    {
        var whole = Store();
        await Import(whole, import, Csv(import));
        var lines = File.ReadAllLines(Csv(import));
        var backwards = Store();
        await Import(backwards, import, _files.Write("backwards.csv", string.Join('\n', [lines[0], .. lines.Skip(1).Reverse()])));
        Assert.Equal(Documents(whole), Documents(backwards));
        var parts = Store();
        foreach (var line in lines.Skip(1).Reverse()) await Import(parts, import, _files.Write("part.csv", $"{lines[0]}\n{line}"));
        Assert.Equal(Documents(whole), Documents(parts));
    }

    [Theory]
    [InlineData("c1,ann,,2024-03-04T09:00:00Z", "c1,,,2024-03-04T09:05:00Z")]
    [InlineData("c1,,,2024-03-04T09:05:00Z", "c1,ann,,2024-03-04T09:00:00Z")]
    public async Task A_row_that_brings_only_a_part_leaves_the_record_as_it_was(string first, string second)
    {
        var store = Store();
        await Import(store, "calls", _files.Write("a.csv", $"id,customer,topic,offered_at\n{first}"));
        await Import(store, "calls", _files.Write("b.csv", $"id,customer,topic,offered_at\n{second}"));
        var call = store.Find<Call>("calls", "c1")!;
        Assert.Equal(("ann", 2), (call.Customer, call.Legs.Count));
    }

    [Fact]
    public async Task A_newer_export_of_a_row_replaces_the_older_in_any_order()
    {
        const string header = "id,version,started_at,ended_at,topic";
        var (older, newer) = (_files.Write("old.csv", $"{header}\ns1,1,2024-03-04T09:00:00Z,,a long first guess"), _files.Write("new.csv", $"{header}\ns1,2,2024-03-04T09:00:00Z,2024-03-04T09:05:00Z,tents"));
        foreach (var order in new[] { (older, newer), (newer, older) })
        {
            var store = Store();
            await Import(store, "sessions", order.Item1);
            await Import(store, "sessions", order.Item2);
            Assert.Equal("tents", store.Find<Session>("sessions", "s1")!.Topic);
        }
    }

    [Fact]
    public async Task A_shift_that_is_told_again_with_its_end_has_ended()
    {
        var store = Store();
        await Import(store, "shifts", _files.Write("a.csv", "agent,kind,from_at,until_at\nada,busy,2024-03-04T09:00:00Z,2024-03-04T09:10:00Z"));
        await Import(store, "shifts", _files.Write("b.csv", "agent,kind,from_at,until_at\nada,busy,2024-03-04T09:00:00Z,"));
        Assert.NotNull(Assert.Single(store.OfKind<Shift>()).UntilAt);
    }

    [Fact]
    public async Task The_summary_tells_of_every_kind()
    {
        var store = Store();
        var summary = await Import(store, "articles", Csv("articles"));
        Assert.Equal(
            [("articles", 1L), ("article views", 2L), ("article votes", 1L), ("article searches", 1L)],
            summary.Kinds.Select(kind => (kind.Name, kind.Created)));
        Assert.Equal((5, 5), (summary.Rows, summary.Created));
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_kept_aside_once()
    {
        var store = Store();
        var path = _files.Write("x.csv", "id,started_at\ns1,2024-03-04\ns2,soon\ns3,never");
        for (var time = 0; time < 2; time++)
        {
            var summary = await Import(store, "sessions", path);
            Assert.Equal((2, 3), (summary.SetAside, summary.Rows));
            Assert.Equal([new ImportFinding($"started_at 'soon' is no time that this import reads.", "x.csv", 3, 2)], summary.Reasons);
            Assert.Equal([3L, 4L], store.RowsSetAside().Select(row => row.Line));
        }
    }

    [Fact]
    public async Task Strict_stops_before_anything_is_written_and_a_dry_run_writes_nothing()
    {
        var store = Store();
        var bad = _files.Write("x.csv", "id,started_at\ns1,2024-03-04\ns2,soon");
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Run(store, new ImportRequest("sessions", [bad], IsStrict: true)));
        Assert.Equal("x.csv, line 3: started_at 'soon' is no time that this import reads. Nothing was imported.", error.Message);
        var dry = await Run(store, new ImportRequest("sessions", [bad]) { IsDry = true });
        Assert.Equal((2, 1, 0), (dry.Rows, dry.SetAside, dry.Created));
        Assert.Equal((0, 0), (store.Position, store.RowsSetAside().Count));
    }

    [Fact]
    public async Task The_source_is_the_one_that_is_named()
    {
        var store = Store();
        var path = _files.Write("x.csv", "id,source,started_at\ns1,,2024-03-04\ns2,own,2024-03-04");
        await Run(store, new ImportRequest("sessions", [path]) { Source = "bot" });
        Assert.Equal(["bot/s1", "own/s2"], store.OfKind<Session>().Select(session => $"{session.Source}/{session.Id}").Order(StringComparer.Ordinal));
        var tickets = _files.Write("t.jsonl", """{"id":"1"}""");
        await Run(store, new ImportRequest("tickets", [tickets]) { Source = "desk" });
        Assert.NotNull(store.Find<Ticket>("desk", "1"));
        var error = await Assert.ThrowsAsync<UsageException>(() => Run(store, new ImportRequest("sessions", [path]) { Source = " " }));
        Assert.Equal("' ' is no name of a source.", error.Message);
    }

    public void Dispose()
    {
        foreach (var store in _stores) store.Dispose();
        foreach (var folder in _folders) folder.Dispose();
        _files.Dispose();
    }

    private string Csv(string import) => _files.Write($"{import}.csv", Samples.All[import].Csv);

    private SqliteRecords Store()
    {
        _folders.Add(new RecordsFolder());
        _stores.Add(_folders[^1].Open());
        return _stores[^1];
    }

    private static string Documents(SqliteRecords store) => string.Join(
        '\n', store.ChangesAfter(0).Select(change => $"{change.Record.GetType().Name} {Encoding.UTF8.GetString(RecordJson.Write(change.Record))}").Order(StringComparer.Ordinal));

    private static Task<ImportSummary> Import(SqliteRecords store, string import, string path) => Run(store, new ImportRequest(import, [path]));

    private static Task<ImportSummary> Run(SqliteRecords store, ImportRequest request) =>
        new FileImport(store).Run(request, cancellation: TestContext.Current.CancellationToken);
}
