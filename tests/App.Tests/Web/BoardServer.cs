using Deskmeter.Demo;
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
    private WebApplication _app = null!;

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
        (_app, Address) = await Start(Workspace);
        Client = new HttpClient { BaseAddress = new Uri(Address) };
    }

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

/// <summary>Tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class BoardCollection : ICollectionFixture<BoardServer>, ICollectionFixture<Browser>
{
    public const string Name = "board";
}
