using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>What is looked at lives in the address: it survives a reload, can be given to others, and goes along down to the ticket.</summary>
[Collection(BoardCollection.Name)]
public class DrillTests(BoardServer server, Browser browser)
{
    private const string Kpi = "first_response_time";

    [Fact]
    public async Task A_filter_survives_a_reload_and_shows_others_the_same()
    {
        await using var page = await browser.Open(server);
        var board = await page.GoTo("/");
        await page.Follow(it => it.Locator("select[name=period]").SelectOptionAsync("last_month"), "period=last_month");
        await page.Follow(it => it.GetByLabel("Add filter").SelectOptionAsync("channel"), "add=channel");
        await page.Follow(it => it.Locator(".adding select").SelectOptionAsync("channel=email"), "where=channel%3Demail");
        await page.Follow(it => it.Locator("label:has(input[value=calendar])").ClickAsync(), "clock=calendar");
        var (shown, address) = (await Figures(board), board.Url);
        await board.ReloadAsync();
        Assert.Equal(shown, await Figures(board));
        Assert.Equal(["Channel: Email"], await Filters(board));

        // Somebody else, with another browser, theme and width, and without script.
        await using var other = await browser.Open(server, 360, ColorScheme.Dark, hasScript: false);
        var theirs = await other.GoTo(new Uri(address).PathAndQuery);
        Assert.Equal(shown, await Figures(theirs));
        Assert.Equal(["Channel: Email"], await Filters(theirs));
        Assert.Equal("last_month", await theirs.Locator("select[name=period]").InputValueAsync());
        Assert.NotEqual(shown, await Figures(await page.GoTo("/?period=last_month&clock=calendar")));
    }

    [Fact]
    public async Task From_a_tile_by_a_row_of_its_breakdown_to_a_ticket_the_filters_go_along_and_add_up()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo("/?period=last_month&where=channel%3Demail&clock=calendar");
        var tile = await it.Locator($"[data-kpi={Kpi}] data.value").GetAttributeAsync("value");
        await page.Follow(board => board.Locator($"[data-kpi={Kpi}] a").First.ClickAsync(), $"/kpi/{Kpi}");
        Assert.Equal(tile, await it.Locator(".hero data.value").GetAttributeAsync("value"));
        await page.Follow(kpi => kpi.GetByLabel("Break down by").SelectOptionAsync("priority"), "by=priority");
        var row = await it.Locator("#by tbody data").First.GetAttributeAsync("value");
        await page.Follow(kpi => kpi.Locator("#by tbody a").First.ClickAsync(), "where=priority");
        Assert.Equal(row, await it.Locator(".hero data.value").GetAttributeAsync("value"));
        Assert.Equal(2, (await Filters(it)).Count);
        var worst = await it.Locator("#tickets tbody tr").First.Locator("td:last-child").TextContentAsync();
        await page.Follow(kpi => kpi.Locator("#tickets tbody a").First.ClickAsync(), "/tickets/");
        Assert.Equal(worst, await it.Locator("[data-column=first_reply_seconds] [data-clock=calendar]").TextContentAsync());
        await Assertions.Expect(it.Locator(".head .facts")).ToContainTextAsync("email", new() { IgnoreCase = true });
        await page.Follow(ticket => ticket.Locator(".head a").First.ClickAsync(), $"/kpi/{Kpi}");
        Assert.Equal(row, await it.Locator(".hero data.value").GetAttributeAsync("value"));
    }

    private static async Task<IReadOnlyList<string>> Figures(IPage page) =>
        await page.Locator("main [data-kpi]").EvaluateAllAsync<string[]>("all => all.map(one => `${one.dataset.kpi} ${one.querySelector('data.value')?.value}`)");

    private static async Task<IReadOnlyList<string>> Filters(IPage page) => await page.Locator(".chip > span").AllTextContentsAsync();
}
