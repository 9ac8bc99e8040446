using System.Globalization;
using Deskmeter.Metrics;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace Deskmeter.App.Tests.Web;

[Collection(BoardCollection.Name)]
public class VolumePageTests(BoardServer server, Browser browser)
{
    private const string October = "/volume?from=2026-10-01&to=2026-11-01";

    [Fact]
    public async Task Cells_and_channels_add_up_to_the_tickets_created()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo(October);
        var created = Created();
        Assert.Equal(created, Number(await it.Locator("[data-kpi=tickets_created] .value").TextContentAsync()));
        Assert.Equal(created, (await it.Locator(".heat td").AllTextContentsAsync()).Sum(Number));
        Assert.Equal(created, (await it.Locator("tr[data-channel] td:nth-child(3)").AllTextContentsAsync()).Sum(Number));
        Assert.Equal(168, await it.Locator(".heat td").CountAsync());
        await Assertions.Expect(it.Locator(".heat td.peak")).ToHaveCountAsync(1);
        Assert.InRange(await it.Locator(".heat thead th.open").CountAsync(), 1, 23);
    }

    [Fact]
    public async Task A_cell_leads_to_its_tickets()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo(October);
        var peak = it.Locator(".heat td.peak");
        var count = await peak.TextContentAsync();
        await page.Follow(_ => peak.Locator("a").ClickAsync(), "/kpi/tickets_created");
        Assert.Contains("where=weekday", it.Url, StringComparison.Ordinal);
        await Assertions.Expect(it.Locator(".hero .value").First).ToHaveTextAsync(count!);
    }

    [Fact]
    public async Task The_usual_is_what_the_engine_compares_with()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo(October);
        var deviation = Row("volume_vs_baseline").Value!.Value;
        Assert.Equal(Math.Round(Created() / (1 + deviation), MidpointRounding.AwayFromZero), Number(await it.Locator("[data-fact=usual] dd").EvaluateAsync<string>("dd => dd.firstChild.textContent")));
        await Assertions.Expect(it.Locator("trend-chart canvas")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_filter_and_an_empty_period_are_fine()
    {
        await using var page = await browser.Open(server);
        var it = await page.GoTo(October + "&where=channel%3Demail");
        await Assertions.Expect(it.Locator("tr[data-channel]")).ToHaveCountAsync(1);
        it = await page.GoTo("/volume?from=2001-01-01&to=2001-01-02");
        await Assertions.Expect(it.Locator(".heat td.peak")).ToHaveCountAsync(0);
    }

    private double Created() => Row("tickets_created").Value!.Value;

    private MetricRow Row(string kpi) =>
        server.Workspace.Run(new MetricQuery { Kpis = [kpi], From = new LocalDate(2026, 10, 1), To = new LocalDate(2026, 11, 1) }).Rows[0];

    private static double Number(string? text) => double.Parse(text!.Trim(), NumberStyles.Number, CultureInfo.InvariantCulture);
}
