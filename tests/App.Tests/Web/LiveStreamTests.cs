using System.Net.Sockets;
using System.Text;
using Deskmeter.App.Live;
using Deskmeter.App.Tests.Cli;
using Deskmeter.Demo;
using Deskmeter.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

public class LiveStreamTests
{
    private static readonly DemoShop Shop = new(500, seed: 3, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Only_what_changed_is_written_for_those_who_have_the_rest()
    {
        var first = LiveFrame.After(null, [new("one", "<p>1</p>"), new("two", "<p>a\n<b>b</b></p>")]);
        Assert.Equal((1L, true), (first.Version, first.Whole.Span.SequenceEqual(first.Change.Span)));
        Assert.Same(first, LiveFrame.After(first, [.. first.Parts]));
        var second = LiveFrame.After(first, [new("one", "<p>2</p>"), first.Parts[1]]);
        Assert.Equal(2, second.Version);
        Assert.Equal(
            "event: figures\ndata: <turbo-stream action=\"replace\" method=\"morph\" target=\"one\"><template>\ndata: <p>2</p>\ndata: </template></turbo-stream>\n\n",
            Encoding.UTF8.GetString(second.Change.Span));
        Assert.Contains("data: <p>a\ndata: <b>b</b></p>\n", Encoding.UTF8.GetString(second.Whole.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewers_of_one_filter_set_share_it_and_a_filter_set_goes_with_its_last()
    {
        using var folder = new TestFolder();
        using var workspace = Workspace.Open(folder.Path, TimeProvider.System);
        workspace.Add(Shop.Tickets().Take(200), 200, cancellation: Cancellation);
        var (app, address) = await BoardServer.Start(workspace);
        await using var running = app;
        var hub = app.Services.GetRequiredService<LiveHub>();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using (await client.GetAsync("/live/events", HttpCompletionOption.ResponseHeadersRead, Cancellation))
        using (await client.GetAsync("/live/events?period=7d", HttpCompletionOption.ResponseHeadersRead, Cancellation))
        using (await client.GetAsync("/live/events?where=channel%3Demail", HttpCompletionOption.ResponseHeadersRead, Cancellation))
        {
            Assert.Equal(2, hub.Views);
        }

        for (var tries = 0; hub.Views > 0 && tries < 100; tries++) await Task.Delay(100, Cancellation);
        Assert.Equal(0, hub.Views);
        Assert.Equal(400, (int)(await client.GetAsync("/live/events?where=nope%3D1", Cancellation)).StatusCode);
        Assert.Equal(0, hub.Views);
    }

    [Fact]
    public async Task Viewers_that_never_read_hold_nobody_up()
    {
        using var folder = new TestFolder();
        using var workspace = Workspace.Open(folder.Path, TimeProvider.System);
        workspace.Add(Shop.Tickets().Take(100), 100, cancellation: Cancellation);
        var (app, address) = await BoardServer.Start(workspace);
        await using var running = app;
        var port = new Uri(address).Port;
        var deaf = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            deaf.Add(new TcpClient());
            await deaf[i].ConnectAsync("127.0.0.1", port, Cancellation);
            await deaf[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /live/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"), Cancellation);
        }

        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using var answer = await client.GetAsync("/live/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        await Until(reader, "event: hello");
        await Until(reader, "event: figures");
        foreach (var more in new[] { 300, 500 })
        {
            workspace.Add(Shop.Tickets().Take(more), more, cancellation: Cancellation);
            await Until(reader, "event: figures");
        }

        await Until(reader, "event: beat");
        deaf.ForEach(one => one.Dispose());
    }

    private static async Task Until(StreamReader reader, string line)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await reader.ReadLineAsync(limit.Token) is { } read)
            if (read == line) return;
        Assert.Fail($"The stream ended before '{line}'.");
    }
}
