using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>The network between a browser and a server. Cut, nothing goes through it, and no end is told: as when a cable is pulled.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly int _to;
    private readonly Task _running;
    private volatile TaskCompletionSource _whole = New();

    /// <param name="to">The server's port.</param>
    public Cable(int to)
    {
        _to = to;
        _whole.SetResult();
        _listener.Start();
        _running = Accept();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Cut() => _whole = New();

    /// <summary>What was sent meanwhile is lost, with its connections.</summary>
    public void Mend() => _whole.SetResult();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task Accept()
    {
        while (true) _ = Join(await _listener.AcceptTcpClientAsync(_ending.Token));
    }

    private async Task Join(TcpClient near)
    {
        using var owned = near;
        using var far = new TcpClient();
        try
        {
            await _whole.Task.WaitAsync(_ending.Token);
            await far.ConnectAsync(IPAddress.Loopback, _to, _ending.Token);
            await Task.WhenAny(Carry(near.GetStream(), far.GetStream()), Carry(far.GetStream(), near.GetStream()));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // One end has gone.
        }
    }

    private async Task Carry(NetworkStream from, NetworkStream to)
    {
        var bytes = new byte[16_384];
        while (await from.ReadAsync(bytes, _ending.Token) is > 0 and var read)
        {
            var isLost = !_whole.Task.IsCompleted;
            await _whole.Task.WaitAsync(_ending.Token);
            if (isLost) return;
            await to.WriteAsync(bytes.AsMemory(0, read), _ending.Token);
        }
    }
}
