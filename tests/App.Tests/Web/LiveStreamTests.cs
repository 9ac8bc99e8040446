using System.Diagnostics;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Deskmeter.Access;
using Deskmeter.App.Board;
using Deskmeter.App.Live;
using Deskmeter.Demo;
using Deskmeter.Helpdesk;
using Deskmeter.Metrics;
using Deskmeter.Targets;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

public class LiveStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Only_what_changed_is_written_for_those_who_have_the_rest()
    {
        var first = LiveFrame.After(null, [new("one", "<p>1</p>"), new("two", "<p>a\n<b>b</b></p>")]);
        Assert.Equal((1L, true), (first.Version, ReferenceEquals(first.Whole, first.Change)));
        Assert.Same(first, LiveFrame.After(first, [.. first.Parts]));
        var second = LiveFrame.After(first, [new("one", "<p>2</p>"), first.Parts[1]]);
        Assert.Equal(2, second.Version);
        Assert.Equal(
            "event: figures\ndata: <turbo-stream action=\"replace\" method=\"morph\" target=\"one\"><template><p>2</p></template></turbo-stream>\n\n",
            Encoding.UTF8.GetString(second.Change.Plain.Span));
        Assert.Contains("<template><p>a\ndata: <b>b</b></p></template>", Encoding.UTF8.GetString(second.Whole.Plain.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewers_of_one_filter_set_share_it_and_a_filter_set_goes_with_its_last()
    {
        await using var shop = await LiveShop.Open();
        var hub = shop.Hub;
        using var client = new HttpClient { BaseAddress = new Uri(shop.Address) };
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
        await using var shop = await LiveShop.Open(100);
        var deaf = new List<TcpClient>();
        for (var i = 0; i < 20; i++) deaf.Add(await Call(shop));
        using var client = new HttpClient { BaseAddress = new Uri(shop.Address) };
        using var answer = await client.GetAsync("/live/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        await Until(reader, "event: hello");
        await Until(reader, "event: figures");
        foreach (var more in new[] { 300, 500 })
        {
            shop.Grow(more);
            await Until(reader, "event: figures");
        }

        await Until(reader, "event: beat");
        deaf.ForEach(one => one.Dispose());
    }

    [Fact]
    public async Task A_viewer_that_never_reads_is_cut_off()
    {
        await using var shop = await LiveShop.Open(100);
        using var deaf = await Call(shop);
        while (shop.Hub.Viewers == 0) await Task.Delay(50, Cancellation);
        // What it does not take fills its buffers, which are small; the server waits a few seconds more.
        for (var changes = 0; shop.Hub.Viewers > 0 && changes < 200; changes++)
        {
            shop.OpenNext();
            await Task.Delay(300, Cancellation);
        }

        Assert.Equal(0, shop.Hub.Viewers);
    }

    /// <summary>Pieces that were packed once for all viewers are one stream to each of them.</summary>
    [Fact]
    public async Task Whoever_takes_it_is_sent_it_packed()
    {
        await using var shop = await LiveShop.Open(100);
        using var client = new HttpClient { BaseAddress = new Uri(shop.Address) };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        using var answer = await client.GetAsync("/live/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        await using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(Cancellation), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        await Until(reader, "event: hello");
        await Until(reader, "event: figures");
        shop.OpenNext();
        await Until(reader, "event: figures");
        await Until(reader, "event: beat");
        var event1 = new LiveEvent(string.Concat(Enumerable.Repeat("data: the same again\n", 100)));
        Assert.True(event1.Packed.Length * 4 < event1.Plain.Length);
        client.DefaultRequestHeaders.AcceptEncoding.Clear();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip;q=0");
        using var plain = await client.GetAsync("/live/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task What_follows_faster_than_anybody_looks_is_shown_together()
    {
        await using var shop = await LiveShop.Open(100);
        using var client = new HttpClient { BaseAddress = new Uri(shop.Address) };
        await using var stream = await client.GetStreamAsync("/live/events", Cancellation);
        using var reader = new StreamReader(stream);
        await Until(reader, "event: figures");
        var started = Stopwatch.GetTimestamp();
        for (var change = 0; change < 30; change++) shop.OpenNext();
        var most = (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * 4) + 2;
        var (frames, last) = (0, shop.Workspace.DefaultAsOf.ToString("uuuu-MM-ddTHH:mm:ss", null));
        // The last is there at the end, whatever was passed over.
        for (var isLast = false; !isLast;)
        {
            var line = await reader.ReadLineAsync(Cancellation);
            if (line == "event: figures") frames++;
            isLast = line!.Contains(last, StringComparison.Ordinal);
        }

        Assert.InRange(frames, 1, most);
    }

    [Fact]
    public async Task Whoever_may_not_see_people_is_sent_none()
    {
        await using var shop = await LiveShop.Open();
        var request = new DefaultHttpContext().Request;
        var visit = new Visit(shop.Workspace, request);
        Assert.Contains("live-agent", LivePart.Of(visit));
        Assert.DoesNotContain("live-agent", LivePart.Of(new Visit(shop.Workspace, request) { Viewer = Viewer.Owner with { MaySeePeople = false } }));
        Assert.NotEqual(LiveKey.Of(visit), LiveKey.Of(new Visit(shop.Workspace, request) { Viewer = Viewer.Owner with { MaySeePeople = false } }));
    }

    /// <summary>The target of a wait is the one in force: set for everything, or for the channel that is looked at.</summary>
    [Fact]
    public async Task A_wait_is_held_to_the_target_in_force()
    {
        await using var shop = await LiveShop.Open();
        LiveModel Of(string filter)
        {
            var request = new DefaultHttpContext().Request;
            request.QueryString = new QueryString(filter);
            return LiveModel.Of(new Visit(shop.Workspace, request));
        }

        var shipped = shop.Workspace.Catalogue.Get("first_response_time").Target!.Value;
        Assert.Equal(new LiveLimit(shipped, Clock.Calendar, shipped), Of("").Limit);
        var first = new Target { Kpi = "longest_wait_now", Value = 1800, ValidFrom = new LocalDate(2026, 1, 1) };
        shop.Workspace.SetTarget(first);
        shop.Workspace.SetTarget(first with { Value = 600, Of = new Filter("channel", ["email"]) });
        Assert.Equal((1800, Clock.Calendar), (Of("").Limit!.Seconds, Of("").Limit!.Clock));
        Assert.Equal(600, Of("?where=channel%3Demail").Limit!.Seconds);
        Assert.All(Of("").Channels, row => Assert.Equal(row.Member == "email" ? 600 : 1800, row.Limit!.Seconds));
        Assert.All(Of("").Teams, row => Assert.Equal(1800, row.Limit!.Seconds));
    }

    /// <summary>The desk opens at 08:30: at nine, a wait of an hour of business hours began the evening before.</summary>
    [Fact]
    public async Task The_night_does_not_use_up_a_target_of_business_hours()
    {
        await using var shop = await LiveShop.Open();
        LiveLimit Of(string clock)
        {
            var request = new DefaultHttpContext().Request;
            request.QueryString = new QueryString($"?as_of=2026-11-18T08:00:00Z{clock}");
            return LiveModel.Of(new Visit(shop.Workspace, request)).Limit!;
        }

        shop.Workspace.Change(settings => settings.Adopt(new DemoShop(10, seed: 1, LiveShop.End).Settings), cancellation: Cancellation);
        shop.Workspace.SetTarget(new Target { Kpi = "first_response_time", Value = 3600, ValidFrom = new LocalDate(2026, 1, 1) });
        var night = Of("");
        Assert.Equal(3600, night.Target);
        Assert.Equal(3600, new BusinessHours(shop.Workspace.Settings.Calendars[shop.Workspace.Settings.DefaultCalendar!])
            .Elapsed(Instant.FromUtc(2026, 11, 18, 8, 0) - Duration.FromSeconds(night.Seconds), Instant.FromUtc(2026, 11, 18, 8, 0)));
        Assert.True(night.Seconds > 12 * 3600, $"{night.Seconds}");
        Assert.Equal(new LiveLimit(3600, Clock.Calendar, 3600), Of("&clock=calendar"));
    }

    [Fact]
    public async Task A_target_that_is_set_is_shown_at_once()
    {
        await using var shop = await LiveShop.Open();
        for (var minute = 0; minute < 3; minute++) shop.OpenNext();
        using var client = new HttpClient { BaseAddress = new Uri(shop.Address) };
        await using var stream = await client.GetStreamAsync("/live/events", Cancellation);
        using var reader = new StreamReader(stream);
        await Until(reader, "event: figures");
        shop.Workspace.SetTarget(new Target { Kpi = "longest_wait_now", Value = 60, ValidFrom = new LocalDate(2026, 1, 1) });
        await Until(reader, "event: figures");
    }

    /// <summary>Begins to look without ever reading.</summary>
    private static async Task<TcpClient> Call(LiveShop shop)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync("127.0.0.1", shop.Port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /live/events HTTP/1.1\r\nHost: 127.0.0.1:{shop.Port}\r\n\r\n"), Cancellation);
        return client;
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
