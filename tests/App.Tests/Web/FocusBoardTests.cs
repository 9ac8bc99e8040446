using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>The pages about one matter.</summary>
[Collection(BoardCollection.Name)]
public class FocusBoardTests(BoardServer server, Browser browser)
{
    [Fact]
    public async Task A_table_is_sorted_by_its_heads_and_a_figure_opens_its_KPI_for_that_member()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/topics?from=2026-10-01&to=2026-11-01");
        var first = board.Locator(".members tbody tr").First;
        var topic = await first.Locator("th").TextContentAsync();
        var created = await first.Locator("td").First.TextContentAsync();
        await Assertions.Expect(board.Locator(".members th[aria-sort=descending]")).ToHaveTextAsync("Tickets created ↓");
        await page.Follow(it => it.GetByRole(AriaRole.Link, new() { Name = "Topic", Exact = true }).ClickAsync(), "sort=member");
        await Assertions.Expect(board.Locator(".members th[aria-sort=ascending]")).ToHaveTextAsync("Topic ↑");
        var names = await board.Locator(".members tbody th").AllTextContentsAsync();
        Assert.Equal(names.Where(name => name != "No topic").Order(StringComparer.Create(new("en"), ignoreCase: true)), names.Where(name => name != "No topic"));
        await board.Locator(".members tr", new() { Has = board.GetByRole(AriaRole.Rowheader, new() { Name = topic, Exact = true }) }).Locator("td a").First.ClickAsync();
        await board.WaitForURLAsync("**/kpi/tickets_created?*");
        await Assertions.Expect(board.Locator("h1")).ToHaveTextAsync("Tickets created");
        await Assertions.Expect(board.Locator(".hero .value")).ToHaveTextAsync(created!);
    }

    [Theory]
    [InlineData("/team")]
    [InlineData("/articles")]
    public async Task What_has_a_name_of_its_own_is_sorted_by_that_name(string path)
    {
        await using var page = await browser.Open(server);
        var names = await (await page.GoTo($"{path}?from=2026-09-01&to=2026-11-01&sort=member")).Locator(".members tbody th").AllTextContentsAsync();
        Assert.True(names.Count > 3);
        Assert.Equal(names.Order(StringComparer.Create(new("en"), ignoreCase: true)), names);
    }

    [Theory]
    [InlineData("/topics")]
    [InlineData("/articles")]
    [InlineData("/surveys")]
    [InlineData("/money")]
    [InlineData("/team")]
    public async Task A_tile_never_shows_one_member_as_all(string path)
    {
        await using var page = await browser.Open(server);
        var tiles = await (await page.GoTo(path)).Locator(".tile").EvaluateAllAsync<string[]>("tiles => tiles.map(tile => tile.dataset.kpi)");
        Assert.NotEmpty(tiles);
        Assert.All(tiles, kpi => Assert.Null(server.Workspace.Catalogue.Get(kpi).By));
    }

    [Fact]
    public async Task Bots_are_no_agents()
    {
        var html = await server.Client.GetStringAsync("/team?from=2026-09-01&to=2026-11-01", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Trail bot", html[html.IndexOf("class=\"members\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }
}
