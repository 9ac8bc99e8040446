using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Deskmeter.App.Board;
using Deskmeter.App.Live;
using Deskmeter.Core.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>What a screen that hangs for months meets: servers that go and come, networks that are cut, nights, upgrades.</summary>
[Collection(BoardCollection.Name)]
public class LiveWeatherTests(BoardServer server, Browser browser)
{
    [Fact]
    public async Task A_wall_says_that_its_server_is_away_and_comes_back_by_itself()
    {
        await using var shop = await LiveShop.Open();
        await using var screen = await browser.Open(shop.Address, mayFail: true);
        await screen.It.Clock.InstallAsync();
        var wall = await screen.GoTo("/wall");
        await Assertions.Expect(Feed(wall)).ToHaveAttributeAsync("data-state", "live");
        await Assertions.Expect(wall.Locator(".stale-note")).ToBeHiddenAsync();
        await shop.Stop();
        await wall.Clock.FastForwardAsync(15_000);
        await Assertions.Expect(Feed(wall)).ToHaveAttributeAsync("data-state", "stale");
        await Assertions.Expect(wall.Locator(".stale-note")).ToContainTextAsync((await wall.Locator("time").TextContentAsync())!);
        await LookTests.Check(wall);
        await shop.Restart();
        await wall.Clock.FastForwardAsync(11_000);
        await Assertions.Expect(Feed(wall)).ToHaveAttributeAsync("data-state", "live", new() { Timeout = 15_000 });
        await Assertions.Expect(wall.Locator(".stale-note")).ToBeHiddenAsync();
    }

    /// <summary>A cable that is pulled, or a laptop that sleeps: nobody tells the browser anything, and hours pass at once.</summary>
    [Fact]
    public async Task A_wall_notices_a_network_that_is_cut_without_an_end_and_comes_back_by_itself()
    {
        await using var shop = await LiveShop.Open();
        await using var cable = new Cable(shop.Port);
        await using var screen = await browser.Open(cable.Address, mayFail: true);
        await screen.It.Clock.InstallAsync();
        var wall = await screen.GoTo("/wall");
        await Assertions.Expect(Feed(wall)).ToHaveAttributeAsync("data-state", "live");
        var shown = await wall.Locator("#live-time time").GetAttributeAsync("datetime");
        cable.Cut();
        shop.OpenNext();
        await wall.Clock.FastForwardAsync(15_000);
        await Assertions.Expect(Feed(wall)).ToHaveAttributeAsync("data-state", "stale");
        await wall.Clock.FastForwardAsync(8 * 3_600_000);
        await Assertions.Expect(Feed(wall)).ToHaveAttributeAsync("data-state", "stale");
        Assert.Equal(shown, await wall.Locator("#live-time time").GetAttributeAsync("datetime"));
        cable.Mend();
        await wall.Clock.FastForwardAsync(11_000);
        await Assertions.Expect(Feed(wall)).ToHaveAttributeAsync("data-state", "live", new() { Timeout = 15_000 });
        await Assertions.Expect(wall.Locator("#live-time time")).Not.ToHaveAttributeAsync("datetime", shown!);
    }

    [Fact]
    public async Task A_browser_that_is_offline_says_so_and_listens_as_soon_as_it_is_online()
    {
        await using var shop = await LiveShop.Open();
        await using var page = await browser.Open(shop.Address, mayFail: true);
        await page.It.Clock.InstallAsync();
        var live = await page.GoTo("/live");
        await Assertions.Expect(Feed(live)).ToHaveAttributeAsync("data-state", "live");
        await live.Context.SetOfflineAsync(true);
        await shop.Stop(); // the browser may keep a connection that it has
        await live.Clock.FastForwardAsync(15_000);
        await Assertions.Expect(Feed(live)).ToHaveAttributeAsync("data-state", "stale");
        await shop.Restart();
        await live.Context.SetOfflineAsync(false);
        await Assertions.Expect(Feed(live)).ToHaveAttributeAsync("data-state", "live", new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task A_page_that_nobody_sees_does_not_listen()
    {
        await using var shop = await LiveShop.Open();
        await using var page = await browser.Open(shop.Address);
        var live = await page.GoTo("/live");
        await Assertions.Expect(Feed(live)).ToHaveAttributeAsync("data-state", "live");
        await See(false);
        for (var tries = 0; shop.Hub.Viewers > 0 && tries < 100; tries++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(0, shop.Hub.Viewers);
        var before = await live.Locator("#live-time time").GetAttributeAsync("datetime");
        shop.OpenNext();
        await See(true);
        await Assertions.Expect(live.Locator("#live-time time")).Not.ToHaveAttributeAsync("datetime", before!);
        await Assertions.Expect(Feed(live)).ToHaveAttributeAsync("data-state", "live");
        Assert.Equal(1, shop.Hub.Viewers);

        Task See(bool isSeen) => live.EvaluateAsync(
            "isSeen => { Object.defineProperty(document, 'hidden', { value: !isSeen, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", isSeen);
    }

    /// <summary>What a wall gets in a few months, at once: the parts of the page with other figures each time.</summary>
    [Fact]
    public async Task A_page_does_not_grow_with_what_it_is_told()
    {
        await using var page = await browser.Open(server);
        var (count, until) = (0, 0);
        await page.It.RouteAsync("**/live/events*", async route =>
        {
            var parts = LivePart.Of(new Visit(server.Workspace, new DefaultHttpContext().Request))
                .Select(id => new KeyValuePair<string, string>(id, $"<section class=\"panel\" id=\"{id}\"><h2>{id}</h2><time>{{0}}</time><p>{{0}}</p></section>")).ToList();
            var body = new StringBuilder($"retry: 50\nevent: hello\ndata: {LiveStream.Build}\n\n");
            LiveFrame? frame = null;
            while (count < until)
            {
                var text = (count++).ToString(CultureInfo.InvariantCulture);
                frame = LiveFrame.After(frame, [.. parts.Select(part => KeyValuePair.Create(part.Key, part.Value.Replace("{0}", text, StringComparison.Ordinal)))]);
                body.Append(Encoding.UTF8.GetString(frame.Change.Plain.Span));
            }

            await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = body.ToString() });
        });
        var live = await page.GoTo("/live");
        var devices = await live.Context.NewCDPSessionAsync(live);
        var first = await Count(100);
        var later = await Count(600);
        Assert.True(later.Nodes <= first.Nodes + 20, $"{first.Nodes} nodes became {later.Nodes}.");
        Assert.True(later.Listeners <= first.Listeners + 5, $"{first.Listeners} listeners became {later.Listeners}.");

        async Task<(int Nodes, int Listeners)> Count(int after)
        {
            until = after;
            await live.WaitForFunctionAsync("after => Number(document.querySelector('#live-time time')?.textContent) >= after - 1", after, new() { Timeout = 60_000 });
            // What was thrown away goes in several rounds.
            var least = (Nodes: int.MaxValue, Listeners: int.MaxValue);
            for (var round = 0; round < 10; round++)
            {
                await devices.SendAsync("HeapProfiler.collectGarbage");
                var counters = (await devices.SendAsync("Memory.getDOMCounters"))!.Value;
                least = (Math.Min(least.Nodes, counters.GetProperty("nodes").GetInt32()), Math.Min(least.Listeners, counters.GetProperty("jsEventListeners").GetInt32()));
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }

            return least;
        }
    }

    /// <summary>Time goes on where something fills the folder by itself: waits grow, and a day ends, without any event.</summary>
    [Fact]
    public async Task Waits_grow_and_a_day_ends_without_any_event()
    {
        var time = new SettableTime(LiveShop.End - Duration.FromMinutes(30));
        await using var shop = await LiveShop.Open(time: time);
        shop.Workspace.Change(settings => settings.SetLive(), cancellation: TestContext.Current.CancellationToken);
        shop.Workspace.Change(settings => settings.SetZone("Europe/Amsterdam"), cancellation: TestContext.Current.CancellationToken);
        shop.Open(LiveShop.End - Duration.FromMinutes(40));
        await using var screen = await browser.Open(shop.Address);
        var wall = await screen.GoTo("/wall?where=channel%3Demail");
        await Assertions.Expect(Feed(wall)).ToHaveAttributeAsync("data-state", "live");
        await Assertions.Expect(wall.Locator("#live-today h2")).ToContainTextAsync(new Regex("Today [1-9]"));
        var (day, wait) = (await wall.Locator("#live-time time").TextContentAsync(), await wall.Locator("[data-kpi=longest_wait_now] .value").TextContentAsync());
        time.Now = LiveShop.End + Duration.FromHours(25);
        await Assertions.Expect(wall.Locator("#live-time time")).Not.ToHaveTextAsync(day!, new() { Timeout = 20_000 });
        await Assertions.Expect(wall.Locator("#live-today h2")).ToContainTextAsync("Today 0");
        await Assertions.Expect(wall.Locator("[data-kpi=longest_wait_now] .value")).Not.ToHaveTextAsync(wait!);
    }

    [Fact]
    public async Task A_page_that_outlives_an_upgrade_loads_itself_again()
    {
        await using var page = await browser.Open(server);
        await page.It.RouteAsync("**/live", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = (await answer.TextAsync()).Replace(LiveStream.Build, "older", StringComparison.Ordinal) });
        }, new() { Times = 1 });
        var it = await page.GoTo("/live");
        await Assertions.Expect(it.Locator($"live-feed[data-build='{LiveStream.Build}'][data-state=live]")).ToHaveCountAsync(1);
    }

    private static ILocator Feed(IPage it) => it.Locator("live-feed");
}
