using System.Text.RegularExpressions;
using Deskmeter.Connectors;
using Deskmeter.Connectors.Forms;
using Deskmeter.Core.Tests.Records;
using Deskmeter.Helpdesk;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors.Forms;

/// <summary>What the page on records shows is true.</summary>
public sealed partial class RecordDocumentTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Checkout.Path("docs/sources/records.md"));

    private readonly FormFolder _folder = new();
    private readonly Dictionary<string, string> _examples = [];

    public RecordDocumentTests()
    {
        foreach (Match example in Examples().Matches(Page)) _examples[example.Groups[1].Value] = _folder.Write(example.Groups[1].Value, example.Groups[2].Value);
    }

    public static TheoryData<string> Imports => RecordImportTests.Imports;

    [Theory]
    [MemberData(nameof(Imports))]
    public void Both_examples_are_read_without_a_doubt_and_say_the_same(string import)
    {
        var (csv, json) = (_examples[$"{import}.csv"], _examples[$"{import}.jsonl"]);
        Assert.Empty(FormFolder.Findings(import, csv));
        Assert.Empty(FormFolder.Findings(import, json));
        using var one = new RecordsFolder();
        using var other = new RecordsFolder();
        Assert.Equal(Stored(one, import, json), Stored(other, import, csv));
    }

    [Theory]
    [MemberData(nameof(Imports))]
    public void Every_column_and_every_word_is_there(string import)
    {
        var forms = RecordForm.OfImport(import);
        var section = Section($"## {import}\n") + Section("## What every record has\n");
        Assert.All(RecordHeader.Known(forms), column => Assert.Contains($"`{column}`", column.EndsWith("_version", StringComparison.Ordinal) ? $"`{column}`" : section, StringComparison.Ordinal));
        var fields = forms.SelectMany(form => form.Object.Fields.Concat(form.Parts?.Items!.Fields ?? []));
        Assert.All(fields.SelectMany(field => field.Words), word => Assert.Contains($"`{word}`", section, StringComparison.Ordinal));
        Assert.Contains($"| [{import}](#{import}) |", Page, StringComparison.Ordinal);
        Assert.True(File.Exists(Checkout.Path($"docs/sources/{import}.schema.json")));
    }

    [Fact]
    public void The_mapping_reads_its_table()
    {
        var mapping = RecordMappingReader.Read("pbx.yaml", File.ReadAllText(_examples["pbx.yaml"]), "calls");
        var items = new RecordImport(mapping, [_examples["pbx.csv"]], DateTimeZone.Utc, null).Read(new Deskmeter.Connectors.Files.ReadMeter()).ToList();
        var calls = items.Select(item => (Call)Assert.IsType<ImportItem.Piece>(item).Record).ToList();
        Assert.Equal([("pbx", "77", CallOutcome.Answered), ("pbx", "78", CallOutcome.AbandonedQueue)], calls.Select(call => (call.Source, call.Id, call.Outcome!.Value)));
        Assert.Equal(
            new CallLeg("2024-03-04T09:00:00Z", Instant.FromUtc(2024, 3, 4, 9, 0))
            {
                Queue = "orders",
                Agent = "ada",
                AnsweredAt = Instant.FromUtc(2024, 3, 4, 9, 1),
                EndedAt = Instant.FromUtc(2024, 3, 4, 9, 6),
                HoldSeconds = 0,
                Holds = calls[0].Legs[0].Holds,
            },
            calls[0].Legs.Single());
        Assert.Equal((null, null), (calls[1].Legs.Single().Agent, calls[1].Legs.Single().AnsweredAt));
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> Stored(RecordsFolder folder, string import, string path)
    {
        using var store = folder.Open();
        new FileImport(store).Run(new ImportRequest(import, [path]), cancellation: TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return [.. store.ChangesAfter(0).Select(change => System.Text.Encoding.UTF8.GetString(Deskmeter.Records.RecordJson.Write(change.Record))).Order(StringComparer.Ordinal)];
    }

    private static string Section(string title)
    {
        var start = Page.IndexOf(title, StringComparison.Ordinal);
        Assert.True(start >= 0, title);
        var end = Page.IndexOf("\n## ", start + 3, StringComparison.Ordinal);
        return Page[start..end];
    }

    [GeneratedRegex(@"\*\*(\S+)\*\*\n\n```(?:csv|json|yaml)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
