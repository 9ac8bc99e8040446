using Deskmeter.App.Tests.Cli;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>The real server on a free port, over a data folder of its own.</summary>
/// <param name="time">The workspace's clock.</param>
/// <param name="goesOn">The client goes on to where an answer sends it.</param>
public abstract class PageServer(TimeProvider time, bool goesOn = true) : IAsyncLifetime
{
    private readonly TestFolder _folder = new();

    public Workspace Workspace { get; private set; } = null!;

    /// <summary>Keeps cookies.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Where the pages are, such as <c>http://127.0.0.1:43127</c>.</summary>
    public string Address { get; private set; } = "";

    protected WebApplication App { get; set; } = null!;

    /// <summary>Starts a server over a workspace on a free port.</summary>
    public static async Task<(WebApplication App, string Address)> Start(Workspace workspace)
    {
        var app = Server.Build(workspace, new ServerOptions { Port = 0 });
        await app.StartAsync();
        return (app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask InitializeAsync()
    {
        Workspace = Workspace.Open(_folder.Path, time);
        await Prepare();
        (App, Address) = await Start(Workspace);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = goesOn }) { BaseAddress = new Uri(Address) };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client?.Dispose();
        if (App is not null) await App.DisposeAsync();
        Workspace?.Dispose();
        _folder.Dispose();
    }

    /// <summary>Brings in what there is before anybody asks.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    /// <summary>The path of a file beside the data.</summary>
    protected string FileOf(string name) => _folder.File(name);
}

/// <summary>One over an empty folder.</summary>
public sealed class EmptyServer() : PageServer(TimeProvider.System)
{
    /// <summary>Starts one for a single test, which disposes it.</summary>
    public static async Task<EmptyServer> Begin()
    {
        var server = new EmptyServer();
        await server.InitializeAsync();
        return server;
    }
}
