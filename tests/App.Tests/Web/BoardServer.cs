using System.Collections.Concurrent;
using Deskmeter.Access;
using Deskmeter.Connectors;
using Deskmeter.Demo;
using Deskmeter.Imports;
using Deskmeter.Layouts;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>The server over a small fictional shop.</summary>
public sealed class BoardServer() : PageServer(TimeProvider.System)
{
    private const int Tickets = 4000;
    private readonly ConcurrentDictionary<string, Task<string>> _pages = new();
    private string _ticket = "", _upload = "";

    /// <summary>One's own layout, made again when tests of layouts have taken it away.</summary>
    private long Layout => (Workspace.Layouts.Of(Viewer.Owner.Id) is [var own, ..] ? own
        : Workspace.Layouts.Add(Viewer.Owner.Id, "Mine", [new LayoutSection(1, "Today", ["tickets_created", "first_response_time"])])).Id!.Value;

    /// <summary>The page of a KPI in October, asked for once: several tests read all of them.</summary>
    public Task<string> KpiPage(string id) => _pages.GetOrAdd(id, key => Client.GetStringAsync($"/kpi/{key}?from=2026-10-01&to=2026-11-01"));

    /// <summary>An address of <see cref="BoardPages"/> with its places filled by something of this world.</summary>
    public string Fill(string path) => PageRecords.Fill(path, Workspace, Layout).Replace("{ticket}", _ticket, StringComparison.Ordinal)
        .Replace("{upload}", _upload, StringComparison.Ordinal).Replace("{import}", "1", StringComparison.Ordinal);

    protected override async Task Prepare()
    {
        var shop = new DemoShop(Tickets, seed: 7, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));
        Workspace.Change(settings => settings.Adopt(shop.Settings));
        Workspace.Add(shop.Records(), shop.RecordsInAll());
        _ticket = Workspace.Rows(new MetricQuery { Kpis = ["response_time"], From = new LocalDate(2026, 10, 1), To = new LocalDate(2026, 11, 1) }, new RowWindow(RowOrder.Worst, 0, 1)).Rows[0].Id;
        using var file = new MemoryStream("id,offered_at,agent,outcome\nk1,2026-03-04T09:00:00Z,ada,answered\n"u8.ToArray());
        _upload = (await Workspace.Uploads.Take("calls.csv", file, 1 << 20, [], CancellationToken.None)).Id;
        var run = Workspace.Imports.Begin(new ImportRequest("calls", ["/x/killed.csv"]));
        Workspace.Imports.End(run.Id, ImportState.Interrupted, new ImportOutcome());
    }
}

/// <summary>Tests that share one server; the browser is shared by all.</summary>
[CollectionDefinition(Name)]
public sealed class BoardCollection : ICollectionFixture<BoardServer>
{
    public const string Name = "board";
}
