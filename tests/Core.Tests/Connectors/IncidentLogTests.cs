using Deskmeter.Connectors;
using Deskmeter.Connectors.Files;
using Deskmeter.Core.Tests.Records;
using Deskmeter.Helpdesk;
using Deskmeter.Records;
using NodaTime;
using Xunit;

namespace Deskmeter.Core.Tests.Connectors;

/// <summary>The preset <c>servicenow</c> on a real log of 141,712 updates of 24,918 incidents.</summary>
public sealed class IncidentLogTests
{
    /// <summary>Holds the incidents with repeated counters and with times that run backwards, and two rows that name no known state.</summary>
    private const int Part = 6_000;

    [Fact]
    public async Task Every_row_goes_in_and_a_second_import_changes_nothing()
    {
        using var folder = new RecordsFolder();
        using var records = folder.Open();
        var request = new ImportRequest("servicenow", [SharedData.IncidentLog]);

        var first = await Import(records, request);
        var position = records.Position;
        var second = await Import(records, request);

        Assert.Equal(141_712, first.Rows);
        Assert.Equal((24_918, 0, 0), (first.Created, first.Changed, first.Unchanged));
        Assert.Equal(0, first.SetAside);
        Assert.Empty(first.Damages);
        Assert.Equal(
            ["incident_state '-100' is not known. It counts as unknown.", "The time runs backwards: it is before that of the ticket's row above. Events are ordered by their time."],
            first.Warnings.Select(warning => warning.Message.ToString()));
        Assert.Equal([5L, 1L], first.Warnings.Select(warning => warning.Count));
        Assert.Equal([115_643L, 360L], first.Warnings.Select(warning => warning.Line));
        Assert.Equal((0, 0, 24_918), (second.Created, second.Changed, second.Unchanged));
        Assert.Equal(position, records.Position);
        List<Ticket> tickets = [.. records.OfKind<Ticket>()];
        Assert.Equal(141_712, tickets.Sum(ticket => ticket.Events.Count));
        Assert.Equal(1_556, tickets.Count(ticket => ticket.Profile is { Resolved: { At: null }, Closed.At: not null }));
        Assert.Equal(Instant.FromUtc(2017, 2, 18, 15, 0), records.NewestEvent);
    }

    [Fact]
    public async Task An_incident_is_kept_in_the_words_of_its_source()
    {
        using var folder = new RecordsFolder();
        using var records = folder.Open();
        await Import(records, new ImportRequest("servicenow", [Written(folder, [.. Lines().Take(5)])]));

        var ticket = records.Find<Ticket>("servicenow", "INC0000045")!;
        var profile = ticket.Profile!;

        Assert.Equal(Instant.FromUtc(2016, 2, 29, 1, 16), profile.CreatedAt);
        Assert.Equal(new Actor(ActorClass.Agent, "Opened by  8"), profile.OpenedBy);
        Assert.Equal(("Caller 2403", "Phone", "3 - Moderate", "Location 143"), (profile.Customer, profile.Channel, profile.Priority, profile.Location));
        Assert.Equal(("Category 55", null), (profile.Topic, profile.Product));
        Assert.Equal("Subcategory 170", profile.Slices["subcategory"]);
        Assert.Equal(new StatedInstant(Instant.FromUtc(2016, 2, 29, 11, 29), new Actor(ActorClass.Agent, "Resolved by 149")), profile.Resolved);
        Assert.Equal(new StatedInstant(Instant.FromUtc(2016, 3, 5, 12, 0)), profile.Closed);
        Assert.Equal([new StatedSla(SlaMetric.Resolution, IsMet: true)], profile.StatedSla);
        Assert.False(profile.HasMessages);
        var state = Assert.IsType<StateObserved>(ticket.Events[1]);
        Assert.Equal((Instant.FromUtc(2016, 2, 29, 8, 53), 2), (state.At, state.Sequence));
        Assert.Equal(new Actor(ActorClass.Agent, "Updated by 642"), state.By);
        Assert.Equal(("solved", "Resolved"), (state.Cells["status"], state.Cells["status_name"]));
        Assert.Equal((null, "Group 56", "3 - Moderate"), (state.Cells["agent"], state.Cells["team"], state.Cells["priority"]));
    }

    [Fact]
    public async Task The_state_minus_100_is_unknown_and_the_other_cells_count()
    {
        using var folder = new RecordsFolder();
        using var records = folder.Open();
        await Import(records, new ImportRequest("servicenow", [Written(folder, [Lines().First(), .. Lines().Where(line => line.StartsWith("INC0028089,", StringComparison.Ordinal))])]));

        var states = records.Find<Ticket>("servicenow", "INC0028089")!.Events.OfType<StateObserved>().ToList();

        Assert.Equal(2, states.Count(state => !state.Cells.ContainsKey("status") && !state.Cells.ContainsKey("status_name")));
        Assert.All(states, state => Assert.Equal("Group 64", state.Cells["team"]));
    }

    [Fact]
    public async Task Shuffled_rows_and_a_part_before_the_whole_give_the_same_documents()
    {
        using var folder = new RecordsFolder();
        List<string> lines = [.. Lines().Take(Part + 1)];
        var shuffled = lines[1..].ToArray();
        new Random(7).Shuffle(shuffled);

        var whole = await Documents(Written(folder, lines));
        var mixed = await Documents(Written(folder, [lines[0], .. shuffled]));
        var parts = await Documents(
            Written(folder, [lines[0], .. shuffled.Take(Part / 3)]), Written(folder, lines), Written(folder, [lines[0], .. lines[1..].Skip(Part / 2)]));

        Assert.True(whole.Count > 500);
        Assert.Equal(whole, mixed);
        Assert.Equal(whole, parts);
    }

    [Fact]
    public async Task Times_without_a_zone_are_of_the_zone_that_the_import_names()
    {
        using var folder = new RecordsFolder();
        using var records = folder.Open();
        await Import(records, new ImportRequest("servicenow", [Written(folder, [.. Lines().Take(5)])], Zone: "America/Sao_Paulo"));

        Assert.Equal(Instant.FromUtc(2016, 2, 29, 4, 16), records.Find<Ticket>("servicenow", "INC0000045")!.Profile!.CreatedAt);
    }

    private static Task<ImportSummary> Import(IRecordStore records, ImportRequest request) =>
        new FileImport(records).Run(request, cancellation: TestContext.Current.CancellationToken);

    private static async Task<SortedDictionary<string, string>> Documents(params string[] paths)
    {
        using var folder = new RecordsFolder();
        using var records = folder.Open();
        foreach (var path in paths) await Import(records, new ImportRequest("servicenow", [path]));
        var documents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var ticket in records.OfKind<Ticket>()) documents[ticket.Id] = Convert.ToHexString(TicketJson.Write(ticket));
        return documents;
    }

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(InputFile.Open(SharedData.IncidentLog));
        while (reader.ReadLine() is { } line) yield return line;
    }

    private static string Written(RecordsFolder folder, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder.Folder, $"{Guid.NewGuid():N}.csv");
        File.WriteAllLines(path, lines);
        return path;
    }
}
