using System.Text;
using System.Text.Json;
using Deskmeter.Access;
using Deskmeter.App.Sources;
using Deskmeter.App.Tests.Web;
using Deskmeter.Core.Tests;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Layouts;
using Deskmeter.Metrics;
using Deskmeter.Notes;
using Deskmeter.Targets;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Builder;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Pictures;

/// <summary>
/// The fictional shop that the pictures show, on a Wednesday afternoon: with targets, notes, a file that waits and an import of which
/// one row was set aside. Nothing in it depends on the day, so that the same program makes the same pictures.
/// </summary>
public sealed class ShownDesk : IAsyncLifetime
{
    /// <summary>Enough that most figures can be judged.</summary>
    private const int Many = 20_000;

    private const int Few = 4_000;

    private const string Calls = """
        Call ID;Offered;Answered;Ended;Result;Line;Agent
        C-2201;18.11.2026 09:02:10;18.11.2026 09:02:25;18.11.2026 09:07:40;answered;Orders;Emma Clarke
        C-2202;18.11.2026 09:05:44;;18.11.2026 09:07:01;gave up;Orders;
        C-2203;18.11.2026 09:11:03;18.11.2026 09:11:31;18.11.2026 09:15:12;answered;Returns;Thijs Brouwer
        C-2204;18.11.2026 09:12:50;18.11.2026 09:13:02;18.11.2026 09:20:45;answered;Products;Grace Turner
        C-2205;18.11.2026 09:20:17;;18.11.2026 09:21:00;voicemail;Returns;
        """;

    private const string Tickets = """
        Ref;Opened;State;Owner;Way
        R-101;02.11.2026 09:00;Done;Emma Clarke;email
        R-102;03.11.2026 10:20;Done;Thijs Brouwer;email
        R-103;31.11.2026 10:00;Done;Thijs Brouwer;chat
        R-104;05.11.2026 14:05;Open;Emma Clarke;chat
        """;

    private static readonly LayoutSection[] Meeting =
    [
        new(1, "Are we fast enough", ["first_response_time", "resolution_time", "sla_attainment_first"]),
        new(2, "Are people content", ["csat_score", "unhappy_not_followed_up", "reopen_rate"]),
    ];

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 18, 13, 40);

    private readonly string _folder;
    private readonly int _tickets;
    private readonly List<WebApplication> _apps = [];
    private readonly List<Workspace> _workspaces = [];
    private readonly Dictionary<string, string> _places = [];
    private HeldOpening? _opening;
    private FileStream? _held;
    private long _layout;

    public ShownDesk()
        : this(Few, Directory.CreateTempSubdirectory("deskmeter-shown-").FullName)
    {
    }

    private ShownDesk(int tickets, string folder) => (_tickets, _folder) = (tickets, folder);

    /// <summary>Where the shop is shown.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Where a folder without data is shown.</summary>
    public string EmptyAddress { get; private set; } = "";

    /// <summary>Where a folder whose figures are being built is shown.</summary>
    public string OpeningAddress { get; private set; } = "";

    /// <summary>The shop as pictures show it: in a folder of one name, which a page says.</summary>
    public static async Task<ShownDesk> ForPictures()
    {
        var desk = new ShownDesk(Many, Path.Combine(Path.GetTempPath(), "deskmeter-pictures"));
        await desk.InitializeAsync();
        return desk;
    }

    /// <summary>The whole address of what a picture shows.</summary>
    public string AddressOf(Picture picture) =>
        HomeOf(picture) + _places.Aggregate(PageRecords.Fill(picture.Path, _workspaces[0], _layout), (path, place) => path.Replace(place.Key, place.Value, StringComparison.Ordinal));

    /// <summary>The server that has a picture's page.</summary>
    public string HomeOf(Picture picture) => picture.Folder switch
    {
        ShownFolder.Empty => EmptyAddress,
        ShownFolder.Opening => OpeningAddress,
        _ => Address,
    };

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        _held = new FileStream(Path.Combine(_folder, "lock"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var workspace = Open("shop");
        var shop = new DemoShop(_tickets, seed: 1, Now);
        workspace.Change(settings => settings.Adopt(shop.Settings));
        workspace.Add(shop.Records(), shop.RecordsInAll());
        Tell(workspace);
        _layout = workspace.Layouts.Add(Viewer.Owner.Id, "Monday meeting", Meeting).Id!.Value;
        _places["{compared}"] = Compared(workspace);
        await Import(workspace);
        Address = await Start(workspace);
        EmptyAddress = await Start(Open("empty"));
        OpeningAddress = await StartOpening();
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        using var list = JsonDocument.Parse(await client.GetStringAsync("/api/v1/tickets?kpi=response_time&from=2026-10-01&to=2026-11-01&limit=1"));
        _places["{ticket}"] = list.RootElement.GetProperty("tickets")[0].GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_opening is not null) await _opening.DisposeAsync();
        foreach (var app in _apps) await app.DisposeAsync();
        foreach (var workspace in _workspaces) workspace.Dispose();
        if (_held is not null) await _held.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Workspace Open(string name)
    {
        var workspace = Workspace.Open(NewFolder(name), new SettableTime(Now));
        _workspaces.Add(workspace);
        return workspace;
    }

    private string NewFolder(string name)
    {
        var path = Path.Combine(_folder, name);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        return path;
    }

    /// <summary>Shows a folder that stands still while its figures are built.</summary>
    private async Task<string> StartOpening()
    {
        var path = NewFolder("opening");
        var shop = new DemoShop(300, seed: 1, Now);
        using (var before = Workspace.Open(path, new SettableTime(Now))) before.Add(shop.Records(), shop.RecordsInAll());
        _opening = await HeldOpening.Begin(path, new SettableTime(Now));
        return _opening.Address;
    }

    private async Task<string> Start(Workspace workspace)
    {
        var (app, address) = await PageServer.Start(workspace);
        _apps.Add(app);
        return address;
    }

    private static void Tell(Workspace workspace)
    {
        var since = new LocalDate(2026, 9, 1);
        workspace.SetTarget(new Target { Kpi = "first_response_time", Value = 3600, Owner = "Emma Clarke", ValidFrom = since });
        workspace.SetTarget(new Target { Kpi = "first_response_time", Of = new Filter("channel", ["chat"]), Value = 300, Owner = "Daan Vermeer", ValidFrom = since });
        workspace.SetTarget(new Target { Kpi = "reopen_rate", Value = 0.05, ValidFrom = since });
        workspace.SetTarget(new Target { Kpi = "csat_score", Value = 0.7, Period = TargetPeriod.Quarter, Owner = "Noor van Dijk", ValidFrom = new LocalDate(2026, 7, 1) });
        workspace.Notes.Add(new Note(new LocalDate(2026, 10, 12), new LocalDate(2026, 10, 14), "Carrier strike", null, []));
        workspace.Notes.Add(new Note(new LocalDate(2026, 11, 2), new LocalDate(2026, 11, 2), "New chat bot", null, []));
    }

    /// <summary>A file that waits to be looked at, and one that was imported.</summary>
    private async Task Import(Workspace workspace)
    {
        var imported = await Take(workspace, "returns-desk.csv", Tickets);
        var request = ChoiceForm.Read([], workspace.Uploads.PathOf(imported.Id)).Request(imported, workspace.Uploads, isDry: false);
        var run = workspace.Imports.Begin(request, imported.Id);
        workspace.Import(request, run: run);
        _places["{import}"] = $"{run.Id}";
        _places["{upload}"] = (await Take(workspace, "calls-november.csv", Calls)).Id;
    }

    /// <summary>The ticket that most people reviewed.</summary>
    private static string Compared(Workspace workspace)
    {
        var ticket = workspace.Records.OfKind<Review>().Where(review => review.Ticket is { } id && workspace.Records.Find<Ticket>(id).Count > 0)
            .GroupBy(review => review.Ticket!).OrderByDescending(reviews => reviews.Select(review => review.Reviewer).Distinct().Count()).First().Key;
        return $"ticket={Uri.EscapeDataString(ticket)}&source={Uri.EscapeDataString(workspace.Records.Find<Ticket>(ticket)[0].Source)}";
    }

    private static async Task<Deskmeter.Imports.Upload> Take(Workspace workspace, string name, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await workspace.Uploads.Take(name, stream, 1 << 20, [], CancellationToken.None);
    }
}
