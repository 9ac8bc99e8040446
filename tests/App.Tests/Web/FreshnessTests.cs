using Deskmeter.Demo;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class FreshnessTests(BoardServer server, Browser browser)
{
    [Fact]
    public async Task A_board_that_is_left_open_follows_the_data()
    {
        var shop = ShopOf(500);
        await using var own = await EmptyServer.Begin();
        var workspace = own.Workspace;
        await using var page = await browser.Open(own.Address);
        var board = await page.GoTo("/?period=12m");
        await Assertions.Expect(board.Locator("h1")).ToHaveTextAsync("No data yet");
        workspace.Add(shop.Tickets().Take(300), 300, cancellation: TestContext.Current.CancellationToken);
        await Return(board);
        await Assertions.Expect(board.Locator("h1")).ToHaveTextAsync("Overview");
        var before = await board.Locator("[data-kpi=tickets_created] .value").TextContentAsync();
        workspace.Add(shop.Tickets(), 500, cancellation: TestContext.Current.CancellationToken);
        await Return(board);
        await Assertions.Expect(board.Locator("[data-kpi=tickets_created] .value")).Not.ToHaveTextAsync(before!);
    }

    [Fact]
    public async Task What_somebody_has_typed_is_not_lost_when_data_comes()
    {
        var shop = ShopOf(300);
        await using var own = await EmptyServer.Begin();
        var workspace = own.Workspace;
        workspace.Add(shop.Tickets().Take(100), 100, cancellation: TestContext.Current.CancellationToken);
        await using var page = await browser.Open(own.Address);
        var targets = await page.GoTo("/targets");
        await targets.Locator("#set input[name=owner]").FillAsync("Ann");
        workspace.Add(shop.Tickets(), 300, cancellation: TestContext.Current.CancellationToken);
        var asked = targets.WaitForRequestFinishedAsync(new() { Predicate = request => request.Url.EndsWith("/health", StringComparison.Ordinal), Timeout = 2000 });
        await Return(targets);
        await Assert.ThrowsAsync<TimeoutException>(() => asked); // it does not even ask
        Assert.Equal("Ann", await targets.Locator("#set input[name=owner]").InputValueAsync());
        await targets.Locator("#set input[name=owner]").FillAsync("");
        await targets.RunAndWaitForRequestFinishedAsync(() => Return(targets), new() { Predicate = request => request.Url.EndsWith("/targets", StringComparison.Ordinal) });
    }

    [Fact]
    public async Task A_list_that_only_has_the_keyboards_focus_keeps_no_board_old_and_one_that_is_open_or_changed_does()
    {
        var shop = ShopOf(300);
        await using var own = await EmptyServer.Begin();
        var workspace = own.Workspace;
        workspace.Add(shop.Tickets().Take(100), 100, cancellation: TestContext.Current.CancellationToken);
        await using var page = await browser.Open(own.Address);
        var targets = await page.GoTo("/targets");
        var before = await targets.Locator("body").GetAttributeAsync("data-position");
        workspace.Add(shop.Tickets(), 300, cancellation: TestContext.Current.CancellationToken);
        var list = targets.Locator("#set select").First;
        await list.ClickAsync();
        await Look(targets);
        await targets.WaitForTimeoutAsync(1500);
        Assert.Equal(before, await targets.Locator("body").GetAttributeAsync("data-position"));
        await targets.Keyboard.PressAsync("Escape");
        var chosen = await list.EvaluateAsync<int>("it => it.selectedIndex");
        await list.EvaluateAsync("it => it.selectedIndex = it.options.length - 1");
        await Look(targets);
        await targets.WaitForTimeoutAsync(1500);
        Assert.Equal(before, await targets.Locator("body").GetAttributeAsync("data-position"));
        await list.EvaluateAsync("(it, chosen) => it.selectedIndex = chosen", chosen);
        await list.FocusAsync();
        await Assertions.Expect(list).ToBeFocusedAsync();
        await Look(targets);
        await Assertions.Expect(targets.Locator("body")).ToHaveAttributeAsync("data-position", $"{workspace.Records.Position}");
        await Assertions.Expect(targets.Locator("#set select").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_chart_is_drawn_again_when_its_page_is_refreshed_in_place()
    {
        await using var page = await browser.Open(server);
        var kpi = await page.GoTo("/kpi/tickets_created");
        await Assertions.Expect(kpi.Locator("trend-chart canvas")).ToBeVisibleAsync();
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Weeks" }).ClickAsync(), "grain=week");
        await Assertions.Expect(kpi.Locator("trend-chart canvas")).ToBeVisibleAsync();
        var labels = await kpi.Locator("figure tbody tr").CountAsync();
        Assert.InRange(labels, 8, 30);
    }

    private static DemoShop ShopOf(int tickets) => new(tickets, seed: 3, DemoShop.LastMidnight(Instant.FromUtc(2026, 11, 18, 12, 0)));

    /// <summary>Comes back to the page, as from another tab: it looks for changes at once.</summary>
    private static async Task Return(IPage page)
    {
        await page.EvaluateAsync("() => document.activeElement?.blur()");
        await Look(page);
    }

    /// <summary>The page looks for changes, wherever the keyboard's focus is.</summary>
    private static async Task Look(IPage page) => await page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
}
