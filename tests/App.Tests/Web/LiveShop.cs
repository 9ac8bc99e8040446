using Deskmeter.App.Live;
using Deskmeter.App.Tests.Cli;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>A small shop in a folder and behind a server of its own, for tests that change what live pages show.</summary>
internal sealed class LiveShop : IAsyncDisposable
{
    private static readonly DemoShop Shop = new(500, seed: 3, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));
    private readonly TestFolder _folder = new();
    private WebApplication _app = null!;
    private int _told;

    private LiveShop(TimeProvider time) => Workspace = Workspace.Open(_folder.Path, time);

    public Workspace Workspace { get; }

    /// <summary>Where its pages are.</summary>
    public string Address { get; private set; } = "";

    public int Port => new Uri(Address).Port;

    public LiveHub Hub => _app.Services.GetRequiredService<LiveHub>();

    /// <summary>The midnight up to which its tickets reach.</summary>
    public static Instant End => Shop.End;

    public static async Task<LiveShop> Open(int tickets = 300, TimeProvider? time = null)
    {
        var shop = new LiveShop(time ?? TimeProvider.System);
        shop.Grow(tickets);
        (shop._app, shop.Address) = await BoardServer.Start(shop.Workspace);
        return shop;
    }

    /// <summary>Brings in the first so many of 500 tickets.</summary>
    public void Grow(int tickets) => Workspace.Add(Shop.Tickets().Take(tickets), tickets, cancellation: TestContext.Current.CancellationToken);

    /// <summary>A customer opens a ticket at an instant.</summary>
    public void Open(Instant at)
    {
        var ticket = new Ticket("demo", $"opened {_told++}")
        {
            Profile = new TicketProfile { CreatedAt = at, Customer = "c", Channel = "email" },
            Events = [new MessageSent($"message {_told}", at) { By = new Actor(ActorClass.Customer, "c") }],
        };
        Workspace.Add([ticket], 1, cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>A customer opens a ticket a minute after everything before: every filter set shows another time.</summary>
    public void OpenNext() => Open(Workspace.DefaultAsOf + Duration.FromMinutes(1));

    public async Task Stop() => await _app.DisposeAsync();

    /// <summary>Serves again where it was served before.</summary>
    public async Task Restart()
    {
        _app = Server.Build(Workspace, new ServerOptions { Port = Port });
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Workspace.Dispose();
        _folder.Dispose();
    }
}
