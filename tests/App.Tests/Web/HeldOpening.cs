using Deskmeter.App.Jobs;
using Deskmeter.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Deskmeter.App.Tests.Web;

/// <summary>
/// A server over a folder that needs all figures built again, as after an upgrade: it stands still at the first that is told of building
/// them, until it may go on.
/// </summary>
public sealed class HeldOpening : IAsyncDisposable
{
    private readonly ManualResetEventSlim _mayGoOn = new();

    private HeldOpening(Workspace workspace, WebApplication app, string address) => (Workspace, App, Address) = (workspace, app, address);

    public Workspace Workspace { get; }

    public WebApplication App { get; }

    public string Address { get; }

    public Opening Opening => App.Services.GetRequiredService<Opening>();

    /// <summary>Takes the facts of a folder away, as those of another version, which say nothing to this one, and serves it.</summary>
    public static async Task<HeldOpening> Begin(string folder, TimeProvider time)
    {
        Directory.Delete(Path.Combine(folder, "facts"), recursive: true);
        var workspace = Workspace.OpenAsLeft(folder, time);
        var (app, address) = await PageServer.Start(workspace);
        var held = new HeldOpening(workspace, app, address);
        var isUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        held.Opening.Begin((_, _, _) =>
        {
            isUnderWay.TrySetResult();
            held._mayGoOn.Wait();
        });
        await isUnderWay.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return held;
    }

    public void GoOn() => _mayGoOn.Set();

    public async ValueTask DisposeAsync()
    {
        GoOn();
        await App.DisposeAsync();
        Workspace.Dispose();
        _mayGoOn.Dispose();
    }
}
