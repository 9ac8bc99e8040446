using System.Text;
using Deskmeter.Access;
using Deskmeter.Connectors;
using Deskmeter.Helpdesk;
using Deskmeter.Imports;
using Deskmeter.Layouts;
using Deskmeter.Metrics;
using Deskmeter.Notes;
using Deskmeter.Targets;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>The server over a folder in which every text that people or sources bring is a payload, brought in by the ways that there are.</summary>
public sealed class PayloadServer() : PageServer(TimeProvider.System)
{
    /// <summary>Why rows of what can be kept were set aside all the same.</summary>
    public IReadOnlyList<string> SetAside { get; private set; } = [];

    private string _upload = "";
    private long _layout;

    protected override async Task Prepare()
    {
        Workspace.Change(settings =>
        {
            settings.SetCurrency("EUR");
            foreach (var (text, i) in Payloads.Kept.Take(60).Where((_, i) => i % 6 == 0).Select((text, i) => (text, i)))
                settings.UseCalendar(BusinessCalendarFile.Read(Calendar(text), "calendar"), i == 0 ? null : Payloads.Kept[i * 3]);
        });
        SetAside = [.. Import("canonical", PayloadRecords.Tickets(), 0), .. PayloadRecords.Others().SelectMany((other, i) => Import(other.Import, other.Lines, i + 1))];
        Import("canonical", PayloadRecords.Wrong(), 20);
        Say();
        await Upload();
    }

    /// <summary>An address with its places filled by something of this world.</summary>
    public string Fill(string path) => PageRecords.Fill(path, Workspace, _layout).Replace("{ticket}", Uri.EscapeDataString(PayloadRecords.IdOf(0)), StringComparison.Ordinal)
        .Replace("{upload}", _upload, StringComparison.Ordinal).Replace("{import}", $"{Workspace.Imports.Newest(1)[0].Id}", StringComparison.Ordinal);

    /// <summary>Imports lines as a file that is called as a payload.</summary>
    /// <returns>Why some were set aside.</returns>
    public IReadOnlyList<string> Import(string import, IEnumerable<string> lines, int number)
    {
        var path = FileOf($"{number}.jsonl");
        File.WriteAllLines(path, lines);
        var summary = Workspace.Import(new ImportRequest(import, [path]) { Shown = Payloads.Kept[number * 5] + ".jsonl" });
        return [.. ImportOutcome.Of(summary).Reasons.Select(reason => $"{import}: {reason.Message}")];
    }

    /// <summary>What people say themselves: notes, targets with their owners, KPIs of their own.</summary>
    private void Say()
    {
        var day = new LocalDate(2026, 10, 1);
        foreach (var text in Payloads.Kept.Where(text => text.Length <= Note.MostCharacters))
        {
            Workspace.Notes.Add(new Note(day, day, text, null, []));
            day = day == new LocalDate(2026, 10, 28) ? new LocalDate(2026, 10, 1) : day.PlusDays(1);
        }

        foreach (var texts in Payloads.Kept.Where(text => text.Trim().Length is > 0 and <= LayoutRules.LongestName).Chunk(12).Take(LayoutRules.MostLayouts - 1))
            _layout = Workspace.Layouts.Add(Viewer.Owner.Id, texts[0], [.. texts.Select((text, place) => new LayoutSection(place + 1, text, place == 0 ? ["tickets_created"] : []))]).Id!.Value;

        var owners = Payloads.Kept.Where(text => text.Length <= 100 && text.Trim().Length > 0).ToList();
        foreach (var (metric, i) in Workspace.Catalogue.All.Where(TargetRules.CanHave).Select((metric, i) => (metric, i)))
        {
            var member = Workspace.Catalogue.SlicesOf(metric).Contains("channel") && i % 3 == 0 ? new Filter("channel", [Payloads.Kept[i]]) : null;
            Workspace.SetTarget(new Target { Kpi = metric.Id, Value = 1, Owner = owners[i % owners.Count], Of = member, ValidFrom = new LocalDate(2026, 10, 1) });
        }

        foreach (var (texts, i) in Payloads.Kept.Where(text => text.Length < 60).Chunk(60).Select((texts, i) => (texts, i)))
        {
            const string rest = "fact: ticket\ndated_by: created\nmeasure: count()\nunit: count\nbetter: lower\n";
            var name = new Dictionary<string, string> { ["en"] = string.Join(' ', texts.Take(6)), ["nl"] = string.Join(' ', texts.Skip(6).Take(6)) };
            var definition = new Dictionary<string, string> { ["en"] = string.Join(' ', texts), ["nl"] = string.Join(' ', texts) };
            Workspace.SaveKpi($"own_{i}", new OwnKpiText($"own_{i}", rest, name, definition).File);
        }
    }

    private async Task Upload()
    {
        foreach (var text in Payloads.Kept.Where((_, i) => i % 5 == 0)) await Take($"{text}.csv", "ticket,created_at\n");
        _upload = await Take($"{Payloads.Kept[5]}.csv", PayloadRecords.Table());
    }

    private async Task<string> Take(string name, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return (await Workspace.Uploads.Take(name, stream, 1 << 20, [], TestContext.Current.CancellationToken)).Id;
    }

    private static string Calendar(string name) =>
        $"name: {System.Text.Json.JsonSerializer.Serialize(name)}\ntime_zone: UTC\nhours: {{mon: [\"09:00-17:00\"], tue: [\"09:00-17:00\"], wed: [\"09:00-17:00\"]}}\n";
}

/// <summary>Tests that share that world, beside those of the board.</summary>
[CollectionDefinition(Name)]
public sealed class PayloadCollection : ICollectionFixture<PayloadServer>
{
    public const string Name = "payloads";
}
