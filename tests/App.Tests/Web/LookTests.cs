using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class LookTests(BoardServer server, Browser browser)
{
    public static TheoryData<string> Paths => [.. BoardPages.All];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_is_open_to_everybody_and_never_scrolls_sideways(string path)
    {
        await using var page = await browser.Open(server, mayFail: BoardPages.Wrong.Contains(path));
        var it = await page.GoTo(server.Fill(path));
        await CheckBoth(it);
        if (path == "/") await Look(it, 2560, ColorScheme.Dark);
    }

    [Fact]
    public async Task An_empty_workspace_says_what_to_do()
    {
        await using var own = await EmptyServer.Begin();
        await using var page = await browser.Open(own.Address, 360, ColorScheme.Dark);
        var it = await page.GoTo("/");
        await Assertions.Expect(it.Locator("h1")).ToHaveTextAsync("No data yet");
        await Assertions.Expect(it.Locator(".step")).ToHaveCountAsync(3);
        await Check(it);
        Assert.Equal(200, (await it.GotoAsync("/kpi/first_response_time"))!.Status);
        Assert.Equal(200, (await it.GotoAsync("/kpis"))!.Status);
    }

    /// <summary>All rules, without an account of what is right, in the page's own frame: there are no others.</summary>
    private static readonly AxeRunOptions Violations = new() { ResultTypes = [ResultType.Violations], Iframes = false };

    /// <summary>It is as wide as the window, and axe finds nothing.</summary>
    internal static async Task Check(IPage page)
    {
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"The page is {over} px wider than the window.");
        Assert.Equal("", await Faults(page));
    }

    /// <summary>Of a page that is open wide and light, and then made narrow and dark without being asked for twice.</summary>
    internal static async Task CheckBoth(IPage page)
    {
        await Check(page);
        await Look(page, 360, ColorScheme.Dark);
    }

    /// <summary>What axe finds in a page.</summary>
    private static async Task<string> Faults(IPage page)
    {
#pragma warning disable CS0618 // The other way opens a second page to put frames together; there is one frame, and no other.
        var found = (await page.Locator("html").RunAxeLegacy(Violations)).Violations;
#pragma warning restore CS0618
        return string.Join("\n", found.Select(rule => $"{rule.Id}: {string.Join("; ", rule.Nodes.Select(node => node.Html))}"));
    }

    /// <summary>The same in another width and theme.</summary>
    private static async Task Look(IPage page, int width, ColorScheme scheme)
    {
        await page.SetViewportSizeAsync(width, width < 500 ? 800 : 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Check(page);
    }
}
