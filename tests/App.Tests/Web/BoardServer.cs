using System.Collections.Concurrent;
using Deskmeter.Access;
using Deskmeter.Connectors;
using Deskmeter.Demo;
using Deskmeter.Imports;
using Deskmeter.Layouts;
using Deskmeter.Metrics;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>The real server on a free port, over the data folder of a small fictional shop.</summary>
public sealed class BoardServer : IAsyncLifetime
{
    private const int Tickets = 4000;
    private readonly string _folder = Directory.CreateTempSubdirectory("deskmeter-board-").FullName;
    private readonly ConcurrentDictionary<string, Task<string>> _pages = new();
    private WebApplication _app = null!;
    private string _ticket = "", _upload = "";
    private long _layout;

    public Workspace Workspace { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Where the board is, such as <c>http://127.0.0.1:43127</c>.</summary>
    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var shop = new DemoShop(Tickets, seed: 7, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));
        Workspace = Workspace.Open(_folder, TimeProvider.System);
        Workspace.Change(settings => settings.Adopt(shop.Settings));
        Workspace.Add(shop.Records(), shop.RecordsInAll());
        _ticket = Workspace.Rows(new MetricQuery { Kpis = ["response_time"], From = new LocalDate(2026, 10, 1), To = new LocalDate(2026, 11, 1) }, new RowWindow(RowOrder.Worst, 0, 1)).Rows[0].Id;
        using var file = new MemoryStream("id,offered_at,agent,outcome\nk1,2026-03-04T09:00:00Z,ada,answered\n"u8.ToArray());
        _upload = (await Workspace.Uploads.Take("calls.csv", file, 1 << 20, [], CancellationToken.None)).Id;
        var run = Workspace.Imports.Begin(new ImportRequest("calls", ["/x/killed.csv"]));
        Workspace.Imports.End(run.Id, ImportState.Interrupted, new ImportOutcome());
        _layout = Workspace.Layouts.Add(Viewer.Owner.Id, "Mine", [new LayoutSection(1, "Today", ["tickets_created", "first_response_time"])]).Id!.Value;
        (_app, Address) = await Start(Workspace);
        Client = new HttpClient { BaseAddress = new Uri(Address) };
    }

    /// <summary>The page of a KPI in October, asked for once: several tests read all of them.</summary>
    public Task<string> KpiPage(string id) => _pages.GetOrAdd(id, key => Client.GetStringAsync($"/kpi/{key}?from=2026-10-01&to=2026-11-01"));

    /// <summary>An address of <see cref="BoardPages"/> with its places filled by something of this world.</summary>
    public string Fill(string path) => PageRecords.Fill(path, Workspace, _layout).Replace("{ticket}", _ticket, StringComparison.Ordinal)
        .Replace("{upload}", _upload, StringComparison.Ordinal).Replace("{import}", "1", StringComparison.Ordinal);

    /// <summary>Starts a server over a workspace on a free port.</summary>
    public static async Task<(WebApplication App, string Address)> Start(Workspace workspace)
    {
        var app = Server.Build(workspace, new ServerOptions { Port = 0 });
        await app.StartAsync();
        return (app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Workspace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Tests that share one server; the browser is shared by all.</summary>
[CollectionDefinition(Name)]
public sealed class BoardCollection : ICollectionFixture<BoardServer>
{
    public const string Name = "board";
}
