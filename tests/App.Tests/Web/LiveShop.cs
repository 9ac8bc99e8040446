using Deskmeter.App.Live;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>The server over a small shop, for tests that change what live pages show.</summary>
internal sealed class LiveShop(int tickets, TimeProvider time) : PageServer(time)
{
    private static readonly DemoShop Shop = new(500, seed: 3, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));
    private int _told;

    public int Port => new Uri(Address).Port;

    public LiveHub Hub => App.Services.GetRequiredService<LiveHub>();

    /// <summary>The midnight up to which its tickets reach.</summary>
    public static Instant End => Shop.End;

    public static async Task<LiveShop> Open(int tickets = 300, TimeProvider? time = null)
    {
        var shop = new LiveShop(tickets, time ?? TimeProvider.System);
        await shop.InitializeAsync();
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

    public async Task Stop() => await App.DisposeAsync();

    /// <summary>Serves again where it was served before.</summary>
    public async Task Restart()
    {
        App = Server.Build(Workspace, new ServerOptions { Port = Port });
        await App.StartAsync(TestContext.Current.CancellationToken);
    }

    protected override Task Prepare()
    {
        Grow(tickets);
        return Task.CompletedTask;
    }
}
