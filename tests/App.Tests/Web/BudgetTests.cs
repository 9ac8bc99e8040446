using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Deskmeter.App.Tests.Web;

/// <summary>What a page costs: its scripts and styles over the wire, and how much of it moves while it comes.</summary>
[Collection(BoardCollection.Name)]
public partial class BudgetTests(BoardServer server, Browser browser)
{
    private const int MostBytes = 300_000;
    private const double MostShift = 0.02;

    /// <summary>Adds up the layout shifts of a page by themselves, without those after something was clicked.</summary>
    private const string Shifts = """
        window.shift = 0; window.shifts = [];
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            window.shift += entry.value;
            window.shifts.push(`${entry.value.toFixed(4)} by ${entry.sources.map(source => source.node?.outerHTML?.slice(0, 90) ?? source.node?.nodeName).join(" | ")}`);
          }
        }).observe({ type: "layout-shift", buffered: true });
        """;

    public static TheoryData<string, int> Charts
    {
        get
        {
            var charts = new TheoryData<string, int>();
            foreach (var path in BoardPages.WithCharts)
                foreach (var width in new[] { 360, 1280 }) charts.Add(path, width);
            return charts;
        }
    }

    [Fact]
    public async Task All_scripts_and_styles_together_are_less_than_300_kB_as_they_are_sent()
    {
        var assets = new HashSet<string>();
        await using (var page = await browser.Open(server, mayFail: true))
        {
            page.It.Request += (_, request) =>
            {
                if (request.ResourceType is "script" or "stylesheet") assets.Add(request.Url);
            };
            foreach (var path in BoardPages.WithCharts) await page.GoTo(server.Fill(path));
        }

        // What scripts load by themselves was seen in the browser; what any other page names stands in it.
        foreach (var path in BoardPages.Found)
        {
            var html = await server.Client.GetStringAsync(server.Fill(path), TestContext.Current.CancellationToken);
            assets.UnionWith(Asset().Matches(html).Select(match => new Uri(new Uri(server.Address), match.Groups[1].Value).AbsoluteUri));
        }

        Assert.Equal(3, assets.Count);
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });
        var bytes = 0;
        foreach (var asset in assets)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, asset);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br, zstd");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.Content.Headers.ContentEncoding.Count == 1, $"{asset} is not compressed.");
            bytes += (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
        Assert.InRange(bytes, 10_000, MostBytes);
    }

    [Theory, MemberData(nameof(Charts))]
    public async Task Nothing_moves_when_a_chart_comes_late(string path, int width)
    {
        await using var page = await browser.Open(server, width);
        await page.It.AddInitScriptAsync(Shifts);
        var cancellation = TestContext.Current.CancellationToken; // the browser calls back in the context of whoever opened it
        // Scripts come long after the page was drawn, as over a slow network.
        await page.It.RouteAsync("**/build/*.js", async route =>
        {
            await Task.Delay(600, cancellation);
            await route.ContinueAsync();
        });
        var it = await page.GoTo(path);
        if (await it.Locator("trend-chart").CountAsync() > 0) await Assertions.Expect(it.Locator("trend-chart canvas").First).ToBeVisibleAsync();
        else await Assertions.Expect(it.Locator("live-feed")).ToHaveAttributeAsync("data-state", "live");
        await it.WaitForTimeoutAsync(300);
        var (shift, shifts) = (await it.EvaluateAsync<double>("() => window.shift"), await it.EvaluateAsync<string[]>("() => window.shifts"));
        Assert.True(shift < MostShift, $"{shift}: {string.Join("\n", shifts)}");
    }

    [Fact]
    public async Task A_page_that_moves_is_noticed()
    {
        await using var page = await browser.Open(server);
        await page.It.AddInitScriptAsync(Shifts);
        var it = await page.GoTo("/kpis");
        await it.EvaluateAsync("() => { const late = document.createElement('p'); late.textContent = 'late'; late.className = 'plot'; document.querySelector('main').prepend(late); }");
        await it.WaitForFunctionAsync("() => window.shift > 0.02");
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+\\.(?:js|css))\"")]
    private static partial Regex Asset();
}
