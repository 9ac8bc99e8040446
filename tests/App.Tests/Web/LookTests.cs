using Deque.AxeCore.Playwright;
using Deskmeter.App.Tests.Cli;
using Deskmeter.Workspaces;
using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class LookTests(BoardServer server, Browser browser)
{
    public static TheoryData<string, int, ColorScheme> Looks
    {
        get
        {
            var looks = new TheoryData<string, int, ColorScheme>();
            foreach (var path in new[] { "/", "/?layout=all", "/?layout=owner", "/topics", "/articles", "/surveys", "/money", "/team", "/kpi/first_response_time", "/kpi/volume_by_channel?by=channel", "/kpi/unresolved_tickets", "/kpis", "ticket", "/tickets/nope", "/?period=nope" })
            {
                looks.Add(path, 1280, ColorScheme.Light);
                looks.Add(path, 360, ColorScheme.Dark);
            }

            looks.Add("/", 2560, ColorScheme.Dark);
            return looks;
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_is_open_to_everybody_and_never_scrolls_sideways(string path, int width, ColorScheme scheme)
    {
        await using var page = await browser.Open(server, width, scheme, mayFail: path.Contains("nope", StringComparison.Ordinal));
        var it = await page.GoTo(path == "ticket" ? await SomeTicket() : path);
        await Check(it);
    }

    [Fact]
    public async Task An_empty_workspace_says_what_to_do()
    {
        using var folder = new TestFolder();
        using var workspace = Workspace.Open(folder.Path, TimeProvider.System);
        var (app, address) = await BoardServer.Start(workspace);
        await using var running = app;
        await using var page = await browser.Open(server, 360, ColorScheme.Dark, address: address);
        var it = await page.GoTo("/");
        await Assertions.Expect(it.Locator("h1")).ToHaveTextAsync("No data yet");
        await Assertions.Expect(it.Locator(".step")).ToHaveCountAsync(3);
        await Check(it);
        Assert.Equal(200, (await it.GotoAsync("/kpi/first_response_time"))!.Status);
        Assert.Equal(200, (await it.GotoAsync("/kpis"))!.Status);
    }

    internal static async Task Check(IPage page)
    {
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"The page is {over} px wider than the window.");
        var found = (await page.RunAxe()).Violations;
        Assert.True(found.Length == 0, string.Join("\n", found.Select(rule => $"{rule.Id}: {string.Join("; ", rule.Nodes.Select(node => node.Html))}")));
    }

    private async Task<string> SomeTicket()
    {
        var list = await server.Client.GetStringAsync("/api/v1/tickets?kpi=response_time&from=2026-10-01&to=2026-11-01&limit=1", TestContext.Current.CancellationToken);
        return $"/tickets/{System.Text.Json.JsonDocument.Parse(list).RootElement.GetProperty("tickets")[0].GetProperty("id").GetString()}";
    }
}
