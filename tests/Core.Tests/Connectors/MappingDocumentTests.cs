using System.Text.RegularExpressions;
using Deskmeter.Connectors;
using Deskmeter.Connectors.Files;
using Deskmeter.Core.Tests.Records;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>What the page on mappings shows is true.</summary>
public sealed partial class MappingDocumentTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Checkout.Path("docs/sources/files.md"));

    private readonly RecordsFolder _folder = new();
    private readonly SqliteRecords _records;

    public MappingDocumentTests()
    {
        _records = _folder.Open();
        foreach (Match example in Examples().Matches(Page)) File.WriteAllText(InFolder(example.Groups[1].Value), example.Groups[2].Value);
    }

    [Fact]
    public async Task The_example_from_an_empty_file_reads_three_files_joined_by_key()
    {
        var summary = await Import("shop.yaml", "requests.csv", "replies.csv", "people.csv");

        Assert.Equal((2, 0, 0), (summary.Created, summary.SetAside, summary.Warnings.Count));
        Assert.Equal(["plan"], summary.Slices);
        var first = _records.Find<Ticket>("shop", "R-1")!;
        Assert.Equal((Instant.FromUtc(2024, 3, 4, 8, 0), "c17", "mail", "gold"), (first.Profile!.CreatedAt, first.Profile.Customer, first.Profile.Channel, first.Profile.Slices["plan"]));
        Assert.Equal(Instant.FromUtc(2024, 3, 5, 10, 30), first.Profile.Resolved!.At);
        Assert.True(first.Profile.HasMessages);
        Assert.Equal([new Actor(ActorClass.Customer, "c17"), new Actor(ActorClass.Agent, "ada")], first.Events.OfType<MessageSent>().Select(message => message.By));
        var second = _records.Find<Ticket>("shop", "R-2")!;
        Assert.Equal(new StatedInstant(null), second.Profile!.Resolved);
        Assert.Equal([true, false], second.Events.OfType<MessageSent>().Select(message => message.IsPublic));
        Assert.Equal(("pending", "Waiting for client"), Status(second));
    }

    [Fact]
    public async Task An_audit_log_gives_an_event_per_row()
    {
        var summary = await Import("audit.yaml", "audit.csv");

        Assert.Equal((2, 0, 0), (summary.Created, summary.SetAside, summary.Warnings.Count));
        var events = _records.Find<Ticket>("audited", "7")!.Events;
        Assert.Equal([typeof(StatusChanged), typeof(StateObserved), typeof(StateObserved), typeof(TagsChanged), typeof(StatusChanged)], events.Select(told => told.GetType()));
        Assert.Equal([null, new Actor(ActorClass.Automation, "rule 4"), .. Enumerable.Repeat(new Actor(ActorClass.Agent, "eve"), 3)], events.Select(told => told.By));
        Assert.Equal(["refund", "vip"], events.OfType<TagsChanged>().Single().Tags);
        Assert.Equal([new MergeLink("audited", "8", "7")], _records.MergeLinks());
    }

    [Fact]
    public async Task A_log_of_states_gives_the_attributes_of_its_newest_row()
    {
        await Import("states.yaml", "states.csv");

        var ticket = _records.Find<Ticket>("cases", "41")!;
        Assert.Equal(["new", "open", "solved"], ticket.Events.OfType<StateObserved>().Select(state => state.Cells["status"]));
        Assert.Equal([null, "north", "north"], ticket.Events.OfType<StateObserved>().Select(state => state.Cells["team"]));
        Assert.Equal([new StatedSla(SlaMetric.Resolution, IsMet: true)], ticket.Profile!.StatedSla);
        Assert.False(ticket.Profile.HasMessages);
    }

    [Fact]
    public void A_mistake_is_told_as_shown()
    {
        var text = File.ReadAllText(InFolder("shop.yaml")).Replace("channel:", "chanel:", StringComparison.Ordinal);

        var error = Assert.Throws<UsageException>(() => MappingReader.Read("shop.yaml", text));

        Assert.Contains(error.Message, Page.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_is_there()
    {
        Assert.All(EventFields.ByType.Keys, type => Assert.Contains($"| `{type}` |", Page, StringComparison.Ordinal));
        var events = Page[Page.IndexOf("### An event", StringComparison.Ordinal)..Page.IndexOf("### A value", StringComparison.Ordinal)];
        var rows = events.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToDictionary(line => line.Split('`')[1], line => line, StringComparer.Ordinal);
        foreach (var (type, (required, optional)) in EventFields.ByType)
        {
            Assert.All(required.Concat(optional), field => Assert.Contains($"`{field}`", rows[type], StringComparison.Ordinal));
        }

        Assert.All(ProfileReader.Plain, key => Assert.Contains($"`{key}`", Page, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _records.Dispose();
        _folder.Dispose();
    }

    private static (string?, string?) Status(Ticket ticket)
    {
        var cells = ticket.Events.OfType<StateObserved>().Last().Cells;
        return (cells["status"], cells["status_name"]);
    }

    private string InFolder(string name) => Path.Combine(_folder.Folder, name);

    private Task<ImportSummary> Import(string mapping, params string[] files) =>
        new FileImport(_records).Run(new ImportRequest(InFolder(mapping), [.. files.Select(InFolder)]), cancellation: TestContext.Current.CancellationToken);

    [GeneratedRegex(@"\*\*(\S+)\*\*\n\n```(?:csv|yaml)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
